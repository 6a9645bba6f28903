/** Youmi in a real Firefox, on a server of the company that speaks plain HTTP. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { youmiConnection } from '../harness/connections.ts';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  allowHostInFirefox,
  type FirefoxTab,
  type FirefoxWorld,
  openFirefoxWorld,
  openSidebar,
  openWhatsAppTab,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';
const { v2: _, ...connection } = youmiConnection;

let world: FirefoxWorld;
let page: FirefoxTab;
let sidebar: FirefoxPage;

beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000 });
  await allowHostInFirefox(world, 'http://youmi.acme.example/*');
  await setUpFirefox(world, [connection], { activeConnection: 'youmi' });
  page = await openWhatsAppTab(world);
  sidebar = await openSidebar(world);
});
afterAll(() => world.close());

it('finds a friend by the chat’s name, over plain HTTP, and keeps whom the agent chose', async () => {
  await openChat(page, ana);
  await sidebarShows(sidebar, 'not-found');
  await sidebar.waitFor(() => document.querySelectorAll('.person').length === 2);
  await sidebar.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('button.person')]
      .find(({ textContent }) => textContent?.includes('P05'))
      ?.click(),
  );
  await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  await openChat(page, bob);
  await sidebarShows(sidebar, 'not-found');
  await openChat(page, ana);
  await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  expect(world.crm.violations).toEqual([]);
});
