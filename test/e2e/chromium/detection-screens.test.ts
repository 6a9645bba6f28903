/** What is said of the page's screens, and of what changes while a chat stays open. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { InactiveReason } from '../../../lib/whatsapp/detection.ts';
import type { ScreenName } from '../../doubles/whatsapp-web/types.ts';
import { createDetectionReader, type DetectionReader } from '../harness/detection-reader.ts';
import { openChat, openWhatsApp, openWorld, type World } from '../harness/world.ts';

const ana = '100000000000001@lid';
const anaPhone = '5511900000001';
const bob = '100000000000002@lid';
const bobPhone = '447700900002';
const archived = '100000000000031@lid';

let world: World;
let reader: DetectionReader;
let page: Page;
let tab: number;

beforeAll(async () => {
  world = await openWorld();
  reader = await createDetectionReader(world);
});
afterEach(() => page.close());
afterAll(() => world.close());

async function start(query = ''): Promise<void> {
  page = await openWhatsApp(world, query);
  tab = await reader.tabOf(page);
}

const show = (name: ScreenName) => page.evaluate((screen) => window.standIn.screen(screen), name);
const isAna = { state: 'chat', chatId: ana, phone: anaPhone, confidence: 'exact' } as const;
const isBob = { state: 'chat', chatId: bob, phone: bobPhone, confidence: 'exact' } as const;

describe('a screen without a chat', () => {
  it('is signed out where there is a code to scan, and no database is made', async () => {
    await start('?screen=signed-out');
    await reader.says(tab, { state: 'signed-out', account: null });
    expect(await page.evaluate(() => window.standIn.databases())).toEqual([]);
  });

  it('is loading while the app starts, and no chat once it is up', async () => {
    await start('?screen=loading');
    await reader.says(tab, { state: 'loading' });
    await show('ready');
    await reader.says(tab, { state: 'no-chat' });
  });

  it('is inactive, and says why, whatever stands in place of the app', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, isAna);
    const screens: Partial<Record<ScreenName, InactiveReason>> = {
      'use-here': 'use-here',
      'call-elsewhere': 'use-here',
      banned: 'banned',
      terms: 'terms',
      unavailable: 'unavailable',
      proxy: 'proxy',
      updating: 'updating',
      locked: 'locked',
    };
    for (const [name, inactive] of Object.entries(screens)) {
      await show(name as ScreenName);
      const said = await reader.says(tab, { state: 'inactive', inactive });
      expect(said).toMatchObject({ phone: null, chatId: null, displayName: null });
    }
    await show('ready');
    await openChat(page, bob);
    await reader.says(tab, isBob);
  });

  it('is inactive while a popup without a way out is over the app, and the same chat after it', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, isAna);
    await show('connecting');
    await reader.says(tab, { state: 'inactive', inactive: 'connecting', phone: null });
    await show('ready');
    await reader.says(tab, isAna);
  });

  it('forgets whose account it was when that signs out', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, { ...isAna, account: '5511999999999' });
    await show('signed-out');
    await reader.says(tab, { state: 'signed-out', account: null, phone: null });
    expect(await page.evaluate(() => window.standIn.databases())).toEqual([]);
    await show('ready');
    await openChat(page, ana);
    await reader.says(tab, isAna);
  });

  it.each(['locked-chat', 'wallpaper-preview', 'theme-preview'] as const)(
    'is no chat when it is the %s',
    async (name) => {
      await start(`?open=${ana}`);
      await reader.says(tab, isAna);
      await show(name);
      await reader.says(tab, { state: 'no-chat', phone: null });
    },
  );

  it('is no chat after the chat is closed', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, isAna);
    await page.evaluate(() => window.standIn.close());
    await reader.says(tab, { state: 'no-chat', phone: null, displayName: null });
  });
});

describe('beside an open chat', () => {
  it.each([
    'contact-drawer',
    'starred',
    'archived',
    'search',
    'call',
    'offline',
    'question',
    'palette',
  ] as const)('the %s changes nothing', async (name) => {
    await start(`?open=${ana}`);
    const { epoch } = await reader.says(tab, isAna);
    await show(name);
    await page.evaluate((id) => window.standIn.receive(id), ana);
    await openChat(page, bob);
    const said = await reader.says(tab, isBob);
    expect(said.epoch).toBeGreaterThan(epoch);
    const others = (await reader.all(tab)).filter(({ detection }) => detection.phone !== null);
    expect(new Set(others.map(({ detection }) => detection.phone))).toEqual(new Set([anaPhone, bobPhone]));
  });

  it('a conversation that is drawn ahead, hidden, is not taken for the open one', async () => {
    await start(`?open=${ana}`);
    const { epoch } = await reader.says(tab, isAna);
    for (const id of [bob, archived]) await page.evaluate((chat) => window.standIn.hover(chat), id);
    await page.evaluate((id) => window.standIn.rename(id, 'Ana C.'), ana);
    // The page is drawn before the contact is stored: for a moment the new name is nobody's.
    const said = await reader.says(tab, { ...isAna, displayName: 'Ana C.' });
    expect(said).toMatchObject({ epoch });
  });

  it('a conversation that is drawn ahead while none is open is none', async () => {
    await start();
    await page.evaluate((id) => window.standIn.hover(id), bob);
    await openChat(page, ana);
    await reader.says(tab, isAna);
    expect((await reader.all(tab)).some(({ detection }) => detection.phone === bobPhone)).toBe(false);
  });

  it('an archived chat is known like any other', async () => {
    await start('?screen=archived');
    await openChat(page, archived);
    await reader.says(tab, { chatId: archived, phone: '5511900000031', confidence: 'exact' });
  });
});

describe('what comes late', () => {
  it('is a name: the chat stays the same and is called by it', async () => {
    await start(`?late-names=command&open=${ana}`);
    const { epoch } = await reader.says(tab, { phone: anaPhone, displayName: '+55 11 90000-0001' });
    await page.evaluate(() => window.standIn.arrive('names'));
    expect(await reader.says(tab, { ...isAna, displayName: 'Ana Cliente' })).toMatchObject({ epoch });
  });

  it('is a number: nothing is given out until it is there', async () => {
    await start(`?late-numbers=command&open=${ana}`);
    const { epoch } = await reader.says(tab, { chatId: ana, phone: null });
    await page.evaluate(() => window.standIn.arrive('numbers'));
    expect(await reader.says(tab, isAna)).toMatchObject({ epoch });
  });

  it('are messages: the name is probable, the messages make it certain', async () => {
    await start(`?late-messages=command&open=${ana}`);
    const { epoch } = await reader.says(tab, { phone: anaPhone, confidence: 'probable' });
    await page.evaluate(() => window.standIn.arrive('messages'));
    expect(await reader.says(tab, isAna)).toMatchObject({ epoch });
  });

  it('are rows: a chat drawn without them is looked at again when they are there', async () => {
    await start(`?rows-after=500&open=${ana}`);
    await reader.says(tab, isAna);
  });

  it('is a message that is not stored yet: the chat is known all the same', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, isAna);
    await page.evaluate((id) => window.standIn.receive(id, { stored: false }), bob);
    await openChat(page, bob);
    await reader.says(tab, { chatId: bob, phone: bobPhone });
  });

  it('is a rename: another name, the same chat', async () => {
    await start(`?open=${ana}`);
    const { epoch } = await reader.says(tab, isAna);
    await page.evaluate((id) => window.standIn.rename(id, 'Ana from the fair'), ana);
    const said = await reader.says(tab, { displayName: 'Ana from the fair' });
    expect(said.epoch).toBe(epoch);
    await reader.says(tab, { ...isAna, displayName: 'Ana from the fair' });
  });
});

describe('a title that somebody else bears', () => {
  const olga = '100000000000034@lid';
  const padaria = '100000000000005@lid';

  it.each([
    ['the name of another contact', 'Padaria Sol'],
    ['the number of another contact', '+44 7700 900002'],
  ])('is nobody’s: %s, given a moment ago to a chat without messages', async (_, name) => {
    await start();
    // By its title, which takes the index of names.
    await openChat(page, olga);
    await reader.says(tab, { phone: '15550100034', confidence: 'probable' });
    await openChat(page, padaria);
    const { epoch } = await reader.says(tab, { chatId: padaria, confidence: 'exact' });
    await page.evaluate(([id, title]) => window.standIn.rename(id, title), [olga, name] as const);
    await openChat(page, olga);
    await reader.says(tab, { displayName: name, phone: null, confidence: 'name-only' });
    const since = (await reader.all(tab)).filter(({ detection }) => detection.epoch > epoch);
    expect(since.filter(({ detection }) => detection.phone !== null)).toEqual([]);
  });
});

describe('a page that cannot be read in full', () => {
  it('has a header without a title: no name and no number', async () => {
    await start(`?header=error&open=${ana}`);
    await reader.says(tab, { state: 'chat', phone: null, displayName: null });
  });

  it('shows two conversations at once: neither', async () => {
    await start(`?open=${ana}&second-root=${bob}`);
    await reader.says(tab, { state: 'unreadable', phone: null });
  });

  it('has nothing in it that is known: says so', async () => {
    await start('?layout=unknown');
    await reader.says(tab, { state: 'layout-changed' });
  });
});

describe('another account', () => {
  it('is told from the messages addressed to it', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, { ...isAna, account: '5511999999999' });
    await page.evaluate(() => window.standIn.switchAccount('4915100000999'));
    await openChat(page, bob);
    await reader.says(tab, { ...isBob, account: '4915100000999' });
  });
});

describe('WhatsApp’s own database', () => {
  const large = 'contacts=4000&chats=600&messages=12000';

  it('can be upgraded at any moment, also while it is read', async () => {
    await start(`?${large}`);
    const chats = await page.evaluate(() => window.standIn.chats().map(({ chatId }) => chatId));
    for (const [turn, chatId] of chats.slice(-12).entries()) {
      await openChat(page, chatId);
      await new Promise((done) => setTimeout(done, turn * 4));
      expect(await page.evaluate(() => window.standIn.upgradeDatabase())).toBe('done');
    }
    await openChat(page, ana);
    await reader.says(tab, isAna);
    const log = await page.evaluate(() => window.standIn.log.map(({ type }) => type));
    expect(new Set(log)).toEqual(new Set(['upgraded']));
  });

  it('can be deleted while it is read, is not made again, and is read again when it is back', async () => {
    await start(`?${large}`);
    const chats = await page.evaluate(() => window.standIn.chats().map(({ chatId }) => chatId));
    await openChat(page, chats.at(-1) ?? '');
    expect(await page.evaluate(() => window.standIn.closeDatabase())).toBe('done');
    await openChat(page, bob);
    await reader.says(tab, { displayName: '+44 7700 900002', phone: null });
    expect(await page.evaluate(() => window.standIn.databases())).toEqual([]);
    await show('ready');
    await openChat(page, ana);
    await reader.says(tab, isAna);
  });
});

describe('a tab that nobody looks at', () => {
  it('is right as soon as it is shown again', async () => {
    await start(`?open=${ana}`);
    await reader.says(tab, isAna);
    const other = await world.browser.newPage();
    await openChat(page, bob);
    await reader.says(tab, isBob);
    await openChat(page, ana);
    await page.bringToFront();
    await reader.says(tab, isAna);
    await other.close();
  });
});
