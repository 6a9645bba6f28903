/**
 * One real Chromium with the built extension, WhatsApp Web's stand-in and the CRM's double behind their real host
 * names. Whatever else is asked for is recorded and fails the test that closes the world.
 */
import { join } from 'node:path';
import puppeteer, { type Browser, type Extension, type Page } from 'puppeteer-core';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import { environments } from '../../doubles/crm-server/socialepoch/accounts.ts';
import { stages, tags } from '../../doubles/people.ts';
import { createTlsFront, type TlsFront } from '../../doubles/tls/index.ts';
import { createWhatsAppWeb, type WhatsAppWeb } from '../../doubles/whatsapp-web/index.ts';

declare global {
  /** Of the extension's own pages, where `evaluate` runs. */
  var chrome: { runtime: { sendMessage(message: unknown): Promise<Reply | undefined> } };
}

interface Reply {
  ok: boolean;
  output?: { problems: unknown[] };
}

export const root = join(import.meta.dirname, '../../..');
export const extensionDir = join(root, '.output/chrome-mv3');

export interface World {
  browser: Browser;
  extension: Extension;
  crm: CrmServer;
  whatsapp: WhatsAppWeb;
  front: TlsFront;
  close(): Promise<void>;
}

export interface WorldOptions {
  headless?: boolean;
  args?: string[];
}

/** `CHROMIUM_PATH` names the program; `npm test` and `npm start` find it. */
export async function openWorld({ headless = true, args = [] }: WorldOptions = {}): Promise<World> {
  const crm = createCrmServer();
  const whatsapp = createWhatsAppWeb();
  const front = await createTlsFront({
    hosts: {
      'web.whatsapp.com': whatsapp.handler,
      'api.socialepoch.com': crm.handler,
      'api.socialscrm.com': crm.handler,
      'www.socialscrm.com': crm.handler,
      'www.sobot.com': crm.handler,
    },
    plainHosts: { 'id.wascrm.socialepoch.com': crm.handler },
  });
  const browser = await puppeteer.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    headless,
    pipe: true,
    enableExtensions: true,
    defaultViewport: null,
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
  const extension = await install(browser);
  return {
    browser,
    extension,
    crm,
    whatsapp,
    front,
    async close() {
      await browser.close();
      await front.close();
      if (front.strays.length > 0) throw new Error(`Asked for: ${JSON.stringify(front.strays)}`);
    },
  };
}

async function install(browser: Browser): Promise<Extension> {
  const id = await browser.installExtension(extensionDir);
  const extension = (await browser.extensions()).get(id);
  if (!extension) throw new Error('the extension did not load');
  return extension;
}

/** Opens the stand-in in a tab and waits until its chat list is there. `query`: its switches. */
export async function openWhatsApp(world: World, query = ''): Promise<Page> {
  const page = await world.browser.newPage();
  await page.goto(`https://web.whatsapp.com/${query}`);
  await page.waitForFunction(() => 'standIn' in window);
  await page.evaluate(() => window.standIn.ready);
  return page;
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
export async function panelShows(panel: Page, state: string, name?: string): Promise<void> {
  const shown = name === undefined ? '' : ` with ${name}`;
  await panel
    .waitForFunction(
      (wanted, wantedName) => {
        const main = document.querySelector('main');
        if (main?.dataset.state !== wanted) return false;
        return wantedName === undefined || main.querySelector('h1')?.textContent === wantedName;
      },
      { timeout: 15_000, polling: 'mutation' },
      state,
      name,
    )
    .catch(async () => {
      const found = await panel.evaluate(() => ({
        state: document.querySelector('main')?.dataset.state,
        text: document.body.textContent.slice(0, 400),
      }));
      throw new Error(`The panel did not show ${state}${shown}, but ${JSON.stringify(found)}`);
    });
}

/** The double's own account, as an administrator would type it. */
export const demoConnection = {
  id: 'demo',
  name: 'Demo shop',
  provider: 'socialepoch',
  baseUrl: 'https://api.socialepoch.com',
  credentials: environments.standard.account,
  catalogue: { tags, stages: stages.map((name) => ({ name })) },
} as const;

export const deviceConnection = { id: 'device', provider: 'local' } as const;

/** Saves settings as the options page does, from the options page itself. */
export async function setUp(
  world: World,
  connections: readonly object[] = [demoConnection, deviceConnection],
  more: object = {},
): Promise<void> {
  const page = await world.browser.newPage();
  await page.goto(pageUrl(world, 'options.html'));
  const reply = await page.evaluate(
    (settings) => globalThis.chrome.runtime.sendMessage({ type: 'settings.save', input: { settings } }),
    { version: 1, connections, activeConnection: 'demo', ...more },
  );
  if (!reply?.ok || reply.output?.problems.length !== 0)
    throw new Error(`not saved: ${JSON.stringify(reply)}`);
  await page.close();
}

/** Opens a chat as a click would, without the click: at once, and to be timed. */
export async function openChat(page: Page, chatId: string): Promise<void> {
  await page.evaluate((id) => window.standIn.open(id), chatId);
}
