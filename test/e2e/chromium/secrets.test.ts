/** After a day's work, everything that Chatside keeps, says or sends is looked through for what must not be there. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoConnection } from '../harness/connections.ts';
import { type Dump, dumpExtension } from '../harness/dump-extension.ts';
import { found } from '../harness/needles.ts';
import { type ConsoleRecord, recordConsole } from '../harness/record-console.ts';
import { type Exchange, recordMessages } from '../harness/record-messages.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  pageUrl,
  panelShows,
  type World,
} from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const carla = { chat: '100000000000009@lid', name: 'Carla Nova' };

const key = { 'the API key': demoConnection.credentials.apiKey };
/** Of a company's customer. Name and number are WhatsApp's own knowledge too, so they prove nothing here. */
const customer = {
  'an e-mail address': 'ana@example.com',
  'a street': 'Rua das Flores',
  'an edit that failed': 'not-saved@example.com',
  'a draft': 'Call back about the blue shoes',
};
const person = { ...customer, 'a number': ana.number, 'a name': ana.name };

let world: World;
let profile: string;
let whatsapp: Page;
let panel: Page;
let options: Page;
let heard: ConsoleRecord;
let dump: Dump;
let exchanges: Exchange[];
let closed = false;

async function press(on: Page, name: string, role = 'button'): Promise<void> {
  await (await on.waitForSelector(`aria/${name}[role="${role}"]`))?.click();
}
const status = (text: string) =>
  panel.waitForFunction(
    (wanted) => document.querySelector('[role=status]')?.textContent?.includes(wanted),
    { polling: 20, timeout: 15_000 },
    text,
  );
async function type(on: Page, label: string, text: string): Promise<void> {
  await (await on.waitForSelector(`aria/${label}[role="textbox"]`))?.type(text);
}

beforeAll(async () => {
  profile = await mkdtemp(join(tmpdir(), 'chatside-profile-'));
  world = await openWorld({ args: [`--user-data-dir=${profile}`] });
  heard = await recordConsole(world);

  options = await world.browser.newPage();
  const optionsExchanges = await recordMessages(options);
  await options.goto(pageUrl(world, 'options.html'));
  const { credentials } = demoConnection;
  await press(options, 'SocialEpoch', 'radio');
  await type(options, 'Company ID', credentials.tenantId);
  await type(options, 'Administrator’s user name', credentials.userName);
  await type(options, 'API key', credentials.apiKey);
  await press(options, 'Test connection');
  await options.waitForSelector('.test-steps');
  await press(options, 'Save and connect');
  await options.waitForSelector('.callout-success');

  whatsapp = await openWhatsApp(world);
  panel = await openPanel(world, whatsapp);
  heard.follow(panel);
  const panelExchanges = await recordMessages(panel);
  await panel.reload();
  await openChat(whatsapp, ana.chat);
  await panelShows(panel, 'ready', ana.name);
  await press(panel, 'Remove tag Hot');
  await status('Saved');
  world.crm.faults.add({ kind: 'code', code: '529', interface: 'import' });
  await press(panel, 'Edit E-mail');
  const box = await panel.waitForSelector('aria/E-mail[role="textbox"]');
  await box?.evaluate((input) => (input as HTMLInputElement).select());
  await box?.type(customer['an edit that failed']);
  await panel.keyboard.press('Enter');
  await status('The details were not saved');
  await openChat(whatsapp, carla.chat);
  await panelShows(panel, 'not-found');
  await press(panel, 'Create customer');
  await panelShows(panel, 'ready', carla.name);

  await options.bringToFront();
  await press(options, 'Add a connection');
  await press(options, 'Save');
  await options.waitForFunction(() => document.querySelectorAll('.connections > .connection').length === 2);
  await press(options, 'Use On this device');
  await options.waitForFunction(() =>
    document.querySelector('[data-in-use=true]')?.textContent?.includes('On this device'),
  );
  await whatsapp.bringToFront();
  await panelShows(panel, 'not-found');
  await press(panel, 'Create customer');
  await panelShows(panel, 'ready', carla.name);
  await type(panel, 'Follow-up note', customer['a draft']);
  await panel.waitForFunction(
    () =>
      (Reflect.get(globalThis, 'exchanges') as Exchange[]).some(
        (one) => one.sent.includes('draft.write') && one.got,
      ),
    { polling: 50 },
  );

  for (const page of [whatsapp, panel, options]) {
    await page.evaluate((url) => console.log(`heard ${url}`), page.url());
  }
  const worker = await world.browser.waitForTarget((one) => one.type() === 'service_worker');
  await (await worker.worker())?.evaluate(() => console.log('heard the worker'));
  dump = await dumpExtension(options);
  exchanges = [...(await optionsExchanges()), ...(await panelExchanges())];
});
afterAll(async () => {
  if (!closed) await world.close();
  await rm(profile, { recursive: true, force: true });
});

