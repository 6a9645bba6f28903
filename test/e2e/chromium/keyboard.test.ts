/** The panel without a mouse: everything an agent does, where the focus is after it, and what was announced. */
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from '../harness/agent.ts';
import { deviceConnection, sobotConnection } from '../harness/connections.ts';
import { deviceAna, deviceCustomer, deviceEvents, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { until } from '../harness/until.ts';
import { demoConnection, openChat, panelShows, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', number: '5511900000001', name: 'Ana Cliente' };
const bob = { chat: '100000000000002@lid', number: '447700900002', name: 'Bob Turner' };
const hidden = { chat: '100000000000003@lid' };
const carla = { chat: '100000000000009@lid', number: '15550100009', name: 'Carla Nova' };
const layla = { chat: '100000000000010@lid', number: '971500000010', name: 'ليلى حداد' };

let agent: Agent;

inPanel(async () => {
  await setUp(world, [deviceConnection, demoConnection], { activeConnection: 'device' });
  await restoreDevice(world, {
    customers: [deviceAna, deviceCustomer(bob.number, bob.name)],
    timeline: deviceEvents(deviceAna.id, 110),
  });
});
beforeAll(async () => {
  agent = await createAgent(panel);
  await openChat(page, ana.chat);
  await panelShows(panel, 'ready', ana.name);
  await panel.waitForSelector('[data-kind=note]');
});

const combobox = 'combobox Add tag';
const tags = () =>
  panel.$$eval('ul[aria-label="Tags"] li', (all) => all.map((one) => one.textContent?.trim() ?? ''));
const stage = () => panel.$eval('[role=radio][aria-checked=true]', (one) => one.textContent?.trim() ?? '');
const events = () => panel.$$eval('[aria-label=Timeline] > li', (all) => all.length);
const field = (key: string) =>
  panel.$eval(`[data-field="${key}"]`, (one) => {
    const input = one.querySelector('input, textarea');
    return input instanceof HTMLInputElement || input instanceof HTMLTextAreaElement
      ? input.value
      : (one.querySelector('.field-value')?.textContent ?? null);
  });
const inDialog = () => panel.$('dialog[open]').then((dialog) => dialog !== null);

/** As when the agent comes back to the panel: nothing of it has the focus yet. */
const fromOutside = () =>
  panel.evaluate(() => {
    if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
  });

/** Runs a command by its first letters. */
async function command(typed: string): Promise<void> {
  await agent.press('Control+k');
  await agent.isOn('combobox Commands');
  await agent.type(typed);
  await agent.press('Enter');
}

beforeEach(() => fromOutside().then(agent.hush));
afterEach(async () => {
  await until(async () => (await agent.focus()) !== 'nothing', 'the focus on anything at all', 3_000);
});

describe('tags', () => {
  it('T opens the picker, letters filter, Enter adds, Backspace takes away', async () => {
    await agent.press('t');
    await agent.isOn(combobox);
    await panel.waitForSelector('[role=option]');
    await agent.type('vi');
    await panel.waitForFunction(() => document.querySelectorAll('[role=option]').length === 2);
    await agent.press('Enter');
    await agent.hears('Saved');
    expect(await tags()).toEqual(['Hot', 'Shoes', 'VIP']);
    await agent.isOn(combobox);
    await agent.press('Backspace');
    await until(async () => (await tags()).length === 2, 'the last tag gone');
    await agent.hears('Saved');
    await agent.isOn(combobox);
  });

  it('who leaves the box and comes back goes on', async () => {
    await agent.press('t');
    await agent.type('v');
    await agent.press('Tab');
    expect(await agent.focus()).not.toBe(combobox);
    await agent.press('Shift+Tab');
    await agent.isOn(combobox);
    // As fast as can be.
    await panel.$eval('[role=combobox]', (box) => {
      (box as HTMLElement).blur();
      (box as HTMLElement).focus();
    });
    await agent.type('i');
    await panel.waitForSelector('[role=option]');
    expect(await panel.$eval('[role=combobox]', (box) => (box as HTMLInputElement).value)).toMatch(/^v?i$/);
    await agent.press('Escape');
    await agent.press('Control+a', 'Backspace', 'Escape', 'Tab');
  });

  it('letters in the box are letters', async () => {
    await agent.press('t');
    await agent.type('snr?4');
    await agent.isOn(combobox);
    expect(await panel.$eval('[role=combobox]', (box) => (box as HTMLInputElement).value)).toBe('snr?4');
    expect(await inDialog()).toBe(false);
    expect(await stage()).toBe('Intent');
    await agent.press('Escape');
    await agent.press(...Array.from({ length: 5 }, () => 'Backspace'));
    expect(await tags()).toHaveLength(2);
  });

  it('one is removed by its own button, and the next one has the focus', async () => {
    await agent.press('t');
    await agent.press('Escape');
    await agent.tabTo('button Remove tag Hot', 'Shift+Tab');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Remove tag Shoes');
    await command('undo');
    await until(async () => (await tags()).length === 2, 'the tag back');
    await agent.isOn('button Remove tag Shoes');
  });

  it('one of a single-choice group takes the other’s place', async () => {
    await agent.press('t');
    await agent.type('cold');
    await agent.press('Enter');
    await agent.hears('Saved');
    expect((await tags()).toSorted()).toEqual(['Cold', 'Shoes']);
    await agent.isOn(combobox);
  });
});

describe('the stage', () => {
  it('S goes there, arrows look, Space chooses', async () => {
    await agent.press('s');
    await agent.isOn('radio Intent');
    await agent.press('ArrowRight');
    await agent.isOn('radio Paid');
    expect(await stage()).toBe('Intent');
    await agent.press('Space');
    await agent.hears('Saved');
    expect(await stage()).toBe('Paid');
    await agent.isOn('radio Paid');
  });

  it('a digit chooses', async () => {
    await agent.press('s', '2');
    await agent.hears('Saved');
    expect(await stage()).toBe('Talking');
    expect(await agent.focus()).toMatch(/^radio/);
  });

  it('is undone by its button, and the focus stays at hand', async () => {
    await agent.press('s', '5');
    await agent.hears('Saved');
    await agent.tabTo('button Undo');
    await agent.press('Enter');
    await until(async () => (await stage()) === 'Talking', 'the stage back');
    await agent.isOn('group Your changes');
  });

  it('won asks why, Esc gives up, Enter marks, and Reopen leads back', async () => {
    await agent.press('s');
    await agent.tabTo('button Won');
    await agent.press('Enter');
    await agent.isOn('input Why was it won?');
    await agent.press('Escape');
    await agent.isOn('button Won');
    await agent.press('Enter');
    await agent.type('Ordered two pairs');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Reopen');
    expect(await panel.$eval('.outcome-now', (one) => one.textContent)).toContain('Ordered two pairs');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Won');
  });

  it.each(['lost', 'invalid'])('%s from the palette', async (outcome) => {
    await command(`mark as ${outcome}`);
    await agent.isOn(outcome === 'lost' ? 'input Why was it lost?' : 'input Why is it invalid?');
    await agent.type('Too expensive');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Reopen');
    await agent.press('Enter');
    await agent.hears('Saved');
  });
});

describe('a detail', () => {
  it('Enter saves it', async () => {
    await command('edit prof');
    await agent.isOn('input Profession');
    await agent.press('Control+a');
    await agent.type('Gardener');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Edit Profession');
    expect(await field('profession')).toBe('Gardener');
  });

  it('Esc restores it', async () => {
    await command('edit addr');
    await agent.isOn('textarea Address');
    await agent.type(' and more');
    await agent.press('Escape');
    await agent.isOn('button Edit Address');
    expect(await field('address')).toBe('Rua das Flores 12, São Paulo');
  });

  it('leaving it saves nothing and keeps what was typed', async () => {
    await command('edit comp');
    await agent.isOn('input Company');
    await agent.type('Flores Ltda');
    await agent.press('Tab', 'Tab', 'Tab');
    expect(await agent.focus()).not.toContain('Company');
    await panel.waitForFunction(() => document.body.textContent?.includes('Not saved yet'));
    await openChat(page, bob.chat);
    await panelShows(panel, 'ready', bob.name);
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    expect(await field('company')).toBe('Flores Ltda');
    await command('edit comp');
    await agent.isOn('input Company');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('button Edit Company');
  });

  it('what cannot be is said at the field, and the field keeps the focus', async () => {
    await command('edit shoe');
    await agent.isOn('input Shoe size');
    await agent.press('Control+a');
    await agent.type('large');
    await agent.press('Enter');
    await panel.waitForFunction(() => document.body.textContent?.includes('Write a number'));
    await agent.isOn('input Shoe size');
    await agent.hears('Write a number');
    await agent.press('Escape');
    await agent.isOn('button Edit Shoe size');
  });

  it('of several choices is ticked with Space', async () => {
    await command('edit likes');
    expect(await agent.focus()).toContain('Leather');
    await agent.press('Space', 'Tab', 'Tab', 'Space', 'Enter');
    await agent.hears('Saved');
    await agent.isOn('button Edit Likes');
    expect(await field('custom:likes')).toBe('Leather, Canvas');
  });
});

describe('a note', () => {
  it('with a stage and a reminder is one write', async () => {
    await agent.press('n');
    await agent.isOn('textarea Follow-up note');
    await agent.type('Wants to pay. n s t r ? 5');
    await agent.press('Tab');
    await agent.isOn('select Move to stage');
    await agent.type('Paid');
    await agent.press('Tab');
    await agent.isOn('button Remind me');
    await agent.press('Enter');
    await agent.isOn('button In 1 hour');
    await panel.focus('[aria-label="Remind me at"]');
    await agent.isOn('input Remind me at');
    await agent.type('010220200900AM');
    await agent.press('Enter');
    await agent.hears('Saved');
    await agent.isOn('textarea Follow-up note');
    await panel.waitForSelector('[data-kind=todo] [data-due=true]');
    expect(await stage()).toBe('Paid');
    expect(await panel.$eval('.note-text', (box) => (box as HTMLTextAreaElement).value)).toBe('');
  });

  it('Ctrl-Enter saves it from within', async () => {
    await agent.press('n');
    await agent.type('Call on Monday');
    await agent.press('Control+Enter');
    await agent.hears('Saved');
    await agent.isOn('textarea Follow-up note');
    await panel.waitForFunction(() =>
      document.querySelector('.event')?.textContent?.includes('Call on Monday'),
    );
  });
});

describe('the timeline', () => {
  it('is filtered, and lengthened without losing the place', async () => {
    await agent.press('n');
    await agent.tabTo('button Notes');
    await agent.press('Enter');
    await panel.waitForFunction(
      () => document.querySelector('.event:not([data-kind=note],[data-kind=todo])') === null,
    );
    await agent.isOn('button Notes');
    await agent.press('Shift+Tab', 'Enter');
    await agent.isOn('button All');
    await agent.tabTo('button Show earlier');
    let before = 0;
    while (await panel.$('.timeline-more')) {
      await agent.isOn('button Show earlier');
      before = await events();
      await agent.press('Enter');
      await agent.hears('earlier event');
      expect(await events()).toBeGreaterThan(before);
    }
    // The button went with the last of them: the focus is on the first that came.
    const place = () => panel.$$eval('.event', (all) => all.findIndex((one) => one.matches(':focus')));
    expect(await place()).toBe(before);
  });
});

describe('the card', () => {
  it('a section is folded and opened', async () => {
    await agent.press('n');
    await agent.tabTo('summary Details');
    await agent.press('Enter');
    await panel.waitForSelector('[data-section=details]:not([open])');
    await agent.isOn('summary Details');
    await agent.press('Enter');
    await panel.waitForSelector('[data-section=details][open]');
    await agent.isOn('summary Details');
  });

  it('sections take another order, said as it is', async () => {
    await agent.press('s', 'ArrowLeft', 'ArrowRight');
    await command('arrange');
    await panel.waitForSelector('.arrange');
    await agent.tabTo('button Move Details up');
    await agent.press('ArrowUp');
    await agent.hears('Details');
    await agent.isOn('button Move Details up');
    await agent.press('ArrowDown');
    await agent.press('Escape');
    await agent.isOn('radio Paid');
    expect(await inDialog()).toBe(false);
  });

  it('the number is copied, and that is said', async () => {
    await agent.press('Tab');
    await agent.tabTo('button Copy number');
    await agent.press('Enter');
    await agent.hears('Copied');
    await agent.isOn('button Copy number');
  });

  it('? shows the keys, and Esc gives the focus back', async () => {
    await agent.press('s');
    await agent.press('Shift+?');
    await until(inDialog, 'the keys');
    await agent.press('t');
    expect(await inDialog()).toBe(true);
    await agent.press('Escape');
    await agent.isOn('radio Paid');
  });

  it('Ctrl-K opens the palette from a text box too, and Esc gives the focus back', async () => {
    await agent.press('n');
    await agent.press('Control+k');
    await agent.isOn('combobox Commands');
    await agent.press('ArrowDown', 'ArrowUp', 'Escape');
    await agent.isOn('textarea Follow-up note');
  });

  it('R reads again without moving the focus', async () => {
    await agent.press('s', 'r');
    await panel.waitForFunction(() => document.querySelector('.refresh')?.textContent?.includes('now'));
    await agent.isOn('radio Paid');
  });

  it('forgetting on this device asks, and Esc gives up', async () => {
    await command('forget');
    await until(inDialog, 'the question');
    await agent.press('Escape');
    expect(await inDialog()).toBe(false);
    await agent.isOn('button Forget on this device');
  });
});

describe('a hidden number', () => {
  it('is searched for and linked, and unlinked again', async () => {
    await openChat(page, hidden.chat);
    await panelShows(panel, 'hidden-number');
    await command('search');
    await agent.isOn('input Search customers');
    await agent.type('bob');
    await agent.hears('1 customer found');
    await agent.press('Tab');
    expect(await agent.focus()).toContain(bob.name);
    await agent.press('Enter');
    await panelShows(panel, 'ready', bob.name);
    await agent.isOn('main Customer');
    await command('not this person');
    await panelShows(panel, 'hidden-number');
    await agent.isOn('main Customer');
  });
});

describe('somebody new', () => {
  it('is looked for under another number, and created', async () => {
    await openChat(page, carla.chat);
    await panelShows(panel, 'not-found');
    await command('search');
    await agent.isOn('input Search customers');
    await agent.type('ana');
    await agent.hears('1 customer found');
    await agent.tabTo('input Name', 'Shift+Tab');
    await agent.press('Enter');
    await panelShows(panel, 'ready', carla.name);
    await agent.hears('Saved');
    await agent.isOn('main Customer');
  });
});

describe('in a CRM with several of one number', () => {
  const customers = () => world.crm.sobot.company.users;

  beforeAll(async () => {
    const user = customers().find(({ fields }) => fields.tel.endsWith(layla.number));
    if (!user) throw new Error('Layla is not at Sobot');
    const fields = { ...user.fields, nick: 'Layla H.' };
    customers().push({ ...user, id: world.crm.sobot.company.newId(), fields, events: [], labelIds: [] });
    await setUp(world, [sobotConnection, deviceConnection], { activeConnection: 'sobot' });
    await page.bringToFront();
  });

  it('one is chosen', async () => {
    await openChat(page, layla.chat);
    await panelShows(panel, 'choose');
    const person = await panel.$$eval('.person', (all) => all[1]?.textContent?.trim());
    await agent.tabTo(`button ${person}`);
    await agent.press('Enter');
    await panelShows(panel, 'ready');
    await agent.isOn('main Customer');
  });

  it('who was there already is not created once more, and that is said', async () => {
    await openChat(page, carla.chat);
    await panelShows(panel, 'not-found');
    const [somebody] = customers();
    if (!somebody) throw new Error('Sobot is empty');
    const fields = { ...somebody.fields, nick: carla.name, tel: `+${carla.number}` };
    const count = customers().push({ ...somebody, id: world.crm.sobot.company.newId(), fields });
    await agent.tabTo('button Create customer');
    await agent.press('Enter');
    await agent.hears('The customer was not created.');
    await agent.isOn('button Create customer');
    expect(customers()).toHaveLength(count);
    await agent.tabTo('button Discard');
    await agent.press('Enter');
    await agent.isOn('group Your changes');
  });
});

describe('in a CRM elsewhere', () => {
  beforeAll(async () => {
    await setUp(world, [demoConnection, deviceConnection]);
    await page.bringToFront();
  });

  it('a change that failed is tried again', async () => {
    await openChat(page, ana.chat);
    await panelShows(panel, 'ready', ana.name);
    world.crm.faults.add({ kind: 'code', code: '529', interface: 'import' });
    await agent.press('s', '4');
    await agent.hears('The stage was not saved.');
    await agent.tabTo('button Retry');
    await agent.press('Enter');
    await agent.hears('Saved');
    expect(world.crm.socialepoch.customers.standard.get(ana.number)?.stage).toBe('Paid');
    expect(await agent.focus()).toMatch(/^group Your changes|^button Undo/);
  });
});

describe('switched off in the preferences', () => {
  beforeAll(async () => {
    await setUp(world, [demoConnection, deviceConnection], { preferences: { shortcuts: false } });
    await page.bringToFront();
    await openChat(page, bob.chat);
    await panelShows(panel, 'ready', bob.name);
  });

  it('no key does anything, and the palette is still reached', async () => {
    const before = world.crm.requests.length;
    await agent.tabTo('radio New');
    await agent.press('t', 'n', 's', 'r', '3', 'Shift+?', 'Control+k');
    await agent.isOn('radio New');
    expect(await stage()).toBe('New');
    expect(await inDialog()).toBe(false);
    expect(world.crm.requests).toHaveLength(before);
    expect(await panel.$('.picker .key')).toBeNull();
    await agent.tabTo('button Commands');
    await agent.press('Enter');
    await agent.isOn('combobox Commands');
    await agent.press('Escape');
    await agent.isOn('button Commands');
  });
});
