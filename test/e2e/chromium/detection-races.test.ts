/** Chats that are left while they are being read, in a large account: nothing is ever said of one chat under another. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ownNumber } from '../../doubles/people.ts';
import { openAtRandom } from '../harness/detection-races.ts';
import { createDetectionReader, type DetectionReader } from '../harness/detection-reader.ts';
import { lies } from '../harness/detection-truth.ts';
import { openWhatsApp, openWorld, type World } from '../harness/world.ts';

/** `npm run soak` asks for more. */
const switches = Number(process.env.SWITCHES ?? 80);
const seed = Number(process.env.SEED ?? 20_261_122);

/** ms, on a busy machine. */
const timeout = 60_000 + switches * 300;

const ana = '100000000000001@lid';
const anaPhone = '5511900000001';

let world: World;
let reader: DetectionReader;
beforeAll(async () => {
  world = await openWorld();
  reader = await createDetectionReader(world);
});
afterAll(() => world.close());

/**
 * Whatever was said and was not so. An epoch lasts until the next is raised, and stands for the chat that was open just
 * before that; chats that came and went within a frame raise none of their own.
 */
async function wrongsAfter(page: Page, tab: number, pauses: readonly number[]): Promise<string[]> {
  const epochsSince = await reader.hearEpochs(tab);
  const opened = await openAtRandom(page, { count: switches, seed, pauses, last: ana });
  const last = opened.at(-1);
  if (!last) return ['nothing was opened'];
  await reader.says(tab, { phone: anaPhone });
  const epochs = await epochsSince();
  const first = opened[0]?.at ?? 0;
  const said = (await reader.all(tab)).filter(({ detection }) => detection.epoch >= first);
  expect(said.length).toBeGreaterThan(1);
  return said.flatMap(({ detection }) => {
    const next = epochs.find((epoch) => epoch > detection.epoch) ?? Number.POSITIVE_INFINITY;
    const following = opened.findIndex(
      ({ at }, index) => at <= next && (opened[index + 1]?.at ?? Infinity) > next,
    );
    const { truth } = (Number.isFinite(next) ? opened[following - 1] : last) ?? last;
    return lies(detection, truth, ownNumber).map((lie) => `${truth.chatId}: ${lie}`);
  });
}

const large = 'contacts=4000&chats=800&messages=24000';

describe('chats that are left while they are read', () => {
  it.each([
    ['in a large account', `?${large}`, [0, 2, 8, 20, 60]],
    ['drawn into one root', `?root=reused&records=older&${large}`, [0, 2, 8, 20, 60]],
    ['whose messages are not stored', '?late-messages=command', [0, 5, 30, 80]],
    ['whose rows come later', '?rows-after=40&records=older', [0, 10, 30, 60, 120]],
    ['of which nothing but the title is known', '?layout=row-classes-only', [0, 5, 30, 80]],
  ])('%s', { timeout }, async (_, query, pauses) => {
    const page = await openWhatsApp(world, query);
    const tab = await reader.tabOf(page);
    expect(await wrongsAfter(page, tab, pauses), `seed ${seed}`).toEqual([]);
    await page.close();
  });

  it('while WhatsApp upgrades its database again and again', { timeout }, async () => {
    const page = await openWhatsApp(world, `?${large}`);
    const tab = await reader.tabOf(page);
    const upgrades = page.evaluate(async (turns) => {
      const outcomes: string[] = [];
      for (let turn = 0; turn < turns; turn++) {
        outcomes.push(await window.standIn.upgradeDatabase());
        await new Promise((done) => setTimeout(done, 50));
      }
      return outcomes;
    }, switches / 15);
    expect(await wrongsAfter(page, tab, [0, 20, 60, 150])).toEqual([]);
    expect(new Set(await upgrades)).toEqual(new Set(['done']));
    await page.close();
  });
});
