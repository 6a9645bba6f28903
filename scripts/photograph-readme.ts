/** The pictures of the README: the real panel beside the stand-in. */
import type { Page } from 'puppeteer-core';
import { panelStates } from '../test/e2e/harness/panel-states.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
} from '../test/e2e/harness/world.ts';
import { sideBySide } from './side-by-side.ts';

/** Chats of `test/doubles/people.ts`. */
const ana = { id: '100000000000001@lid', name: 'Ana Cliente' };
const ming = { id: '100000000000011@lid', name: '王小明' };
const layla = { id: '100000000000010@lid', name: 'ليلى حداد' };

/** What it looks like when it does not know. */
const doubts = ['hidden-number', 'not-found', 'choose'];

/** Writes `ready`, `dark`, `right-to-left` and `in-doubt` into the folder, as `.webp`. Needs a build. */
export async function photographReadme(folder: string): Promise<void> {
  const world = await openWorld();
  try {
    await setUp(world);
    const page = await openWhatsApp(world, '?cast=people');
    const panel = await openPanel(world, page);
    await panel.setViewport({ width: 360, height: 765 });
    await page.setViewport({ width: 915, height: 765 });

    async function beside(name: string): Promise<void> {
      const pictures = [await shot(page), await shot(panel)];
      await sideBySide(world.browser, pictures, `${folder}/${name}.webp`);
      await page.bringToFront();
    }
    async function show({ id, name }: typeof ana): Promise<void> {
      await openChat(page, id);
      await panelShows(panel, 'ready', name);
      await panel.waitForSelector('[role=combobox][aria-controls]');
    }

    async function speak(language: string): Promise<void> {
      await setUp(world, undefined, { preferences: { language } });
      await page.bringToFront();
      await panel.waitForFunction((wanted) => document.documentElement.lang.startsWith(wanted), {}, language);
    }

    // With these words comes all else that is fetched after the first paint.
    await panelShows(panel, 'no-chat');
    await show(ana);
    await beside('ready');

    await theme(page, 'dark');
    await theme(panel, 'dark');
    await speak('zh-CN');
    await show(ming);
    await beside('dark');

    await theme(page, 'light');
    await theme(panel, 'light');
    await speak('ar');
    await show(layla);
    await beside('right-to-left');
    await speak('en');

    await panel.setViewport({ width: 360, height: 400 });
    const pictures: string[] = [];
    for (const state of doubts) {
      await panelStates[state]?.({ world, page, panel });
      pictures.push(await shot(panel));
    }
    await sideBySide(world.browser, pictures, `${folder}/in-doubt.webp`);
  } finally {
    await world.close();
  }
}

const shot = (page: Page): Promise<string> => page.screenshot({ encoding: 'base64' });

/** Nothing is to be caught while it fades. */
const theme = (page: Page, scheme: 'light' | 'dark'): Promise<void> =>
  page.emulateMediaFeatures([
    { name: 'prefers-color-scheme', value: scheme },
    { name: 'prefers-reduced-motion', value: 'reduce' },
  ]);
