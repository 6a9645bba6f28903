/** The company's tags, as its administrator changes them in the settings, and as the panel then has them. */
import axe from 'axe-core';
import type { Page } from 'puppeteer-core';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Label } from '../../doubles/crm-server/sobot/company.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { sobotConnection } from '../harness/connections.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { openChat, pageUrl, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };

let options: Page;

inPanel(() => setUp(world, [sobotConnection], { activeConnection: 'sobot' }));
beforeAll(async () => {
  await openChat(page, ana.chat);
  await panelShows(panel, 'ready', ana.name);
  options = await world.browser.newPage();
  options.setDefaultTimeout(8000);
  panel.setDefaultTimeout(8000);
  await options.goto(pageUrl(world, 'options.html'));
});
beforeEach(() => world.crm.faults.clear());

const company = () => world.crm.sobot.company;
const label = (name: string) => company().labels.find((one) => one.name === name && one.status === 1);
const group = (name: string) => company().groups.find((one) => one.name === name && one.status === 1);
const called = (name: string) => world.crm.requests.filter((one) => one.interface === name);
const button = (name: string) => options.waitForSelector(`aria/${name}[role="button"]`);
const press = async (name: string) => (await button(name))?.click();
async function says(where: Page, selector: string, text: string): Promise<void> {
  await where
    .waitForFunction(
      (at, wanted) => [...document.querySelectorAll(at)].some((one) => one.textContent?.includes(wanted)),
      { timeout: 15_000, polling: 50 },
      selector,
      text,
    )
    .catch(async () => {
      const shown = await where.$$eval(selector, (all) => all.map((one) => one.textContent));
      throw new Error(`${selector} did not say “${text}”, but ${JSON.stringify(shown)}`);
    });
}
const saidSo = (text: string) => says(options, '[role=status]', text);

async function backToChat(): Promise<void> {
  await page.bringToFront();
  await panelShows(panel, 'ready', ana.name);
}

async function name(text: string): Promise<void> {
  const box = await options.waitForSelector('aria/Name[role="textbox"]');
  await box?.evaluate((input) => (input as HTMLInputElement).select());
  await options.keyboard.type(text);
}

async function answer(text: string): Promise<string | null> {
  const question = await options.waitForSelector('[role=alertdialog]');
  const words = question?.evaluate((one) => one.getAttribute('aria-label'));
  await (await question?.waitForSelector(`aria/${text}[role="button"]`))?.click();
  return (await words) ?? null;
}

async function violations(): Promise<string[]> {
  await options.evaluate(axe.source);
  return options.evaluate(async () => {
    const { violations } = await Reflect.get(globalThis, 'axe').run(document);
    return violations.map(
      ({ id, nodes }: { id: string; nodes: { html: string }[] }) =>
        `${id}: ${nodes.map((node) => node.html).join(' ')}`,
    );
  });
}

