/** The short tour of `npm start` where there is no display: the main job, once, with a picture of each step. */
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { openChat, panelShows, type World } from '../test/e2e/harness/world.ts';
import { sideBySide } from './side-by-side.ts';

export interface TourStop {
  title: string;
  /** One sentence on what was seen. */
  said: string;
  /** File name beside the summary. */
  picture: string;
}

/** Chats of `test/doubles/people.ts`. */
const ana = '100000000000001@lid';
const layla = '100000000000010@lid';
const carla = '100000000000009@lid';
const hidden = '100000000000003@lid';
const group = '120363000000000001@g.us';

export async function playTour(world: World, page: Page, panel: Page, folder: string): Promise<TourStop[]> {
  const stops: TourStop[] = [];

  async function stop(title: string, said: string): Promise<void> {
    const picture = `${String(stops.length + 1).padStart(2, '0')}.png`;
    await photograph(page, panel, join(folder, picture));
    stops.push({ title, said, picture });
  }

  await openChat(page, ana);
  const began = performance.now();
  await panelShows(panel, 'ready', 'Ana Cliente');
  await stop('A known customer', `found by her number in ${Math.round(performance.now() - began)} ms`);

  await panel.waitForSelector('.order');
  await panel.evaluate(() => document.querySelector('[data-section="orders"]')?.scrollIntoView());
  const asked = world.shop.requests.length;
  await stop('Her orders', `from the shop, which was asked ${asked === 1 ? 'once' : `${asked} times`}`);

  await openChat(page, layla);
  await panelShows(panel, 'ready', 'ليلى حداد');
  await stop('The next chat', 'the panel follows; names from right to left stay in order');

  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  await panel.keyboard.press('t');
  await panel.waitForSelector('[role=combobox]');
  await panel.keyboard.type('VIP');
  await panel.waitForSelector('[role=option]');
  await panel.keyboard.press('Enter');
  const request = await world.crm.waitFor((one) => one.interface === 'import');
  await panel.waitForFunction(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));
  await stop('A tag', `added with three keys; the CRM answered ${request.responseCode ?? 'nothing'}`);

  await openChat(page, carla);
  await panelShows(panel, 'not-found');
  await stop('Somebody new', 'not in the CRM yet: one click creates the customer');

  await openChat(page, hidden);
  await panelShows(panel, 'hidden-number');
  await stop('A hidden number', 'WhatsApp does not give it: search once, and the chat stays linked');

  await openChat(page, group);
  await panelShows(panel, 'group');
  await stop('A group', 'is never shown as a person');
  return stops;
}

/** The chat and the real panel side by side in one picture. */
async function photograph(page: Page, panel: Page, file: string): Promise<void> {
  const pictures = [
    await page.screenshot({ encoding: 'base64' }),
    await panel.screenshot({ encoding: 'base64' }),
  ];
  await sideBySide(page.browser(), pictures, file);
  await page.bringToFront();
}
