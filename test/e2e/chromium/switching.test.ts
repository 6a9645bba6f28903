/** The promise above all others: what the panel shows is never another person's, however fast the agent switches. */
import { beforeAll, describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { recordPanel } from '../harness/record-panel.ts';
import { judgeShown, restsAt, switchAtRandom } from '../harness/switch-at-random.ts';
import { loadWhatsApp, openChat, openWhatsApp, panelShows, setUp } from '../harness/world.ts';

/** In each of two worlds. `npm run soak` asks for more. */
const switches = Math.ceil(Number(process.env.SWITCHES ?? 150) / 2);
/** ms that a cleared customer may take to leave the screen: the Port, one turn, one paint on a busy machine. */
const grace = 250;

inPanel();
beforeAll(async () => {
  await panelShows(panel, 'no-chat');
});

describe('switching', () => {
  it.each(['older', 'today'])(
    `never shows another person in ${switches} random switches (%s)`,
    {
      timeout: 120_000 + switches * 400,
    },
    async (records) => {
      await loadWhatsApp(page, `?records=${records}`);
      const seed = Number(process.env.SEED ?? 20_261_122);
      const shown = await recordPanel(panel);
      const opened = await switchAtRandom(page, switches, seed);
      await panel.waitForFunction(restsAt, { polling: 20 }, opened.at(-1)?.phone ?? null);
      const { people, wrong, latest } = judgeShown(await shown(), opened, grace);
      expect(people).toBeGreaterThan(switches / 10);
      expect(wrong, `seed ${seed}`).toEqual([]);
      console.log(
        `${switches} switches, ${people} samples with a person, cleared within ${Math.round(latest)} ms`,
      );
    },
  );

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
    const five = [
      ['001', 'Ana Cliente'],
      ['002', 'Bob Turner'],
      ['005', 'Padaria Sol'],
      ['010', 'ليلى حداد'],
      ['011', '王小明'],
    ] as const;
    world.crm.reset();
    await setUp(world);
    await page.bringToFront();
    for (let turn = 0; turn < 20; turn++) {
      const [end, name] = five[turn % five.length] ?? five[0];
      await openChat(page, `100000000000${end}@lid`);
      await panelShows(panel, 'ready', name);
    }
    expect(world.crm.requests.filter((one) => one.interface === 'query').length).toBeLessThanOrEqual(5);
  });
});
