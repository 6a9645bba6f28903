/** The main path in a real Firefox: in its sidebar, narrower than Chromium's panel, and over its event page. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  type FirefoxTab,
  type FirefoxWorld,
  idleOut,
  openFirefoxWorld,
  openSidebar,
  openWhatsAppTab,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';

const ana = '100000000000001@lid';
const hidden = '100000000000003@lid';
const carla = '100000000000009@lid';
const layla = '100000000000010@lid';
const group = '120363000000000001@g.us';
const enter = '\uE007';

let world: FirefoxWorld;
let page: FirefoxTab;
let sidebar: FirefoxPage;

beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 3000 });
  await setUpFirefox(world);
  page = await openWhatsAppTab(world);
  sidebar = await openSidebar(world);
});
afterAll(() => world.close());

const shown = () => sidebar.evaluate(() => ({ ...document.querySelector('main')?.dataset }));

const tagsShown = () =>
  sidebar.evaluate(() =>
    [...document.querySelectorAll('ul[aria-label="Tags"] li')].map((item) => item.textContent?.trim()),
  );

const customer = (number: string) => world.crm.socialepoch.customers.standard.get(number);

describe('the main path, in the real sidebar', () => {
  it('opens from the toolbar button, 252 px wide, and says that no chat is open', async () => {
    await sidebarShows(sidebar, 'no-chat');
    expect(await sidebar.evaluate(() => innerWidth)).toBe(252);
  });

  it('shows the customer of the chat that is opened', async () => {
    await openChat(page, ana);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    expect(await shown()).toMatchObject({ phone: '5511900000001', customer: '5511900000001', fresh: 'live' });
    expect(await tagsShown()).toEqual([expect.stringContaining('Hot'), expect.stringContaining('Shoes')]);
    const directory = join(import.meta.dirname, '../../../.output/screenshots');
    await mkdir(directory, { recursive: true });
    await writeFile(join(directory, 'firefox-sidebar.png'), await sidebar.screenshot());
  });

  it('needs no more width than the sidebar has', async () => {
    const { scrollWidth, clientWidth } = await sidebar.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      clientWidth: document.documentElement.clientWidth,
    }));
    expect(scrollWidth).toBe(clientWidth);
  });

  it('follows to the next chat, and back', async () => {
    await openChat(page, layla);
    await sidebarShows(sidebar, 'ready', 'ليلى حداد');
    await openChat(page, ana);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  });

  it('adds a tag by keyboard, and says "Saved" when the CRM has it', async () => {
    await sidebar.type('t');
    await sidebar.waitFor(() => document.activeElement?.getAttribute('role') === 'combobox');
    await sidebar.type('VIP');
    await sidebar.waitFor(() => document.querySelectorAll('[role=option]').length === 1);
    await sidebar.type(enter);
    const written = await world.crm.waitFor((one) => one.interface === 'import');
    await sidebar.waitFor(() => document.querySelector('[role=status]')?.textContent?.includes('Saved'));
    expect(written.handledCode).toBe('200');
    expect(await tagsShown()).toContainEqual(expect.stringContaining('VIP'));
    expect(customer('5511900000001')?.tabName).toBe('Hot,Shoes,VIP');
    expect(world.crm.violations).toEqual([]);
  });

  it('takes a tag away by a click', async () => {
    await sidebar.click('button', 'Remove tag Shoes');
    await expect.poll(() => customer('5511900000001')?.tabName, { timeout: 15_000 }).toBe('Hot,VIP');
  });

  it('offers to create somebody whom the CRM does not know, and then shows the new customer', async () => {
    await openChat(page, carla);
    await sidebarShows(sidebar, 'not-found');
    await sidebar.click('button', 'Create customer');
    await sidebarShows(sidebar, 'ready', 'Carla Nova');
    expect(customer('15550100009')?.friendName).toBe('Carla Nova');
  });

  it('shows a group as a group', async () => {
    await openChat(page, group);
    await sidebarShows(sidebar, 'group');
    expect(await sidebar.evaluate(() => document.querySelector('main')?.textContent)).toContain(
      'Grupo Clientes',
    );
  });

  it('says that a number is hidden, and shows nobody', async () => {
    await openChat(page, hidden);
    await sidebarShows(sidebar, 'hidden-number');
    expect(await shown()).not.toHaveProperty('phone');
  });

  it('goes on when the event page died of idleness between two chats', async () => {
    await idleOut(world);
    await openChat(page, layla);
    await sidebarShows(sidebar, 'ready', 'ليلى حداد');
  });

  it('clears the customer when the chat is closed', async () => {
    await page.evaluate(() => window.standIn.close());
    await sidebarShows(sidebar, 'no-chat');
  });

  it('left no trace in the page', async () => {
    const log = await page.evaluate(() => window.standIn.log.map((entry) => `${entry.type} ${entry.target}`));
    expect(log).toEqual([]);
    expect(await page.evaluate(() => window.standIn.databases())).toEqual(['model-storage']);
    expect(await page.evaluate(() => window.standIn.newGlobals())).toEqual([]);
    expect(await page.evaluate(() => window.standIn.upgradeDatabase())).toBe('done');
  });
});