const databases = (name: string) => dump.databases.find((one) => one.name.includes(name))?.content ?? '';

describe('after a day’s work', () => {
  it('there is something to look through', () => {
    expect(found(dump.session, customer)).toContain('an e-mail address');
    expect(databases('sealed')).toContain('CryptoKey');
    expect(exchanges.length).toBeGreaterThan(10);
    expect(heard.lines.filter((line) => line.startsWith('heard'))).toHaveLength(4);
    expect(world.crm.requests.filter((one) => one.interface === 'import').length).toBeGreaterThanOrEqual(3);
  });

  it('the key lies in no storage area, and in no database but sealed', () => {
    expect(found([dump.local, dump.session, dump.managed].join(), key)).toEqual([]);
    expect(dump.databases.flatMap((one) => found(one.content, key))).toEqual([]);
    expect(databases('sealed')).not.toContain('extractable=true');
    expect(dump.local).toContain('(kept on this device)');
  });

  it('nothing of a company’s customers, and no draft, lies on the disk but sealed', () => {
    expect(found(dump.local, person)).toEqual([]);
    expect(found(databases('sealed'), person)).toEqual([]);
    expect(dump.databases.flatMap((one) => found(one.content, customer))).toEqual([]);
  });

  it('the key went from the options page to the worker when it was typed, and never back to a page', () => {
    const carrying = exchanges.filter((one) => found(one.sent, key).length > 0);
    expect(new Set(carrying.map((one) => JSON.parse(one.sent).type))).toEqual(
      new Set(['connection.test', 'settings.save']),
    );
    expect(exchanges.filter((one) => found(one.got, key).length > 0)).toEqual([]);
    expect(found(dump.session, key)).toEqual([]);
  });

  it('no console has a line of ours with a key or a person in it', () => {
    expect(heard.lines.filter((line) => found(line, { ...key, ...person }).length > 0)).toEqual([]);
  });

  it('requests carry the key nowhere, and persons in no address', () => {
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
        window.standIn.newGlobals().map((name) => [name, String(Reflect.get(window, name))]),
        await window.standIn.databases(),
      ]),
    );
    expect(found(inPage, { ...key, ...customer })).toEqual([]);
    expect(inPage).not.toContain(world.extension.id);
  });

  it('the script in that page cannot read what the extension keeps', async () => {
    const session = await whatsapp.createCDPSession();
    const contexts: { id: number; origin: string }[] = [];
    session.on('Runtime.executionContextCreated', ({ context }) => contexts.push(context));
    await session.send('Runtime.enable');
    const ours = contexts.find((one) => one.origin === `chrome-extension://${world.extension.id}`);
    if (!ours) throw new Error('our script is not in the page');
    const read = await session.send('Runtime.evaluate', {
      contextId: ours.id,
      awaitPromise: true,
      returnByValue: true,
      expression: `Promise.all(['local', 'session', 'managed'].map((name) =>
        chrome.storage[name].get(null).then((all) => JSON.stringify(all), () => 'refused')))`,
    });
    expect(read.result.value).toEqual(['refused', 'refused', 'refused']);
  });

  it('the browser’s profile on the disk holds neither key nor customers', async () => {
    await world.close();
    closed = true;
    const files = await readdir(profile, { recursive: true, withFileTypes: true });
    const leaks: string[] = [];
    const looked = { 'a placeholder': '(kept on this device)' };
    let seen = 0;
    for (const file of files.filter((one) => one.isFile())) {
      const path = join(file.parentPath, file.name);
      const content = (await readFile(path)).toString('latin1');
      seen += found(content, looked).length;
      for (const name of found(content, { ...key, ...customer })) leaks.push(`${name} in ${path}`);
    }
    expect(seen).toBeGreaterThan(0);
    expect(leaks).toEqual([]);
  });
});
