/** Detection through the lives of tabs, windows and of the extension itself, as the panel beside it shows it. */
import type { Page, Target } from 'puppeteer-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDetectionReader } from '../harness/detection-reader.ts';
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
const bob = '100000000000002@lid';
const layla = '100000000000010@lid';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const log = (page: Page) =>
  page.evaluate(() => window.standIn.log.map(({ type, target }) => `${type} ${target}`));

const panels = () => world.browser.targets().filter((one) => one.url().endsWith('/sidepanel.html'));

async function openAnotherPanel(beside: Page): Promise<Page> {
  const before = new Set<Target>(panels());
  await beside.bringToFront();
  await beside.triggerExtensionAction(world.extension);
  const target = await world.browser.waitForTarget(
    (one) => one.url().endsWith('/sidepanel.html') && !before.has(one),
  );
  return target.asPage();
}

async function openInNewWindow(): Promise<Page> {
  const session = await world.browser.target().createCDPSession();
  const opened = world.browser.waitForTarget((one) => one.url().includes('own-address=lid'));
  await session.send('Target.createTarget', {
    url: 'https://web.whatsapp.com/?own-address=lid',
    newWindow: true,
  });
  const page = await (await opened).page();
  if (!page) throw new Error('no page in the new window');
  await page.waitForFunction(() => 'standIn' in window);
  await page.evaluate(() => window.standIn.ready);
  return page;
}

describe('a tab that was open before the extension', () => {
  it('is read as soon as the extension is there, and left alone by the one that went', async () => {
    const page = await openWhatsApp(world, `?open=${ana}`);
    const errors: unknown[] = [];
    page.on('pageerror', (error) => errors.push(error));
    const first = await createDetectionReader(world);
    await first.says(await first.tabOf(page), { chatId: ana });

    const { id, path } = world.extension;
    await world.browser.uninstallExtension(id);
    // Whoever is left behind sees a switch, and has nobody to tell.
    await openChat(page, bob);
    await page.evaluate((chat) => window.standIn.receive(chat), bob);
    await world.browser.installExtension(path);

    const second = await createDetectionReader(world);
    const tab = await second.tabOf(page);
    await second.says(tab, { chatId: bob, confidence: 'exact' });
    await openChat(page, ana);
    await second.says(tab, { chatId: ana, confidence: 'exact' });
    expect(errors).toEqual([]);
    expect(await log(page)).toEqual([]);
  });

  it('goes on after the extension was replaced by another of its versions', async () => {
    const page = await openWhatsApp(world, `?open=${ana}`);
    const first = await createDetectionReader(world);
    await first.says(await first.tabOf(page), { chatId: ana });
    // As an update does it: the same extension is loaded over the one that runs.
    await world.browser.installExtension(world.extension.path);

    const second = await createDetectionReader(world);
    const tab = await second.tabOf(page);
    await second.says(tab, { chatId: ana, confidence: 'exact' });
    await openChat(page, bob);
    await second.says(tab, { chatId: bob, confidence: 'exact' });
    expect(await log(page)).toEqual([]);
    expect(await page.evaluate(() => window.standIn.upgradeDatabase())).toBe('done');
  });
});

describe('the worker', () => {
  it('is woken the moment a chat is left, before it is known whose is next', async () => {
    await setUp(world);
    const page = await openWhatsApp(world, `?open=${ana}`);
    await panelShows(await openPanel(world, page), 'ready', 'Ana Cliente');
    const target = await world.browser.waitForTarget((one) => one.type() === 'service_worker');
    const worker = await target.worker();
    await worker?.evaluate(() => {
      const heard: unknown[] = [];
      Object.assign(globalThis, { heard });
      globalThis.chrome.runtime.onMessage.addListener((message) => {
        heard.push(message.type);
      });
    });
    await openChat(page, bob);
    const heard = () => worker?.evaluate(() => Reflect.get(globalThis, 'heard') as string[]);
    await expect.poll(heard).toContain('chat.changed');
    expect((await heard())?.slice(0, 2)).toEqual(['chat.left', 'chat.changed']);
  });
});

describe('the panel', () => {
  it('clears the customer when the page is loaded anew, and shows the next', async () => {
    await setUp(world);
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await page.reload();
    await page.evaluate(() => window.standIn.ready);
    await panelShows(panel, 'no-chat');
    await openChat(page, layla);
    await panelShows(panel, 'ready', 'ليلى حداد');
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
  });

  it('leaves nobody on the screen when the agent signs out', async () => {
    await setUp(world);
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await page.evaluate(() => window.standIn.screen('signed-out'));
    await panelShows(panel, 'signed-out');
    expect(await panel.$eval('main', (main) => main.textContent)).not.toContain('Ana');
  });

  it('shows in each of two windows the chat of its own', async () => {
    await setUp(world);
    const page = await openWhatsApp(world);
    const panel = await openPanel(world, page);
    const otherPage = await openInNewWindow();
    const otherPanel = await openAnotherPanel(otherPage);
    await openChat(page, ana);
    await openChat(otherPage, layla);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await panelShows(otherPanel, 'ready', 'ليلى حداد');
    await openChat(otherPage, bob);
    await panelShows(otherPanel, 'ready', 'Bob Turner');
    await panelShows(panel, 'ready', 'Ana Cliente');
  });
});

describe('a page that comes back from the back/forward cache', () => {
  it('is read anew, and its panel hears of it what it hears of any other', async () => {
    await setUp(world);
    const page = await openWhatsApp(world, `?open=${ana}`);
    const panel = await openPanel(world, page);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await page.evaluate(() => {
      addEventListener('pageshow', ({ persisted }) => Object.assign(globalThis, { persisted }));
    });
    await page.goto(`https://web.whatsapp.com/?open=${layla}`);
    await panelShows(panel, 'ready', 'ليلى حداد');

    await page.goBack();
    await page.waitForFunction(() => Reflect.get(globalThis, 'persisted') === true);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await openChat(page, layla);
    await panelShows(panel, 'ready', 'ليلى حداد');
    await page.evaluate(() => window.standIn.close());
    await panelShows(panel, 'no-chat');
    expect(await log(page)).toEqual([]);
  });
});
