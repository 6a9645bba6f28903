/** Sobot in a real Firefox: its token, its card and its writes, over an event page that dies of idleness. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { sobotConnection } from '../harness/connections.ts';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  type FirefoxTab,
  type FirefoxWorld,
  idleOut,
  openFirefoxWorld,
  openSidebar,
  openTab,
  openWhatsAppTab,
  pageUrl,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const layla = { chat: '100000000000010@lid', name: 'ليلى حداد' };
const enter = '\uE007';

let world: FirefoxWorld;
let page: FirefoxTab;
let sidebar: FirefoxPage;

beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 3000 });
  await setUpFirefox(world, [sobotConnection], { activeConnection: 'sobot' });
  page = await openWhatsAppTab(world);
  sidebar = await openSidebar(world);
});
afterAll(() => world.close());

const called = (name: string) => world.crm.requests.filter((one) => one.interface === name);
const labels = () => world.crm.sobot.company.user(idOf('user', ana.number))?.labelIds ?? [];
const saved = () =>
  sidebar.waitFor(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));

describe('Sobot, in the real sidebar', () => {
  it('shows the customer of the chat that is opened, after one token', async () => {
    await openChat(page, ana.chat);
    await sidebarShows(sidebar, 'ready', ana.name);
    const tags = await sidebar.evaluate(() =>
      [...document.querySelectorAll('ul[aria-label="Tags"] li')].map((item) => item.textContent?.trim()),
    );
    expect(tags).toEqual(['Hot', 'Shoes', '团员'].map((name) => expect.stringContaining(name)));
    expect(called('get_token')).toHaveLength(1);
  });

  it('adds a tag', async () => {
    await sidebar.type('t');
    await sidebar.waitFor(() => document.activeElement?.getAttribute('role') === 'combobox');
    await sidebar.type('VIP');
    await sidebar.waitFor(() => document.querySelectorAll('[role=option]').length === 1);
    await sidebar.type(enter);
    await world.crm.waitFor(() => labels().includes(idOf('label', 'VIP')), 15_000);
    await saved();
  });

  it('keeps its token while the event page dies, and gets another when that has lapsed', async () => {
    await idleOut(world);
    await openChat(page, layla.chat);
    await sidebarShows(sidebar, 'ready', layla.name);
    expect(called('get_token')).toHaveLength(1);
    world.crm.sobot.tokens.voidAll();
    await openChat(page, ana.chat);
    await sidebarShows(sidebar, 'ready', ana.name);
    await sidebar.click('button', 'Remove tag VIP');
    await expect.poll(() => labels().includes(idOf('label', 'VIP')), { timeout: 20_000 }).toBe(false);
    await saved();
    expect(called('get_token')).toHaveLength(2);
  });

  it('hands a customer on from the menu in the header', async () => {
    const owner = () => world.crm.sobot.company.user(idOf('user', ana.number))?.fields.liable_service_name;
    await sidebar.click('button', 'Owner: Bo ▾');
    await sidebar.waitFor(() => document.querySelectorAll('dialog [role=option]').length === 4);
    await sidebar.type(`mei${enter}`);
    await expect.poll(owner, { timeout: 15_000 }).toBe('Mei');
  });
});

describe('Sobot’s tags, in the settings', () => {
  it('are edited there', async () => {
    const options = await openTab(world, await pageUrl(world, 'options.html'));
    await options.click('button', 'Edit the tags');
    await options.waitFor(() => document.querySelector('[aria-label="Add a tag to Products"]') !== null);
    await options.click('button', 'Add a tag to Products');
    await options.type(`Hats${enter}`);
    await expect
      .poll(() => world.crm.sobot.company.labels.some(({ name }) => name === 'Hats'), { timeout: 15_000 })
      .toBe(true);
    await options.close();
    expect(world.crm.violations).toEqual([]);
  });
});
