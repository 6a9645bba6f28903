/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type RandomRuns, randomRuns } from '../harness/insert-at-random.ts';
import { extensionDir, openWhatsApp, openWorld, type World } from '../harness/world.ts';

const script = readFileSync(join(extensionDir, 'insert-reply.js'), 'utf8');

let world: World;
beforeAll(async () => {
  world = await openWorld();
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
      console.log(runs.results);
      expect(runs.wrong).toEqual([]);
      await page.close();
    },
  );
});
