/**
 * One real Firefox with the built extension, WhatsApp Web's stand-in and the CRM's double behind their real host
 * names. Whatever else is asked for is recorded and fails the test that closes the world.
 */
import { join } from 'node:path';
import { type ConnectProxy, createConnectProxy } from '../../doubles/proxy/index.ts';
import { type Firefox, launchFirefox } from './firefox.ts';
import { createFirefoxPage, type FirefoxPage } from './firefox-page.ts';
import { type Doubles, openDoubles } from './open-doubles.ts';
import { saveSettings } from './save-settings.ts';
import { shownInstead, showsState } from './shown-state.ts';
import { until } from './until.ts';

export const firefoxExtensionDir = join(import.meta.dirname, '../../../.output/firefox-mv3');

export interface FirefoxWorld extends Doubles {
  firefox: Firefox;
  proxy: ConnectProxy;
  /** The extension's id, as the manifest names it. */
  extension: string;
  close(): Promise<void>;
}

export interface FirefoxTab extends FirefoxPage {
  bringToFront(): Promise<void>;
  close(): Promise<void>;
}

/**
 * `idleAfter`: ms without events after which an event page dies, instead of half a minute. `onOutput`: told what every
 * console says.
 */
export async function openFirefoxWorld({
  idleAfter,
  onOutput,
}: {
  idleAfter: number;
  onOutput?: (text: string) => void;
}): Promise<FirefoxWorld> {
  const doubles = await openDoubles();
  const proxy = await createConnectProxy({ portFor: doubles.front.portFor });
  const firefox = await launchFirefox({
    proxyPort: proxy.port,
    preferences: { 'extensions.background.idle.timeout': idleAfter },
    ...(onOutput && { onOutput }),
  });
  const extension = await firefox.install(firefoxExtensionDir).catch(async (error) => {
    await firefox.close();
    throw error;
  });
  return {
    ...doubles,
    firefox,
    proxy,
    extension,
    async close() {
      await firefox.close();
      await Promise.all([proxy.close(), doubles.front.close()]);
      const strays = [...proxy.refused, ...doubles.front.strays.map((stray) => JSON.stringify(stray))];
      if (strays.length > 0) throw new Error(`Asked for: ${strays.join(', ')}`);
    },
  };
}

/** Opens the address in a new tab, in front, and waits until it is loaded. */
export async function openTab(world: FirefoxWorld, url: string): Promise<FirefoxTab> {
  const { firefox } = world;
  const browserId = await firefox.inWindow((address) => {
    const tab = gBrowser.addTrustedTab(address);
    gBrowser.selectedTab = tab;
    return tab.linkedBrowser.browserId;
  }, url);
  const page = createFirefoxPage(firefox, browserId);
  await page.waitFor(
    (address) => location.href.startsWith(address) && document.readyState === 'complete',
    url,
  );
  return {
    ...page,
    bringToFront: () =>
      firefox.inWindow((id) => {
        const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.browserId === id);
        if (tab) gBrowser.selectedTab = tab;
      }, browserId),
    close: () =>
      firefox.inWindow((id) => {
        const tab = gBrowser.tabs.find(({ linkedBrowser }) => linkedBrowser.browserId === id);
        if (tab) gBrowser.removeTab(tab);
      }, browserId),
  };
}

/** Opens the stand-in in a tab and waits until its chat list is there. `query`: its switches. */
export async function openWhatsAppTab(world: FirefoxWorld, query = ''): Promise<FirefoxTab> {
  const tab = await openTab(world, `https://web.whatsapp.com/${query}`);
  await tab.waitFor(() => 'standIn' in window);
  await tab.evaluate(() => window.standIn.ready);
  return tab;
}

/** A real click on the extension's toolbar button. */
export async function clickToolbarButton({ firefox, extension }: FirefoxWorld): Promise<void> {
  await firefox.inWindow(async (id) => {
    const { event } = ChromeUtils.importESModule('chrome://remote/content/shared/webdriver/Event.sys.mjs');
    const name = `${id.replace(/[^a-z0-9_-]/g, '_')}-browser-action`;
    CustomizableUI.addWidgetToArea(name, 'nav-bar');
    const button = document.getElementById(name)?.getBoundingClientRect();
    if (!button) throw new Error('there is no toolbar button');
    const [x, y] = [button.x + button.width / 2, button.y + button.height / 2];
    await event.synthesizeMouseAtPoint(x, y, { asyncEnabled: true }, window);
  }, extension);
}

/** Opens the real sidebar with its toolbar button. */
export async function openSidebar(world: FirefoxWorld): Promise<FirefoxPage> {
  const { firefox } = world;
  await clickToolbarButton(world);
  const browserId = await until(
    () =>
      firefox.inWindow(() => {
        const frame = SidebarController.browser.contentDocument?.getElementById('webext-panels-browser');
        return frame?.currentURI.spec.endsWith('/sidepanel.html') ? frame.browserId : null;
      }),
    'the sidebar',
  );
  const page = createFirefoxPage(firefox, browserId ?? 0);
  await page.waitFor(() => document.querySelector('main') !== null);
  return page;
}

/** Waits until the sidebar shows this state, and for a customer of this name where one is given. */
export async function sidebarShows(sidebar: FirefoxPage, state: string, name?: string): Promise<void> {
  await sidebar.waitFor(showsState, state, name ?? null).catch(async () => {
    const wanted = name === undefined ? state : `${state} with ${name}`;
    const found = JSON.stringify(await sidebar.evaluate(shownInstead));
    throw new Error(`The sidebar did not show ${wanted}, but ${found}`);
  });
}

/** Saves settings as the options page does, from the options page itself. */
export async function setUpFirefox(
  world: FirefoxWorld,
  connections?: readonly object[],
  more: object = {},
): Promise<void> {
  const page = await openTab(world, await pageUrl(world, 'options.html'));
  await saveSettings(page, connections, more);
  await page.close();
}

/** What the browser's own question would give, were it answered with yes. */
export async function allowHostInFirefox(
  { firefox, extension }: FirefoxWorld,
  pattern: string,
): Promise<void> {
  await firefox.inWindow(
    async (id, host) => {
      const { ExtensionPermissions } = ChromeUtils.importESModule(
        'resource://gre/modules/ExtensionPermissions.sys.mjs',
      );
      const { extension } = WebExtensionPolicy.getByID(id);
      await ExtensionPermissions.add(id, { origins: [host], permissions: [] }, extension);
    },
    extension,
    pattern,
  );
}

/** The address of one of the extension's pages: its host is drawn anew with every profile. */
export async function pageUrl({ firefox, extension }: FirefoxWorld, path: string): Promise<string> {
  const host = await firefox.inWindow((id) => WebExtensionPolicy.getByID(id).mozExtensionHostname, extension);
  return `moz-extension://${host}/${path}`;
}

/** Waits until the event page has died of idleness. */
export async function idleOut({ firefox, extension }: FirefoxWorld): Promise<void> {
  await until(
    () =>
      firefox.inWindow(
        (id) => WebExtensionPolicy.getByID(id).extension.backgroundState === 'stopped',
        extension,
      ),
    'the event page to die',
  );
}

/** The addresses of all tabs; the one in front has a star. */
export function tabAddresses({ firefox }: FirefoxWorld): Promise<string[]> {
  return firefox.inWindow(() =>
    gBrowser.tabs.map(
      (tab) => `${tab.linkedBrowser.currentURI.spec}${tab === gBrowser.selectedTab ? '*' : ''}`,
    ),
  );
}
