/** What WhatsApp's page can tell of the extension after a long day: nothing. */
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDetectionReader, type DetectionReader } from '../harness/detection-reader.ts';
import { openAllChats } from '../harness/open-all-chats.ts';
import {
  openChat,
  openPanel,
  openWhatsApp,
  openWorld,
  panelShows,
  setUp,
  type World,
} from '../harness/world.ts';

const ana = '100000000000001@lid';

let world: World;
let page: Page;
let reader: DetectionReader;
/** What any listener of the page's own could hear that is not the page's own. */
let heard: () => Promise<string[]>;

beforeAll(async () => {
  world = await openWorld();
  await setUp(world);
  page = await world.browser.newPage();
  await page.evaluateOnNewDocument(() => {
    const calls: string[] = [];
    Object.defineProperty(globalThis, 'heardByPage', { value: calls, enumerable: false });
    const note = (event: Event) => calls.push(event.type);
    for (const type of ['message', 'messageerror', 'error', 'unhandledrejection', 'storage', 'focusin'])
      globalThis.addEventListener(type, note, true);
  });
  await page.goto('https://web.whatsapp.com/?contacts=1500&chats=200&messages=4000');
  await page.waitForFunction(() => 'standIn' in window);
  await page.evaluate(() => window.standIn.ready);
  heard = () => page.evaluate(() => [...(Reflect.get(globalThis, 'heardByPage') as string[])]);
  await spendTheDay();
});
afterAll(() => world.close());

async function spendTheDay(): Promise<void> {
  const panel = await openPanel(world, page);
  await panelShows(panel, 'no-chat');
  reader = await createDetectionReader(world);
  await openAllChats(page, reader, 45);
  for (const screen of ['search', 'contact-drawer', 'starred', 'call', 'locked', 'ready'] as const)
    await page.evaluate((name) => window.standIn.screen(name), screen);
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  await page.evaluate((id) => window.standIn.receive(id), ana);
  await page.evaluate((id) => window.standIn.rename(id, 'Ana'), ana);
  await reader.says(await reader.tabOf(page), { displayName: 'Ana', confidence: 'exact' });
}

describe('a day beside WhatsApp Web', () => {
  it('changes nothing in the document, presses nothing and sends nothing', async () => {
    expect(
      await page.evaluate(() => window.standIn.log.map(({ type, target }) => `${type} ${target}`)),
    ).toEqual([]);
  });

  it('leaves no node, no address and no resource of the extension', async () => {
    const found = await page.evaluate(() => ({
      inDocument: document.documentElement.outerHTML.includes('chrome-extension:'),
      resources: performance.getEntries().filter(({ name }) => name.startsWith('chrome-extension:')).length,
      sheets: document.adoptedStyleSheets.length,
    }));
    expect(found).toEqual({ inDocument: false, resources: 0, sheets: 0 });
  });

  it('leaves no name on the page’s window', async () => {
    // The browser's driver leaves names of its own.
    const globals = await page.evaluate(() => window.standIn.newGlobals());
    expect(globals.filter((name) => !/ariaQuery|heardByPage/.test(name))).toEqual([]);
  });

  it('tells the page nothing by messages, errors or focus', async () => {
    expect(await heard()).toEqual([]);
  });

  it('makes no database, keeps none open against WhatsApp, and stores nothing on its origin', async () => {
    expect(await page.evaluate(() => window.standIn.databases())).toEqual(['model-storage']);
    expect(await page.evaluate(() => window.standIn.upgradeDatabase())).toBe('done');
    const stored = await page.evaluate(async () => ({
      local: Object.keys(localStorage),
      session: sessionStorage.length,
      caches: await caches.keys(),
      cookies: document.cookie,
    }));
    expect(stored).toEqual({ local: ['last-wid-md'], session: 0, caches: [], cookies: '' });
  });

  it('writes nothing into the database', async () => {
    await openChat(page, '100000000000002@lid');
    const rows = () =>
      page.evaluate(async () => {
        const request = indexedDB.open('model-storage');
        const database = await new Promise<IDBDatabase>((resolve) => {
          request.onsuccess = () => resolve(request.result);
        });
        const names = [...database.objectStoreNames];
        const counts = await Promise.all(
          names.map(
            (name) =>
              new Promise<string>((resolve) => {
                const count = database.transaction(name).objectStore(name).count();
                count.onsuccess = () => resolve(`${name} ${count.result}`);
              }),
          ),
        );
        database.close();
        return counts;
      });
    const before = await rows();
    for (const id of [ana, '100000000000009@lid', '120363000000000001@g.us']) await openChat(page, id);
    await reader.says(await reader.tabOf(page), { kind: 'group', confidence: 'exact' });
    expect(await rows()).toEqual(before);
  });

  it('asks WhatsApp’s servers for nothing', () => {
    const urls = world.whatsapp.requests.map(({ url }) => url);
    expect(urls.filter((url) => !/^\/(\?|$|app\.|favicon|[a-z-]+\.ts)/.test(url))).toEqual([]);
  });
});

describe('a page without a database', () => {
  it('is left without one', async () => {
    const bare = await openWhatsApp(world, `?database=off&open=${ana}`);
    await reader.says(await reader.tabOf(bare), { state: 'chat', displayName: 'Ana Cliente', phone: null });
    expect(await bare.evaluate(() => window.standIn.databases())).toEqual([]);
  });
});
