/** Photographs the real side panel beside the stand-in, in the states that a page's address leads to. */
import { openPanel, openWhatsApp, openWorld, panelShows, setUp } from '../test/e2e/harness/world.ts';

const visits: Readonly<Record<string, string>> = {
  'no-chat': '',
  'signed-out': '?screen=signed-out',
  group: '?open=120363000000000001@g.us',
  'hidden-number': '?open=100000000000003@lid',
  'not-found': '?open=100000000000009@lid',
  ready: '?open=100000000000001@lid',
};

/** Writes `real-STATE-THEME-DIR-WIDTH.png` into the folder. Needs a build. */
export async function photographPanel(
  folder: string,
  looks: { theme: readonly string[]; dir: readonly string[]; width: readonly string[]; height: string },
): Promise<void> {
  const world = await openWorld();
  try {
    await setUp(world);
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    for (const [state, query] of Object.entries(visits)) {
      await page.goto(`https://web.whatsapp.com/${query}`);
      await panelShows(panel, state);
      for (const theme of looks.theme) {
        // Nothing is to be caught while it fades.
        await panel.emulateMediaFeatures([
          { name: 'prefers-color-scheme', value: theme },
          { name: 'prefers-reduced-motion', value: 'reduce' },
        ]);
        for (const dir of looks.dir) {
          await panel.evaluate((to) => {
            document.documentElement.dir = to;
          }, dir);
          for (const width of looks.width) {
            await panel.setViewport({ width: Number(width), height: Number(looks.height) });
            await panel.screenshot({ path: `${folder}/real-${state}-${theme}-${dir}-${width}.png` });
          }
        }
      }
    }
  } finally {
    await world.close();
  }
}
