/** A company's own page in Firefox's sidebar, as hostile as it may become. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  type FirefoxTab,
  type FirefoxWorld,
  openFirefoxWorld,
  openSidebar,
  openWhatsAppTab,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';
import { orderDesk, refused } from '../harness/own-page.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente', number: '5511900000001' };
const layla = { chat: '100000000000010@lid', name: 'ليلى حداد' };

let world: FirefoxWorld;
let page: FirefoxTab;
let sidebar: FirefoxPage;

beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000 });
  await setUpFirefox(world, undefined, { orders: [orderDesk] });
  page = await openWhatsAppTab(world);
  sidebar = await openSidebar(world);
});
afterAll(() => world.close());

it('is loaded when its section is opened, and gets nothing that it may not', async () => {
  await openChat(page, ana.chat);
  await sidebarShows(sidebar, 'ready', ana.name);
  await sidebar.waitFor(() => document.querySelector('[data-section=embeds]') !== null);
  expect(world.ownPage.requests).toEqual([]);
  await sidebar.evaluate(() =>
    document.querySelector<HTMLElement>('[data-section=embeds] > summary')?.click(),
  );
  await expect.poll(() => world.ownPage.reports.size, { timeout: 15_000 }).toBe(1);
  // It has no word for what a frame may use, so the page asks; and it lets nothing sound before a press.
  const here = { camera: 'NotAllowedError', microphone: 'NotAllowedError', sound: 'NotAllowedError' };
  expect([...world.ownPage.reports.values()]).toEqual([{ ...refused, ...here }]);
  expect(await sidebar.evaluate(() => location.protocol)).toBe('moz-extension:');
});

it('is the next customer’s at once in the next chat', async () => {
  const customer = () => sidebar.evaluate(() => document.querySelector('main')?.dataset.customer);
  for (const { chat, name } of [layla, ana]) {
    await openChat(page, chat);
    await sidebarShows(sidebar, 'ready', name);
    const number = await customer();
    await sidebar.waitFor(() => document.querySelector('iframe') !== null);
    const src = await sidebar.evaluate(() => document.querySelector('iframe')?.src ?? '');
    expect(new URL(src).searchParams.get('tel')).toBe(number);
  }
});
