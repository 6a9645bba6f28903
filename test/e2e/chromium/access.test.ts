/** Hosts that the browser lets Chatside reach, and those that it does not: before, while in use, and WhatsApp itself. */
import { describe, expect, it } from 'vitest';
import type { TabView, WriteView } from '../../../lib/session/shapes.ts';
import { grantHost, revokeHost } from '../harness/host-access.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { proxyHost } from '../harness/open-doubles.ts';
import { until } from '../harness/until.ts';
import { demoConnection, openChat, pageUrl, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', name: 'Bob Turner', number: '447700900002' };
const padaria = { chat: '100000000000005@lid', name: 'Padaria Sol' };
const proxyPattern = `https://${proxyHost}/*`;
const whatsAppPattern = 'https://web.whatsapp.com/*';

inPanel(() => setUp(world, [{ ...demoConnection, baseUrl: `https://${proxyHost}` }]));

const text = () => panel.$eval('main', (main) => main.textContent ?? '');
const requests = () => world.crm.requests.length;
const imports = () => world.crm.requests.filter((one) => one.interface === 'import');
const allow = async (host: string) =>
  (await panel.waitForSelector(`aria/Allow access to ${host}[role="button"]`))?.click();

/** Waits until the worker has heard that this chat is open. */
const heard = (chatId: string) =>
  until(
    () =>
      panel.evaluate(async (id) => {
        const session = await globalThis.chrome.storage.session.get(null);
        const views = Object.keys(session).filter((key) => key.startsWith('tab:'));
        return views.some((key) => (session[key] as TabView).detection.chatId === id);
      }, chatId),
    `the worker to hear of ${chatId}`,
  );
/** Waits until no change is under way. */
const waits = () =>
  until(async () => {
    const { outbox } = await panel.evaluate(() => globalThis.chrome.storage.session.get('outbox'));
    return (outbox as { writes: WriteView[] }).writes.every(({ state }) => state === 'waiting');
  }, 'the change to wait');

/** As the user does from the extension's own page, or its menu. */
async function giveUp(pattern: string): Promise<void> {
  const options = await world.browser.newPage();
  await options.goto(pageUrl(world, 'options.html'));
  const gone = await options.evaluate(
    (origin) =>
      (
        Reflect.get(globalThis, 'chrome') as unknown as {
          permissions: { remove(which: { origins: string[] }): Promise<boolean> };
        }
      ).permissions.remove({ origins: [origin] }),
    pattern,
  );
  await options.close();
  expect(gone).toBe(true);
}

describe('the company’s own server', () => {
  it('is not asked before the browser allows it, and one button leads there', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'needs-access');
    expect(await text()).toContain(proxyHost);
    expect(await panel.$$eval('main button:not(.replies-line)', (buttons) => buttons.length)).toBe(1);
    expect(requests()).toBe(0);
  });

  it('is asked as soon as the click is allowed', async () => {
    await grantHost(world, proxyPattern);
    await page.bringToFront();
    await panelShows(panel, 'needs-access');
    await allow(proxyHost);
    await panelShows(panel, 'ready', ana.name);
    expect(world.crm.requests.map((one) => one.host)).toEqual([proxyHost]);
  });

  it('is left alone from the moment it is taken away, even if an answer is on its way', async () => {
    world.crm.faults.add({ kind: 'held', written: true, interface: 'query' });
    await openChat(page, bob.chat);
    await world.crm.waitFor((one) => one.interface === 'query' && one.status === null);
    await giveUp(proxyPattern);
    await page.bringToFront();
    await panelShows(panel, 'needs-access');
    const before = requests();
    world.crm.release();
    await world.crm.waitFor((one) => one === world.crm.requests.at(-1) && one.status !== null);
    await openChat(page, ana.chat);
    await openChat(page, padaria.chat);
    await heard(padaria.chat);
    await panelShows(panel, 'needs-access');
    expect(await text()).not.toContain(ana.name);
    await openChat(page, bob.chat);
    await heard(bob.chat);
    await panelShows(panel, 'needs-access');
    expect(await panel.$eval('main', (main) => main.dataset.customer)).toBeUndefined();
    expect(requests()).toBe(before);
  });

  it('gets no change while it is barred, and the waiting change once it is allowed again', async () => {
    await allow(proxyHost);
    await panelShows(panel, 'ready', bob.name);
    world.crm.faults.add({ kind: 'held', written: true, interface: 'query' });
    await (await panel.waitForSelector('aria/Paid[role="radio"]'))?.click();
    await world.crm.waitFor((one) => one.interface === 'query' && one.status === null);
    await giveUp(proxyPattern);
    await page.bringToFront();
    await panelShows(panel, 'needs-access');
    world.crm.release();
    await world.crm.waitFor((one) => one === world.crm.requests.at(-1) && one.status !== null);
    await waits();
    expect(imports()).toEqual([]);
    await allow(proxyHost);
    await panelShows(panel, 'ready', bob.name);
    await world.crm.waitFor((one) => one.interface === 'import' && one.handledCode === '200');
    expect(imports()).toHaveLength(1);
    expect(world.crm.socialepoch.customers.standard.get(bob.number)?.stage).toBe('Paid');
  });
});

describe('WhatsApp Web itself', () => {
  it('taken away: the panel says so and shows nobody, and what the page still says is not believed', async () => {
    await revokeHost(world, whatsAppPattern);
    await page.bringToFront();
    await panelShows(panel, 'needs-access');
    expect(await text()).toContain('The browser does not let Chatside reach web.whatsapp.com.');
    expect(await text()).not.toContain(bob.name);
    const before = requests();
    await openChat(page, ana.chat);
    await openChat(page, padaria.chat);
    await panelShows(panel, 'needs-access');
    expect(requests()).toBe(before);
  });

  it('says the same beside a page that was loaded meanwhile', async () => {
    await page.reload();
    await page.waitForFunction(() => 'standIn' in window);
    await page.evaluate(() => window.standIn.ready);
    await openChat(page, ana.chat);
    await panelShows(panel, 'needs-access');
    await panel.waitForSelector('aria/Allow access to web.whatsapp.com[role="button"]');
  });

  it('given back: goes on in the open page, without a reload', async () => {
    await grantHost(world, whatsAppPattern);
    await page.bringToFront();
    await panelShows(panel, 'ready', ana.name);
    await openChat(page, padaria.chat);
    await panelShows(panel, 'ready', padaria.name);
  });
});
