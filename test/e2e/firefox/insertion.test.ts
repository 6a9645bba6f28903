/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FirefoxTab,
  type FirefoxWorld,
  firefoxExtensionDir,
  openFirefoxWorld,
  openTab,
  openWhatsAppTab,
  pageUrl,
  setUpFirefox,
} from '../harness/firefox-world.ts';
import { type insertAtRandom, randomRuns } from '../harness/insert-at-random.ts';
import { insertByHabit } from '../harness/insert-by-habit.ts';
import { insertionCases } from '../harness/insertion-cases.ts';

const script = readFileSync(join(firefoxExtensionDir, 'insert-reply.js'), 'utf8');

let world: FirefoxWorld;
beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000 });
  await setUpFirefox(world, undefined, { preferences: { insertReplies: true } });
});
afterAll(() => world.close());

describe('a text that is put into a box', () => {
  it.each([
    ['plain', 3],
    ['rich', 4],
  ])(
    'is never sent, never in another chat, never twice, and leaves what the agent wrote: in %s text',
    async (kind, seed) => {
      const page = await openWhatsAppTab(world, `?cast=people&composer=${kind}`);
      const text = randomRuns(script, seed, 150);
      const run = { toString: () => text } as unknown as () => ReturnType<typeof insertAtRandom>;
      const runs = await page.evaluate(run);
      expect(runs.wrong).toEqual([]);
      await page.close();
    },
  );
});

describe.each(['plain', 'rich'] as const)('a reply, in a box of %s text', (kind) => {
  let page: FirefoxTab;
  let panel: FirefoxTab;
  beforeAll(async () => {
    panel = await openTab(world, await pageUrl(world, 'sidepanel.html'));
    page = await openWhatsAppTab(world, `?cast=people&composer=${kind}`);
  });
  afterAll(() => Promise.all([page.close(), panel.close()]));

  it.each(insertionCases(kind))(
    'with an app of this habit: $habit',
    async ({ habit, answer, box, ...reply }) => {
      expect(await insertByHabit(page, panel, habit, reply)).toEqual({ answer, box, sent: 0 });
    },
  );
});
