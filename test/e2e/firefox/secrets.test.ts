/** In Firefox too: after a day's work, what Chatside keeps, says or sends is looked through for what must not be there. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Setup } from '../../../lib/session/shapes.ts';
import { demoConnection } from '../harness/connections.ts';
import { type Dump, dumpExtension } from '../harness/dump-extension.ts';
import type { FirefoxPage } from '../harness/firefox-page.ts';
import {
  type FirefoxTab,
  type FirefoxWorld,
  openFirefoxWorld,
  openSidebar,
  openTab,
  openWhatsAppTab,
  pageUrl,
  setUpFirefox,
  sidebarShows,
} from '../harness/firefox-world.ts';
import { found } from '../harness/needles.ts';
import { openChat } from '../harness/open-chat.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const carla = { chat: '100000000000009@lid', name: 'Carla Nova' };
const enter = '\uE007';

const key = { 'the API key': demoConnection.credentials.apiKey };
const customer = {
  'an e-mail address': 'ana@example.com',
  'a street': 'Rua das Flores',
  'an edit that failed': 'not-saved@example.com',
  'a draft': 'Call back about the blue shoes',
};
const person = { ...customer, 'a number': ana.number, 'a name': ana.name };

let world: FirefoxWorld;
let whatsapp: FirefoxTab;
let sidebar: FirefoxPage;
let dump: Dump;
let output = '';

const status = (text: string) =>
  sidebar.waitFor((wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted), text);

beforeAll(async () => {
  world = await openFirefoxWorld({ idleAfter: 30_000, onOutput: (text) => (output += text) });
  await setUpFirefox(world);
  whatsapp = await openWhatsAppTab(world);
  sidebar = await openSidebar(world);
  await openChat(whatsapp, ana.chat);
  await sidebarShows(sidebar, 'ready', ana.name);
  await sidebar.click('button', 'Remove tag Hot');
  await status('Saved');
  world.crm.faults.add({ kind: 'code', code: '529', interface: 'import' });
  await sidebar.click('button', 'Edit E-mail');
  await sidebar.waitFor(() => document.activeElement instanceof HTMLInputElement);
  await sidebar.evaluate(() => (document.activeElement as HTMLInputElement).select());
  await sidebar.type(`${customer['an edit that failed']}${enter}`);
  await status('The details were not saved');

  await setUpFirefox(world, undefined, { activeConnection: 'device' });
  await whatsapp.bringToFront();
  await openChat(whatsapp, carla.chat);
  await sidebarShows(sidebar, 'not-found');
  await sidebar.click('button', 'Create customer');
  await sidebarShows(sidebar, 'ready', carla.name);
  await sidebar.click('textarea');
  await sidebar.type(customer['a draft']);
  await sidebar.waitFor(async (text) => {
    const customerId = document.querySelector('main')?.dataset.customer;
    const { setup } = await globalThis.chrome.storage.session.get('setup');
    const input = { accountId: (setup as Setup).active?.accountId, customerId };
    const reply = await globalThis.chrome.runtime.sendMessage({ type: 'draft.read', input });
    return JSON.stringify(reply).includes(text);
  }, customer['a draft']);

  const options = await openTab(world, await pageUrl(world, 'options.html'));
  for (const page of [options, whatsapp, sidebar]) {
    await page.evaluate(() => console.log(`heard ${location.href}`));
  }
  dump = await dumpExtension(options);
});
afterAll(() => world.close());

const database = (name: string) => dump.databases.find((one) => one.name.includes(name))?.content ?? '';

describe('after a day’s work in Firefox', () => {
  it('there is something to look through', async () => {
    expect(found(dump.session, customer)).toContain('an e-mail address');
    expect(database('sealed')).toContain('[CryptoKey extractable=false]');
    expect(database('sealed').length).toBeGreaterThan(1_000);
    expect(dump.databases.flatMap((one) => found(one.content, { 'a local name': carla.name }))).not.toEqual(
      [],
    );
    await expect.poll(() => output.match(/heard (moz-extension|https):/g)?.length).toBe(3);
  });

  it('the key lies in no storage area, and in no database but sealed', () => {
    expect(found([dump.local, dump.session, dump.managed].join(), key)).toEqual([]);
    expect(dump.databases.flatMap((one) => found(one.content, key))).toEqual([]);
    expect(database('sealed')).not.toContain('extractable=true');
  });

  it('where content scripts can read there are neither keys nor people', () => {
    expect(dump.local).toContain('(kept on this device)');
    expect(found(dump.local, { ...key, ...person })).toEqual([]);
  });

  it('nothing of a company’s customers, and no draft, lies on the disk but sealed', () => {
    expect(found(database('sealed'), person)).toEqual([]);
    expect(dump.databases.flatMap((one) => found(one.content, customer))).toEqual([]);
  });

  it('no console has a line with a key or a person in it', () => {
    expect(found(output, { ...key, ...person })).toEqual([]);
  });

  it('requests carry the key nowhere, and persons in no address', () => {
    expect(world.crm.requests.length).toBeGreaterThan(3);
    for (const { path, headers, body } of world.crm.requests) {
      expect(found(JSON.stringify([path, headers, body]), key)).toEqual([]);
      expect(found(path, person)).toEqual([]);
      expect(headers.referer).toBeUndefined();
      expect(headers.cookie).toBeUndefined();
    }
  });

  it('the page of WhatsApp has nothing of it, anywhere', async () => {
    const inPage = await whatsapp.evaluate(async () =>
      JSON.stringify([
        document.documentElement.outerHTML,
        { ...localStorage },
        { ...sessionStorage },
        document.cookie,
        window.standIn.newGlobals(),
        await window.standIn.databases(),
      ]),
    );
    expect(found(inPage, { ...key, ...customer })).toEqual([]);
    expect(inPage).not.toContain('moz-extension');
  });
});
