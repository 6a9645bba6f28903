import { describe, expect, it } from 'vitest';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { openChat, panelShows } from '../harness/world.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';
const hidden = '100000000000003@lid';
const carla = '100000000000009@lid';
const layla = '100000000000010@lid';
const group = '120363000000000001@g.us';

inPanel();

const tagsShown = () =>
  panel.$$eval('ul[aria-label="Tags"] li', (items) => items.map((item) => item.textContent?.trim() ?? ''));

const customer = (number: string) => world.crm.socialepoch.customers.standard.get(number);

const requests = (name: string) => world.crm.requests.filter((one) => one.interface === name);

describe('the main path, in the real side panel', () => {
  it('says that no chat is open', async () => {
    await panelShows(panel, 'no-chat');
  });

  it('shows the customer of the chat that is opened', async () => {
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    const shown = await panel.$eval('main', (main) => ({ ...main.dataset }));
    expect(shown).toMatchObject({ phone: '5511900000001', customer: '5511900000001', fresh: 'live' });
    expect(await tagsShown()).toEqual([expect.stringContaining('Hot'), expect.stringContaining('Shoes')]);
    expect(
      await panel.$eval('[role=radiogroup] [aria-checked=true]', (stage) => stage.textContent),
    ).toContain('Intent');
  });

  it('follows to the next chat, and back without asking again', async () => {
    const before = requests('query').length;
    await openChat(page, layla);
    await panelShows(panel, 'ready', 'ليلى حداد');
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    expect(requests('query')).toHaveLength(before + 1);
  });

  it('finds somebody who is not in the address book, by the number in the title', async () => {
    await openChat(page, bob);
    await panelShows(panel, 'ready', 'Bob Turner');
  });

  it('adds a tag, signed as the vendor documents, and says "Saved" when the CRM has it', async () => {
    await openChat(page, ana);
    await panelShows(panel, 'ready', 'Ana Cliente');
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=combobox]');
    await panel.keyboard.type('VIP');
    await panel.waitForSelector('[role=option]');
    await panel.keyboard.press('Enter');
    const written = await world.crm.waitFor((one) => one.interface === 'import');
    await panel.waitForFunction(() =>
      document.querySelector('[role=status]')?.textContent?.includes('Saved'),
    );
    expect(written.handledCode).toBe('200');
    expect(await tagsShown()).toContainEqual(expect.stringContaining('VIP'));
    expect(customer('5511900000001')?.tabName).toBe('Hot,Shoes,VIP');
    expect(world.crm.violations).toEqual([]);
  });

  it('offers to create somebody whom the CRM does not know, and then shows the new customer', async () => {
    await openChat(page, carla);
    await panelShows(panel, 'not-found');
    const create = await panel.waitForSelector('aria/Create customer[role="button"]');
    await create?.click();
    await panelShows(panel, 'ready', 'Carla Nova');
    expect(customer('15550100009')?.friendName).toBe('Carla Nova');
  });

  it('shows a group as a group', async () => {
    await openChat(page, group);
    await panelShows(panel, 'group');
    expect(await panel.$eval('main', (main) => main.textContent)).toContain('Grupo Clientes');
  });

  it('says that a number is hidden, and shows nobody', async () => {
    await openChat(page, hidden);
    await panelShows(panel, 'hidden-number');
    expect(await panel.$eval('main', (main) => ({ ...main.dataset }))).not.toHaveProperty('phone');
  });

  it('goes on when the worker was killed between two chats', async () => {
    const target = await world.browser.waitForTarget((one) => one.type() === 'service_worker');
    await (await target.worker())?.close();
    await openChat(page, layla);
    await panelShows(panel, 'ready', 'ليلى حداد');
  });

  it('clears the customer when the chat is closed', async () => {
    await page.evaluate(() => window.standIn.close());
    await panelShows(panel, 'no-chat');
  });

  it('left no trace in the page', async () => {
    const log = await page.evaluate(() => window.standIn.log.map((entry) => `${entry.type} ${entry.target}`));
    expect(log).toEqual([]);
    expect(await page.evaluate(() => window.standIn.databases())).toEqual(['model-storage']);
    // The browser's driver leaves names of its own.
    const globals = await page.evaluate(() => window.standIn.newGlobals());
    expect(globals.filter((name) => !name.includes('ariaQuery'))).toEqual([]);
    expect(await page.evaluate(() => window.standIn.upgradeDatabase())).toBe('done');
  });
});
