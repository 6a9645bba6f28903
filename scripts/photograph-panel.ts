/** Photographs the real side panel beside the stand-in, in every state it has. */
import type { Page } from 'puppeteer-core';
import { inState, panelStates } from '../test/e2e/harness/panel-states.ts';
import { openPanel, openWhatsApp, openWorld, setUp } from '../test/e2e/harness/world.ts';

interface Looks {
  theme: readonly string[];
  dir: readonly string[];
  width: readonly string[];
  height: string;
}

/** Writes `real-STATE-THEME-DIR-WIDTH.png` into the folder. Needs a build. */
export async function photographPanel(folder: string, looks: Looks): Promise<void> {
  const world = await openWorld();
  try {
    await setUp(world);
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    for (const state of Object.keys(panelStates)) {
      await inState(state, { world, page, panel }, () => photograph(panel, `${folder}/real-${state}`, looks));
    }
  } finally {
    await world.close();
  }
}

async function photograph(panel: Page, path: string, { theme, dir, width, height }: Looks): Promise<void> {
  const before = await panel.evaluate(() => document.documentElement.dir);
  for (const scheme of theme) {
    // Nothing is to be caught while it fades.
    await panel.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
    for (const direction of dir) {
      await panel.evaluate((to) => {
        document.documentElement.dir = to;
      }, direction);
      for (const wide of width) {
        await panel.setViewport({ width: Number(wide), height: Number(height) });
        await panel.screenshot({ path: `${path}-${scheme}-${direction}-${wide}.png` });
      }
    }
  }
  await panel.evaluate((to) => {
    document.documentElement.dir = to;
  }, before);
}
