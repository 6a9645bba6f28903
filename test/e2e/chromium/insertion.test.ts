/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RandomRuns, randomRuns } from '../harness/insert-at-random.ts';
import { insertByHabit } from '../harness/insert-by-habit.ts';
import { insertionCases } from '../harness/insertion-cases.ts';
import { extensionDir, openWhatsApp, openWorld, pageUrl, setUp, type World } from '../harness/world.ts';

const script = readFileSync(join(extensionDir, 'insert-reply.js'), 'utf8');

let world: World;
beforeAll(async () => {
  world = await openWorld();
  await setUp(world, undefined, { preferences: { insertReplies: true } });
});
afterAll(() => world.close());

describe('a text that is put into a box', () => {
  it.each([
    ['plain', 1],
    ['rich', 2],
  ])(
    'is never sent, never in another chat, never twice, and leaves what the agent wrote: in %s text',
    async (kind, seed) => {
      const page = await openWhatsApp(world, `?cast=people&composer=${kind}`);
      const runs = (await page.evaluate(`(${randomRuns(script, seed, 150)})()`)) as RandomRuns;
      expect(runs.wrong).toEqual([]);
      await page.close();
    },
  );
});

describe.each(['plain', 'rich'] as const)('a reply, in a box of %s text', (kind) => {
  let page: Page;
  let panel: Page;
  beforeAll(async () => {
    panel = await world.browser.newPage();
    await panel.goto(pageUrl(world, 'sidepanel.html'));
    page = await openWhatsApp(world, `?cast=people&composer=${kind}`);
  });
  afterAll(() => Promise.all([page.close(), panel.close()]));

  it.each(insertionCases(kind))(
    'with an app of this habit: $habit',
    async ({ habit, answer, box, ...reply }) => {
      expect(await insertByHabit(page, panel, habit, reply)).toEqual({ answer, box, sent: 0 });
    },
  );
});
