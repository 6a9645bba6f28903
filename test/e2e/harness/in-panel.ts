/**
 * The stage of most files: one browser for all their tests, WhatsApp open in it, and the panel beside it. A file that
 * calls `inPanel` finds `world`, `page` and `panel` there in its tests and in whatever it prepares after.
 */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll } from 'vitest';
import { openPanel, openWhatsApp, openWorld, setUp, type World } from './world.ts';

export let world: World;
/** WhatsApp. */
export let page: Page;
export let panel: Page;

/**
 * @param prepare before WhatsApp is opened: the settings, and who is there.
 * @param query the stand-in's switches.
 */
export function inPanel(prepare: () => Promise<unknown> = () => setUp(world), query = ''): void {
  beforeAll(async () => {
    world = await openWorld();
    await prepare();
    page = await openWhatsApp(world, query);
    panel = await openPanel(world, page);
    // With the words that no chat is open comes all else that is fetched after the first paint.
    await panel.waitForSelector('.notice');
  });
  afterAll(() => world.close());
}
