/**
 * One real Chromium with the built extension, WhatsApp Web's stand-in and the CRM's double behind their real host
 * names. Whatever else is asked for is recorded and fails the test that closes the world.
 */
import { join } from 'node:path';
import puppeteer, { type Browser, type Extension, type Page } from 'puppeteer-core';
import { demoConnection } from './connections.ts';
import { openChat } from './open-chat.ts';
import { type Doubles, openDoubles } from './open-doubles.ts';
import { saveSettings } from './save-settings.ts';
import { shownInstead, showsState } from './shown-state.ts';

export const root = join(import.meta.dirname, '../../..');
export const extensionDir = join(root, '.output/chrome-mv3');

export interface World extends Doubles {
  browser: Browser;
  extension: Extension;
  close(): Promise<void>;
}

export interface WorldOptions {
  headless?: boolean;
  args?: string[];
  /** The unpacked extension; else as it was built. */
  extensionDir?: string;
  /** The browser's profile; else a new one. */
  userDataDir?: string;
  /** In place of the shop's double. */
  shop?: Doubles['shop'] | undefined;
}

/** `CHROMIUM_PATH` names the program; `npm test` and `npm start` find it. */
export async function openWorld({
  headless = true,
  args = [],
  extensionDir: dir = extensionDir,
  userDataDir,
  shop: otherShop,
}: WorldOptions = {}): Promise<World> {
  const { crm, whatsapp, shop, ownPage, front } = await openDoubles(otherShop);
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
    ...(userDataDir !== undefined && { userDataDir }),
    args: [
      ...front.chromiumArgs(),
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      '--window-size=1280,860',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--disable-features=AutofillServerCommunication,OptimizationHints',
      '--lang=en-US',
      ...args,
    ],
  });
  const extension = await install(browser, dir);
  return {
    browser,
    extension,
    crm,
    whatsapp,
    shop,
    ownPage,
    front,
    async close() {
      await browser.close();
      await front.close();
      if (front.strays.length > 0) throw new Error(`Asked for: ${JSON.stringify(front.strays)}`);
    },
  };
}

async function install(browser: Browser, dir: string): Promise<Extension> {
  const id = await browser.installExtension(dir);
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error('the extension did not load');
  return extension;
}

/** Opens the stand-in in a tab and waits until its chat list is there. `query`: its switches. */
export async function openWhatsApp(world: World, query = ''): Promise<Page> {
  const page = await world.browser.newPage();
  await loadWhatsApp(page, query);
  return page;
}

/** The same in a tab that is there, as when the app starts anew with another build. */
export async function loadWhatsApp(page: Page, query: string): Promise<void> {
  await page.goto(`https://web.whatsapp.com/${query}`);
  await page.waitForFunction(() => 'standIn' in window);
  await page.evaluate(() => window.standIn.ready);
}

/** Clicks the toolbar button beside this tab and gives the real side panel. */
export async function openPanel(world: World, beside: Page): Promise<Page> {
  await beside.bringToFront();
  const target = world.browser.waitForTarget((one) => one.url().endsWith('/sidepanel.html'), {
    timeout: 15_000,
  });
  await beside.triggerExtensionAction(world.extension);
  return (await target).asPage();
}

export function pageUrl(world: World, path: string): string {
  return `chrome-extension://${world.extension.id}/${path}`;
}

/** Waits until the panel shows this state, and for a customer of this name where one is given. */
export async function panelShows(panel: Page, state: string, name?: string, timeout = 15_000): Promise<void> {
  await panel
    .waitForFunction(showsState, { timeout, polling: 'mutation' }, state, name ?? null)
    .catch(async () => {
      const wanted = name === undefined ? state : `${state} with ${name}`;
      const found = JSON.stringify(await panel.evaluate(shownInstead));
      throw new Error(`The panel did not show ${wanted}, but ${found}`);
    });
}

export { demoConnection, openChat };

/** Saves settings as the options page does, from the options page itself. */
export async function setUp(world: World, connections?: readonly object[], more: object = {}): Promise<void> {
  const page = await world.browser.newPage();
  await page.goto(pageUrl(world, 'options.html'));
  await saveSettings(page, connections, more);
  await page.close();
}
