/** The less can be read of a chat, the less is said of it, step by step, and each step says how to go on. */
import type { Page } from 'puppeteer-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { selectors } from '../../../lib/whatsapp/page/selectors.ts';
import { openPanel, openWhatsApp, openWorld, panelShows, setUp, type World } from '../harness/world.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';
const hidden = '100000000000003@lid';

let world: World;
let page: Page;
let panel: Page;

beforeAll(async () => {
  world = await openWorld();
  await setUp(world);
});
afterEach(async () => {
  await panel.close();
  await page.close();
});
afterAll(() => world.close());

/** Opens the stand-in like this, with the panel beside it. */
async function beside(query: string): Promise<void> {
  page = await openWhatsApp(world, query);
  panel = await openPanel(world, page);
}

const words = () => panel.$eval('main', (main) => main.textContent ?? '');
const searchBox = () => panel.$eval('main input', (input) => (input as HTMLInputElement).value);
const data = () => panel.$eval('main', (main) => ({ ...main.dataset }));

describe('what is shown of a chat', () => {
  it('is the customer, where everything agrees', async () => {
    await beside(`?open=${ana}`);
    await panelShows(panel, 'ready', 'Ana Cliente');
    expect(await data()).toMatchObject({ phone: '5511900000001' });
  });

  it('is that the number is hidden, with the way to link the chat once', async () => {
    await beside(`?open=${hidden}`);
    await panelShows(panel, 'hidden-number');
    await panel.waitForSelector('.ask');
    expect(await words()).toContain('link this chat');
    expect(await searchBox()).toBe('');
    expect(await data()).not.toHaveProperty('phone');
  });

  it.each([
    ['the database cannot be read', '?database=off'],
    ['another chat is selected in the list', '?selected=wrong'],
    ['rows of two chats stand together', `?stray-row=${bob}`],
    ['the names are packed away', '?packed-columns=on&late-messages=command'],
  ])('is the name alone, with the way to search, where %s', async (_, query) => {
    await beside(`${query}&open=${ana}`);
    await panelShows(panel, 'name-only');
    await panel.waitForSelector('.ask');
    expect(await words()).toContain('Only the name is known');
    // This back end finds nobody by name.
    expect(await searchBox()).toBe('');
    expect(await words()).toContain('Type the customer’s number');
    expect(await data()).not.toHaveProperty('phone');
  });

  it('is whom its name suggests, once the agent says so, while a group without a name may be called the same', async () => {
    const unnamed = '120363000000000005@g.us';
    await beside(`?unnamed-group=${ana}&late-messages=command&open=${ana}`);
    await page.evaluate((id) => window.standIn.rename(id, 'Ana'), ana);
    const show = await panel.waitForSelector('aria/Show Ana[role="button"]');
    expect(await words()).toContain('a group without a name is called like its members');
    expect(await data()).not.toHaveProperty('phone');
    await show?.click();
    await panelShows(panel, 'ready', 'Ana Cliente');
    await page.evaluate((id) => window.standIn.open(id), unnamed);
    await panel.waitForSelector('aria/Show Ana[role="button"]');
    await panelShows(panel, 'name-only', 'Ana');
    await page.evaluate(() => window.standIn.arrive('messages'));
    await panelShows(panel, 'group');
    await page.evaluate((id) => window.standIn.open(id), ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    expect(await data()).toMatchObject({ phone: '5511900000001' });
  });

  it('is whom the agent finds by hand, until the chat is left', async () => {
    await beside(`?database=off&open=${ana}`);
    await panelShows(panel, 'name-only');
    await panel.locator('main input[type=search]').fill('+55 11 90000-0001');
    await panel.locator('.person ::-p-text(Ana Cliente)').click();
    await panelShows(panel, 'ready', 'Ana Cliente');
    expect(await data()).not.toHaveProperty('phone');
    await page.evaluate((id) => window.standIn.open(id), bob);
    await panelShows(panel, 'name-only', '+44 7700 900002');
    await page.evaluate((id) => window.standIn.open(id), ana);
    await panelShows(panel, 'name-only', 'Ana Cliente');
  });

  it('is nobody where two conversations are open, and whoever is found by hand only a card, which goes with them', async () => {
    await beside(`?second-root=${bob}&open=${ana}`);
    await panelShows(panel, 'unreadable');
    expect(await data()).not.toHaveProperty('phone');
    await panel.locator('main input[type=search]').fill('+55 11 90000-0001');
    await panel.waitForSelector('.person');
    await panel.keyboard.press('ArrowDown');
    await panel.keyboard.press('Enter');
    await panelShows(panel, 'aside', 'Ana Cliente');
    expect(await data()).not.toHaveProperty('customer');
    await panel.keyboard.press('Escape');
    await panel.waitForSelector('main[data-state=unreadable] .person');
    await panel.keyboard.press('ArrowDown');
    await panel.keyboard.press('Enter');
    await panelShows(panel, 'aside', 'Ana Cliente');
    await page.evaluate((id) => window.standIn.open(id), bob);
    await panelShows(panel, 'unreadable');
    expect(await searchBox()).toBe('');
  });
});

describe('a page in which nothing is known', () => {
  it('offers diagnostics: the version, the language and counts by selector, and nothing of the chat', async () => {
    await beside(`?layout=unknown&lang=pt-BR&open=${ana}`);
    await panelShows(panel, 'layout-changed');
    await panel.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', {
        value: { writeText: async (text: string) => Object.assign(globalThis, { copied: text }) },
      });
    });
    await panel.locator('::-p-aria([name="Copy diagnostics"][role="button"])').click();
    const copied = await panel.waitForFunction(() => Reflect.get(globalThis, 'copied') as string | undefined);
    const lines = String(await copied.jsonValue()).split('\n');
    expect(lines).toEqual([
      'chatside layout-changed',
      expect.stringMatching(/^selectors:\d{4}-\d{2}$/),
      'language:pt-BR',
      ...Object.keys(selectors).map((name) => expect.stringMatching(`^count:${name}=\\d+/\\d+$`)),
    ]);
  });
});
