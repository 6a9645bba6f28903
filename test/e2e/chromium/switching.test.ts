/** The promise above all others: what the panel shows is never another person's, however fast the agent switches. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordPanel } from '../harness/record-panel.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

/** `npm run soak` asks for more. */
const switches = Number(process.env.SWITCHES ?? 300);
/** ms that a cleared customer may take to leave the screen: the Port, one turn, one paint on a busy machine. */
const grace = 250;

let world: World;
let page: Page;
let panel: Page;

beforeAll(async () => {
  world = await openWorld();
  await setUp(world);
  page = await openWhatsApp(world);
  panel = await openPanel(world, page);
  await panelShows(panel, 'no-chat');
});
afterAll(() => world.close());

interface Opened {
  at: number;
  phone: string | null;
}

/** Opens chats at random moments, some within one frame of each other, and returns which were open when. */
function switchAtRandom(count: number, seed: number): Promise<Opened[]> {
  return page.evaluate(
    async (total, start) => {
      let state = start;
      const random = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648;
      };
      const chats = window.standIn.chats().filter((chat) => chat.listed);
      const pauses = [0, 0, 5, 16, 40, 120, 250];
      const opened: { at: number; phone: string | null }[] = [];
      for (let turn = 0; turn < total; turn++) {
        const chat = chats[Math.floor(random() * chats.length)];
        if (!chat) continue;
        opened.push({ at: performance.timeOrigin + performance.now(), phone: chat.phone });
        window.standIn.open(chat.chatId);
        const pause = pauses[Math.floor(random() * pauses.length)] ?? 0;
        await new Promise((done) => setTimeout(done, pause));
      }
      return opened;
    },
    count,
    seed,
  );
}

describe('switching', () => {
  it(`never shows another person in ${switches} random switches`, {
    timeout: 120_000 + switches * 400,
  }, async () => {
    const seed = Number(process.env.SEED ?? 20_261_122);
    const shown = await recordPanel(panel);
    const opened = await switchAtRandom(switches, seed);
    const last = opened.at(-1);
    await panel.waitForFunction(
      () => !['loading', 'no-chat'].includes(document.querySelector('main')?.dataset.state ?? 'loading'),
    );
    const samples = await shown();
    const people = samples.filter((one) => one.customer !== null || one.phone !== null);
    expect(people.length).toBeGreaterThan(switches / 10);

    let latest = 0;
    const wrong = people.filter(({ at, customer, phone }) => {
      const before = opened.filter((one) => one.at <= at);
      const current = before.at(-1)?.phone ?? null;
      // This CRM's ids are the numbers themselves, so id and number can both be held against the chat.
      const person = customer ?? phone;
      if (person === current && (phone ?? current) === current) return false;
      const left = before.findLast((one, index) => one.phone === person && before[index + 1] !== undefined);
      const leftAt = left ? (before[before.indexOf(left) + 1]?.at ?? 0) : 0;
      latest = Math.max(latest, at - leftAt);
      return at - leftAt > grace;
    });
    expect(wrong, `seed ${seed}`).toEqual([]);
    console.log(
      `${switches} switches, ${people.length} samples with a person, cleared within ${Math.round(latest)} ms`,
    );
    expect((await panel.$eval('main', (main) => main.dataset.phone)) ?? null).toBe(last?.phone ?? null);
  });

  it('never shows A under B in A → B → A within 200 ms, nor keeps B', async () => {
    const a = '100000000000001@lid';
    const b = '100000000000002@lid';
    await openChat(page, a);
    await panelShows(panel, 'ready', 'Ana Cliente');
    for (let turn = 0; turn < 20; turn++) {
      await page.evaluate(
        async (first, second, pause) => {
          window.standIn.open(second);
          await new Promise((done) => setTimeout(done, pause));
          window.standIn.open(first);
        },
        a,
        b,
        turn * 10,
      );
      await panelShows(panel, 'ready', 'Ana Cliente');
    }
  });

  it('shows two WhatsApp tabs each their own', async () => {
    const other = await openWhatsApp(world);
    await openChat(other, '100000000000010@lid');
    await panelShows(panel, 'ready', 'ليلى حداد');
    await page.bringToFront();
    await panelShows(panel, 'ready', 'Ana Cliente');
    await other.bringToFront();
    await panelShows(panel, 'ready', 'ليلى حداد');
    await other.close();
    await page.bringToFront();
    await panelShows(panel, 'ready', 'Ana Cliente');
  });

  it('says when another page is in front, and dims the last customer', async () => {
    const elsewhere = await world.browser.newPage();
    await panelShows(panel, 'not-whatsapp');
    const back = await panel.waitForSelector('aria/Back to WhatsApp[role="button"]');
    await back?.click();
    await panelShows(panel, 'ready', 'Ana Cliente');
    await elsewhere.close();
  });

  it('asks at most five times for twenty switches among five people', async () => {
    const five = ['001', '002', '005', '010', '011'].map((end) => `100000000000${end}@lid`);
    world.crm.reset();
    await setUp(world);
    await page.bringToFront();
    for (let turn = 0; turn < 20; turn++) {
      await openChat(page, five[turn % five.length] ?? '');
      await panelShows(panel, 'ready');
    }
    expect(world.crm.requests.filter((one) => one.interface === 'query').length).toBeLessThanOrEqual(5);
  });
});
