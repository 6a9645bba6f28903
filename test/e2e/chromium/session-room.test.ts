/** A day's customers in the browser's real memory for the session: what it counts, and what happens when it is full. */
import fc from 'fast-check';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pack } from '../../../lib/session/packed.ts';
import { sizeAtMost } from '../../../lib/session/size-at-most.ts';
import { valueBytes } from '../../doubles/session-area.ts';
import { deviceConnection } from '../harness/connections.ts';
import { deviceCustomer, deviceEvents, restoreDevice } from '../harness/device-backup.ts';
import { killWorker } from '../harness/kill-worker.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  pageUrl,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

const people = 200;
const quota = 10_485_760;
const note = '客户想要红色的那一款，下周再打电话确认颜色和尺寸。'.repeat(24);

let world: World;
let page: Page;
let panel: Page;
let chats: { chatId: string; name: string }[];

beforeAll(async () => {
  world = await openWorld();
  page = await openWhatsApp(world, '?contacts=400&chats=400&messages=4000');
  const known = (await page.evaluate(() => window.standIn.chats())).flatMap(({ chatId, phone }) =>
    chatId.startsWith('2') && phone ? [{ chatId, phone }] : [],
  );
  const customers = known.slice(0, people).map(({ phone }, at) => deviceCustomer(phone, `客户 ${at}`));
  chats = known.slice(0, people).map(({ chatId }, at) => ({ chatId, name: `客户 ${at}` }));
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, {
    customers,
    timeline: customers.flatMap(({ id }) =>
      deviceEvents(id, 50).map((event) => ({ ...event, kind: 'note' as const, summary: note, changes: [] })),
    ),
  });
  panel = await openPanel(world, page);
  await panelShows(panel, 'no-chat');
});
afterAll(() => world.close());

const inSession = () =>
  panel.evaluate(async () => {
    const { session } = globalThis.chrome.storage;
    return { names: await session.getKeys(), bytes: await session.getBytesInUse(null) };
  });

async function show(at: number): Promise<void> {
  const chat = chats[at];
  if (!chat) throw new Error(`there is no chat ${at}`);
  await openChat(page, chat.chatId);
  await panelShows(panel, 'ready', chat.name);
}

describe('two hundred customers with page after page of long Chinese notes', () => {
  it('are all shown, and leave the reserve free', { timeout: 180_000 }, async () => {
    for (let at = 0; at < people; at++) {
      if (at % 50 === 25) await killWorker(world.browser);
      await show(at);
      await panel.waitForSelector('[aria-label="Timeline"]');
    }
    const { names, bytes } = await inSession();
    console.log(`${bytes} bytes, ${names.filter((name) => name.startsWith('timeline:')).length} timelines`);
    expect(names.filter((name) => name.startsWith('customer:'))).toHaveLength(people);
    expect(bytes).toBeLessThanOrEqual(quota - 3_000_000);
    expect(bytes).toBeGreaterThan(5_000_000);
  });

  it('have a write told as saved when memory is full', async () => {
    const box = await panel.waitForSelector('aria/Follow-up note[role="textbox"]');
    await box?.type('已回电');
    await (await panel.waitForSelector('aria/Save note[role="button"]'))?.click();
    await panel.waitForFunction(
      () => document.querySelector('[role=status]')?.textContent?.includes('Saved'),
      { polling: 50 },
    );
  });

  it('are still there when the agent comes back to the first', async () => {
    await show(0);
    await panel.waitForSelector('[aria-label="Timeline"]');
  });
});

describe('what Chromium counts', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 60 }),
    fc.string({ unit: fc.constantFrom('客', 'é', 'я', '😀', 'a'), maxLength: 60 }),
  );
  const value = fc.letrec<{ any: unknown }>((tie) => ({
    any: fc.oneof(
      { maxDepth: 4 },
      text,
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie('any'), { maxLength: 8 }),
      fc.dictionary(text, tie('any'), { maxKeys: 8 }),
    ),
  })).any;
  const tags = Array.from({ length: 10_000 }, (_, at) => ({
    id: `tag-${at}`,
    name: `标签${at}`,
    colour: null,
  }));
  const samples = [
    ...fc.sample(value, { numRuns: 200, seed: 20_261_122 }),
    tags,
    pack(tags),
    note.repeat(100),
  ];

  it('is what the double counts, and never more than was expected', async () => {
    const other = await world.browser.newPage();
    await other.goto(pageUrl(world, 'options.html'));
    const counted = await other.evaluate(async (values) => {
      const { session } = globalThis.chrome.storage;
      const bytes: number[] = [];
      for (const value of values) {
        await session.set({ measured: value });
        bytes.push(await session.getBytesInUse('measured'));
        await session.remove('measured');
      }
      return bytes;
    }, samples);
    await other.close();
    expect(counted).toEqual(samples.map(valueBytes));
    for (const [at, bytes] of counted.entries())
      expect(sizeAtMost({ measured: samples[at] })).toBeGreaterThanOrEqual(bytes);
  });
});