describe('the company’s tags in the settings', () => {
  it('are those that the panel has read, so that opening them asks for nothing', async () => {
    const before = world.crm.requests.length;
    await press('Edit the tags');
    await options.waitForSelector('[aria-label="Tags of Products"]');
    expect(world.crm.requests).toHaveLength(before);
    const groups = await options.$$eval('.item-name', (all) => all.map((one) => one.textContent));
    expect(groups).toEqual(expect.arrayContaining(['Products', 'District']));
    expect(groups).not.toContain('Web visitors');
    expect(groups).not.toContain('Retired');
    expect(await violations()).toEqual([]);
  });

  it('get a group and a tag in it, which the panel offers at once', async () => {
    await press('Add a group');
    await name('Season');
    await (await options.waitForSelector('aria/Teal[role="radio"]'))?.click();
    await options.keyboard.press('Enter');
    await saidSo('Season is saved');
    expect(group('Season')).toMatchObject({ colour: '#0f766e', multiple: 1 });
    await press('Add a tag to Season');
    await name('Summer');
    await options.keyboard.press('Enter');
    await saidSo('Summer is saved');
    expect(label('Summer')).toMatchObject({ groupId: group('Season')?.id });
    await backToChat();
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=combobox]');
    await panel.keyboard.type('Summer', { delay: 60 });
    await says(panel, '[role=option]', 'Summer');
    await panel.keyboard.press('Enter');
    await panel.keyboard.press('Escape');
    await world.crm.waitFor(
      () =>
        company()
          .user(idOf('user', ana.number))
          ?.labelIds.includes(label('Summer')?.id ?? '') ?? false,
      15_000,
    );
    await options.bringToFront();
  });

  it('get another name and another colour, and the card that is open shows it', async () => {
    await press('Edit Summer');
    await name('High summer');
    await options.keyboard.press('Enter');
    await saidSo('High summer is saved');
    await press('Edit Season');
    await (await options.waitForSelector('aria/Amber[role="radio"]'))?.click();
    await options.keyboard.press('Enter');
    await saidSo('Season is saved');
    expect(group('Season')).toMatchObject({ colour: '#b45309', multiple: 1 });
    await backToChat();
    await says(panel, 'ul[aria-label="Tags"] li', 'High summer');
    await options.bringToFront();
  });

  it('refuse a name that is taken, in place, with the vendor’s words', async () => {
    await press('Add a tag to Season');
    await name('VIP');
    await options.keyboard.press('Enter');
    await says(options, '[role=alert]', 'the name is taken');
    await says(options, '[role=alert]', '510003');
    await press('Cancel');
  });

  it('say when somebody else deleted a tag meanwhile', async () => {
    const bags = label('Bags');
    await press('Edit Bags');
    await name('Rucksacks');
    if (bags) bags.status = -1;
    await options.keyboard.press('Enter');
    await says(options, '[role=alert]', 'somebody deleted it meanwhile');
    await press('Delete');
    await answer('Delete');
    await says(options, '[role=alert]', '510004');
    await press('Cancel');
    await press('Read again');
    await options.waitForFunction(() => !document.querySelector('[aria-label="Edit Bags"]'));
    expect(called('label/remove').at(-1)?.handledCode).toBe('510004');
  });

  it('take the same code for a taken parameter name where a tag is new', async () => {
    world.crm.faults.add({ kind: 'code', code: '510004', interface: 'label/save', times: 1 });
    await press('Add a tag to Season');
    await name('Autumn');
    await options.keyboard.press('Enter');
    await says(options, '[role=alert]', 'the name is taken');
    await press('Cancel');
  });

  it('go with their group, after a question that counts them', async () => {
    await press('Delete Season');
    expect(await answer('Keep')).toBe('Delete the group Season and its tag? It is taken off every customer.');
    const id = group('Season')?.id ?? '';
    const autumn: Label = {
      id: company().newId(),
      groupId: id,
      name: 'Autumn',
      paramName: null,
      status: 1,
      createdAt: 0,
      updatedAt: 0,
    };
    company().labels.push(autumn);
    await press('Delete Season');
    await answer('Delete');
    await says(options, '[role=alert]', 'somebody changed these tags meanwhile');
    expect(group('Season')).toBeDefined();
    await press('Read again');
    await button('Edit Autumn');
    await press('Delete Season');
    expect(await answer('Delete')).toBe(
      'Delete the group Season and its 2 tags? They are taken off every customer.',
    );
    await saidSo('Season is deleted');
    expect([group('Season'), label('High summer'), label('Autumn')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    await backToChat();
    await panel.waitForFunction(
      () => !document.querySelector('ul[aria-label="Tags"]')?.textContent?.includes('High summer'),
      { timeout: 15_000, polling: 50 },
    );
    await options.bringToFront();
  });
});

describe('a tag in the panel', () => {
  it('that was deleted meanwhile is not put on a customer, and the panel says why', async () => {
    await backToChat();
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=combobox]');
    await panel.keyboard.type('Cold', { delay: 60 });
    await says(panel, '[role=option]', 'Cold');
    const cold = label('Cold');
    if (cold) cold.status = -1;
    await panel.keyboard.press('Enter');
    await panel.keyboard.press('Escape');
    await says(panel, 'main', 'This tag is no longer there');
    await says(panel, 'main', '510004');
    await (await panel.waitForSelector('aria/Discard[role="button"]'))?.click();
  });
});

describe('thousands of tags', () => {
  it('are read in pages, and found by typing', async () => {
    await options.bringToFront();
    const districts = group('District')?.id ?? '';
    for (let number = 1; number <= 2500; number += 1) {
      company().labels.push({
        id: company().newId(),
        groupId: districts,
        name: `District ${number}`,
        paramName: null,
        status: 1,
        createdAt: 0,
        updatedAt: 0,
      });
    }
    const before = called('label/list').length;
    await press('Read again');
    await says(options, '.group-text', '2,5');
    expect(called('label/list').length - before).toBeLessThanOrEqual(27);
    const box = await options.waitForSelector('aria/Search tags[role="textbox"]');
    await box?.type('district 2499');
    await saidSo('One tag');
    await button('Edit District 2499');
    expect(await violations()).toEqual([]);
    const pages = called('label/list').length;
    await press('Edit District 2499');
    await name('Old town');
    await options.keyboard.press('Enter');
    await saidSo('Old town is saved');
    // The group itself is looked at once more, the other groups are not.
    expect(called('label/list').length - pages).toBeLessThanOrEqual(26);
  }, 60_000);

  it('asked for nothing that the vendor does not document', () => {
    expect(world.crm.violations).toEqual([]);
  });
});
