/** What becomes of a reply in WhatsApp's box, and what never does: with the built script, in a real editor. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type FirefoxWorld,
  firefoxExtensionDir,
  openFirefoxWorld,
  openWhatsAppTab,
} from '../harness/firefox-world.ts';
import { type insertAtRandom, randomRuns } from '../harness/insert-at-random.ts';

const script = readFileSync(join(firefoxExtensionDir, 'insert-reply.js'), 'utf8');

let world: FirefoxWorld;
beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000 });
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
      console.log(runs.results);
      expect(runs.wrong).toEqual([]);
      await page.close();
    },
  );
});
