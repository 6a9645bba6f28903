/** What Firefox does in its own way: its sidebar, its event page, its tabs, an update under an open tab. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { environments } from '../../doubles/crm-server/socialepoch/accounts.ts';
import { deviceConnection } from '../harness/connections.ts';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  clickToolbarButton,
  type FirefoxTab,
  type FirefoxWorld,
  firefoxExtensionDir,
  idleOut,
  openFirefoxWorld,
  openSidebar,
  openTab,
  openWhatsAppTab,
  setUpFirefox,
  sidebarShows,
  tabAddresses,
} from '../harness/firefox-world.ts';
import { openChat } from '../harness/open-chat.ts';
import { recordPanel } from '../harness/record-panel.ts';
import { judgeShown, restsAt, switchAtRandom } from '../harness/switch-at-random.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';
const carla = '100000000000009@lid';
const layla = '100000000000010@lid';

const switches = Number(process.env.SWITCHES ?? 60);
/** ms that a cleared customer may take to leave the screen: the Port between two processes, one paint. */
const grace = 250;

let world: FirefoxWorld;
let page: FirefoxTab;
let sidebar: FirefoxPage;

beforeAll(async () => {
  // Longer than the first run waits for an administrator's policy.
  world = await openFirefoxWorld({ idleAfter: 8000 });
});
afterAll(() => world.close());

const queries = () => world.crm.requests.filter((one) => one.interface === 'query').length;

describe('in Firefox', () => {
  it('opens the options when it is installed, and not the sidebar', async () => {
    await expect
      .poll(() => tabAddresses(world), { timeout: 20_000 })
      .toContainEqual(expect.stringMatching(/^moz-extension:.*options\.html/));
    expect(await world.firefox.inWindow(() => SidebarController.isOpen)).toBe(false);
  });

  it('follows the chats of a tab', async () => {
    await setUpFirefox(world);
    page = await openWhatsAppTab(world);
    sidebar = await openSidebar(world);
    await openChat(page, ana);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  });

  it('paints the customer again, unasked, when the sidebar was closed and is opened again', async () => {
    const before = queries();
    await clickToolbarButton(world);
    await expect.poll(() => world.firefox.inWindow(() => SidebarController.isOpen)).toBe(false);
    sidebar = await openSidebar(world);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    expect(queries()).toBe(before);
  });

  it('says when another tab is in front, and leads back', async () => {
    const other = await openTab(world, 'about:blank');
    await sidebarShows(sidebar, 'not-whatsapp');
    await sidebar.click('button', 'Back to WhatsApp');
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    await other.close();
  });

  it('shows two WhatsApp tabs each their own', async () => {
    const other = await openWhatsAppTab(world);
    await openChat(other, layla);
    await sidebarShows(sidebar, 'ready', 'ليلى حداد');
    await page.bringToFront();
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    await other.close();
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
  });

  it('follows a tab that is loaded again', async () => {
    await page.evaluate(() => location.reload());
    await sidebarShows(sidebar, 'no-chat');
    await page.waitFor(() => 'standIn' in window);
    await openChat(page, bob);
    await sidebarShows(sidebar, 'ready', 'Bob Turner');
  });

  it(`never shows another person in ${switches} random switches`, { timeout: 180_000 }, async () => {
    const seed = Number(process.env.SEED ?? 20_261_122);
    await page.evaluate(() => window.standIn.close());
    await sidebarShows(sidebar, 'no-chat');
    const recorded = await recordPanel(sidebar);
    const opened = await switchAtRandom(page, switches, seed);
    await sidebar.waitFor(restsAt, opened.at(-1)?.phone ?? null);
    const { people, wrong, latest } = judgeShown(await recorded(), opened, grace);
    expect(people).toBeGreaterThan(switches / 10);
    expect(wrong, `seed ${seed}`).toEqual([]);
    console.log(
      `${switches} switches, ${people} samples with a person, cleared within ${Math.round(latest)} ms`,
    );
  });

  it('sends a tag that the CRM put off, though the event page died meanwhile', async () => {
    await openChat(page, ana);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    world.crm.faults.add({ kind: 'rate-limited', interface: 'import', retryAfter: 12 });
    await sidebar.click('button', 'Remove tag Shoes');
    await world.crm.waitFor((one) => one.interface === 'import' && one.status === 429);
    await idleOut(world);
    await world.crm.waitFor((one) => one.interface === 'import' && one.handledCode === '200', 40_000);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    expect(world.crm.socialepoch.customers.standard.get('5511900000001')?.tabName).toBe('Hot');
  });

  it('goes on in a tab that was open when the extension was updated', async () => {
    await world.firefox.install(firefoxExtensionDir);
    sidebar = await openSidebar(world);
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    await openChat(page, layla);
    await sidebarShows(sidebar, 'ready', 'ليلى حداد');
  });

  it('asks for access to a host of the company, and reaches it in plain http once it is given', async () => {
    const plain = {
      id: 'demo',
      provider: 'socialepoch',
      baseUrl: 'http://id.wascrm.socialepoch.com',
      allowPlainHttp: true,
      credentials: environments.indonesia.account,
    };
    await setUpFirefox(world, [plain]);
    await page.bringToFront();
    await openChat(page, ana);
    await sidebarShows(sidebar, 'needs-access');
    await sidebar.click('button', 'Allow access to id.wascrm.socialepoch.com');
    await sidebarShows(sidebar, 'not-found');
    await sidebar.click('button', 'Create customer');
    await sidebarShows(sidebar, 'ready', 'Ana Cliente');
    expect(world.crm.socialepoch.customers.indonesia.get('5511900000001')?.friendName).toBe('Ana Cliente');
  });

  it('keeps a customer and a note on this device', async () => {
    await setUpFirefox(world, [deviceConnection], { activeConnection: 'device' });
    await page.bringToFront();
    await openChat(page, carla);
    await sidebarShows(sidebar, 'not-found');
    await sidebar.click('button', 'Create customer');
    await sidebarShows(sidebar, 'ready', 'Carla Nova');
    await sidebar.waitFor(() => document.querySelector('main [aria-busy=true]') === null);
    await sidebar.click('textarea', 'Follow-up note');
    await sidebar.type('Call back on Monday');
    await sidebar.click('button', 'Save note');
    await sidebar.waitFor(() =>
      document.querySelector('[aria-label="Timeline"]')?.textContent?.includes('Call back on Monday'),
    );
  });

  it('left no trace in the page', async () => {
    expect(await page.evaluate(() => window.standIn.log.map((entry) => entry.type))).toEqual([]);
    expect(await page.evaluate(() => window.standIn.databases())).toEqual(['model-storage']);
  });
});
