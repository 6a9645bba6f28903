/**
 * What an agent does most, by keys alone and by clicks alone, and how many of them it takes. The table in
 * `docs/tasks.md` is what is counted here: `TASKS=1` prints it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { LocalEvent } from '../../../lib/crm/local/rows.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { accountOf } from '../harness/account-of.ts';
import { type Agent, createAgent } from '../harness/agent.ts';
import { demoShop, deviceConnection } from '../harness/connections.ts';
import { deviceAna, deviceCustomer, restoreDevice } from '../harness/device-backup.ts';
import { allowHost } from '../harness/host-access.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { shopHost } from '../harness/open-doubles.ts';
import { until } from '../harness/until.ts';
import { openChat, panelShows, root, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
/** Has one order in the shop. */
const bob = { chat: '100000000000002@lid', name: 'Bob Turner' };
/** Nobody knows them yet. Two, for what was created once is not created again. */
const carla = { chat: '100000000000009@lid', name: 'Carla Nova' };
const olga = { chat: '100000000000034@lid', name: 'Olga Fresh' };

const deviceBob = deviceCustomer('447700900002', 'Bob Turner', { email: 'bob@example.com' });

/** To be done since yesterday; each time another one, for what was done is not due again. */
const dueFor = (customerId: string): LocalEvent => ({
  id: crypto.randomUUID(),
  customerId,
  at: new Date(Date.now() - 2 * 86_400_000).toISOString(),
  kind: 'todo',
  actor: null,
  summary: 'Send prices',
  changes: [],
  dueAt: new Date(Date.now() - 86_400_000).toISOString(),
});

let agent: Agent;

const replies = [
  { id: 'hi', title: 'Greeting', shortcut: 'hi', text: 'Hi {firstName|there}!' },
  { id: 'os', title: 'Order status', shortcut: 'os', text: 'Your order {order.number}: {order.status}' },
];

inPanel(async () => {
  await setUp(world, [deviceConnection], {
    activeConnection: 'device',
    preferences: { insertReplies: true },
    replies,
    orders: [demoShop],
  });
  await allowHost(world, `https://${shopHost}/*`);
}, '?composer=rich');
beforeAll(async () => {
  agent = await createAgent(panel);
});

const button = (name: string) => `aria/${name}[role="button"]`;
const text = (selector: string) =>
  panel.$$eval(selector, (all) => all.map((one) => one.textContent?.trim()).join(' '));
const chosen = '[role=radio][aria-checked=true]';

/** As if it had been made where something else was on the screen. */
async function submit(change: Change): Promise<void> {
  const input = { id: crypto.randomUUID(), accountId: await accountOf(panel, 'device'), change };
  await panel.evaluate((message) => globalThis.chrome.runtime.sendMessage(message), {
    type: 'change.submit',
    input,
  });
}

/** A colleague was quicker: what was seen is not there any more. */
const clash = (customerId: string): Change => ({
  kind: 'setStage',
  customerId,
  from: { stageId: 'talking', outcome: 'open' },
  to: { stageId: 'paid', outcome: 'open' },
});

const inTray = (words: string) => `.tray ::-p-aria([name="${words}"][role="button"])`;
const isTold = async (words: string) => (await text('.reply-told')).includes(words);

async function search(shortcut: string): Promise<void> {
  await agent.press('/');
  await agent.isOn('combobox Quick reply');
  await agent.type(shortcut);
}

async function copyByKeys(shortcut: string): Promise<void> {
  await search(shortcut);
  await agent.press('Enter');
}

async function choose(title: string): Promise<void> {
  await agent.click('.replies-line');
  await agent.click(`.replies-list ::-p-text(${title})`);
}

const nothingLeft = async () => (await text('.tray')).includes('saved');

interface Task {
  name: string;
  isNew?: boolean;
  /** Beside whose chat; else Ana's. */
  beside?: typeof ana;
  /** Who has something to be done. */
  due?: string;
  /** Not counted. */
  before?: () => Promise<void>;
  byKeys: () => Promise<void>;
  byClicks: () => Promise<void>;
  done: () => Promise<boolean>;
}

const tasks: Task[] = [
  {
    name: 'Add a tag',
    async byKeys() {
      await agent.press('t');
      await panel.waitForSelector('[role=option]');
      await agent.type('v');
      await panel.waitForFunction(() => document.querySelectorAll('[role=option]').length < 4);
      await agent.press('Enter');
    },
    async byClicks() {
      await panel.waitForSelector('[role=combobox][aria-controls]');
      await agent.click('[role=combobox]');
      await agent.click('aria/VIP[role="option"]');
    },
    done: async () => (await text('.tag')).includes('VIP'),
  },
  {
    name: 'Remove the last tag',
    byKeys: () => agent.press('t', 'Backspace'),
    byClicks: () => agent.click(button('Remove tag Shoes')),
    done: async () => (await text('.tag')) === 'Hot',
  },
  {
    name: 'Move the stage',
    byKeys: () => agent.press('s', '4'),
    byClicks: () => agent.click('aria/Paid[role="radio"]'),
    done: async () => (await text(chosen)) === 'Paid',
  },
  {
    name: 'Write a note',
    async byKeys() {
      await agent.press('n');
      await agent.say('Call on Monday');
      await agent.press('Control+Enter');
    },
    async byClicks() {
      await agent.click('.note-text');
      await agent.say('Call on Monday');
      await agent.click(button('Save note'));
    },
    done: async () => (await text('.event')).includes('Call on Monday'),
  },
  {
    name: 'Write a note and move the stage with it',
    async byKeys() {
      await agent.press('n');
      await agent.say('Has paid');
      await agent.press('Tab');
      await agent.type('p');
      await agent.press('Control+Enter');
    },
    async byClicks() {
      await agent.click('.note-text');
      await agent.say('Has paid');
      await agent.pick('.note-stage', 'paid');
      await agent.click(button('Save note'));
    },
    done: async () => (await text('.event')).includes('Has paid') && (await text(chosen)) === 'Paid',
  },
  {
    name: 'Write a note and be reminded in an hour',
    async byKeys() {
      await agent.press('n');
      await agent.say('Call back');
      await agent.press('Tab', 'Tab', 'Enter');
      await agent.isOn('button In 1 hour');
      await agent.press('Enter', 'Control+Enter');
    },
    async byClicks() {
      await agent.click('.note-text');
      await agent.say('Call back');
      await agent.click(button('Remind me'));
      await panel.waitForSelector('.remind');
      await agent.click('.remind-presets .button');
      await agent.click(button('Save note'));
    },
    done: async () => (await text('.reminder')).includes('Call back'),
  },
  {
    name: 'Change a detail',
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.type('prof');
      await agent.press('Enter');
      await agent.isOn('input Profession');
      await agent.say('Gardener and ');
      await agent.press('Enter');
    },
    async byClicks() {
      await agent.click(button('Edit Profession'));
      await agent.say('Gardener and ');
      await agent.click(button('Save'));
    },
    done: async () => (await text('[data-field=profession] .field-value')).includes('Gardener'),
  },
  {
    name: 'Mark as lost, with the reason',
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.type('lost');
      await agent.press('Enter');
      await agent.isOn('input Why was it lost?');
      await agent.say('Too expensive');
      await agent.press('Enter');
    },
    async byClicks() {
      await agent.click(button('Lost'));
      await agent.say('Too expensive');
      await agent.click(button('Mark as lost'));
    },
    done: async () => (await text('.outcome-now')).includes('Too expensive'),
  },
  {
    name: 'Undo the last change',
    async before() {
      await agent.press('s', '5');
      await panel.waitForSelector(button('Undo'));
    },
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.press('Enter');
    },
    byClicks: () => agent.click(button('Undo')),
    done: async () => (await text(chosen)) === 'Intent',
  },
  {
    name: 'Decide a conflict',
    async before() {
      await submit(clash(deviceAna.id));
      await panel.waitForSelector(button('Use mine'));
    },
    byKeys: () => agent.press('m'),
    byClicks: () => agent.click(button('Use mine')),
    done: async () => (await text(chosen)) === 'Paid',
  },
  {
    name: 'Open your changes and try again',
    async before() {
      const gone = 'somebody';
      await submit({ kind: 'note', customerId: gone, text: 'To somebody who is not there' });
      await panel.waitForSelector('.tray-line');
      const found = deviceCustomer('447700900003', 'Somebody', { id: gone });
      await restoreDevice(world, { customers: [deviceAna, deviceBob, found] });
      await page.bringToFront();
    },
    async byKeys() {
      await agent.press('c');
      await agent.isOn('button Close');
      await agent.tabTo('button Retry');
      await agent.press('Enter');
    },
    async byClicks() {
      await agent.click('.tray-line');
      await agent.click(inTray('Retry'));
    },
    done: nothingLeft,
  },
  {
    name: 'Mark a due reminder as done',
    due: deviceAna.id,
    before: async () => void (await panel.waitForSelector(button('Done: Send prices'))),
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.type('send');
      await agent.press('Enter');
    },
    byClicks: () => agent.click(button('Done: Send prices')),
    done: async () => (await panel.$('.reminder')) === null,
  },
  {
    name: 'Open your changes and decide somebody else’s conflict',
    async before() {
      await submit(clash(deviceBob.id));
      await panel.waitForSelector('.tray-line');
    },
    async byKeys() {
      await agent.press('c');
      await agent.isOn('button Close');
      await agent.tabTo('button Use mine');
      await agent.press('Enter');
    },
    async byClicks() {
      await agent.click('.tray-line');
      await agent.click(inTray('Use mine'));
    },
    done: nothingLeft,
  },
  {
    name: 'Open your changes and mark somebody else’s reminder as done',
    due: deviceBob.id,
    before: async () => void (await panel.waitForSelector('.tray-line')),
    async byKeys() {
      await agent.press('c');
      await agent.isOn('button Close');
      await agent.tabTo('button Done: Send prices');
      await agent.press('Enter');
    },
    async byClicks() {
      await agent.click('.tray-line');
      await agent.click(inTray('Done: Send prices'));
    },
    done: async () => (await panel.$(inTray('Done: Send prices'))) === null,
  },
  {
    name: 'Copy the number',
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.type('cop');
      await agent.press('Enter');
    },
    byClicks: () => agent.click('[aria-label="Copy number"]'),
    done: async () => (await text('[aria-live=polite]')).includes('Copied'),
  },
  {
    name: 'Copy a greeting with the customer’s name',
    byKeys: () => copyByKeys('hi'),
    byClicks: () => choose('Greeting'),
    done: async () => (await text('.reply-preview')) === 'Hi Ana!' && (await isTold('Copied')),
  },
  {
    name: 'Insert a greeting with the customer’s name',
    before: () => page.evaluate((chat) => window.standIn.writing?.write(chat, ''), ana.chat),
    async byKeys() {
      await search('hi');
      await agent.tabTo('button Insert reply');
      await agent.press('Enter');
    },
    async byClicks() {
      await choose('Greeting');
      await agent.click(button('Insert reply'));
    },
    async done() {
      const box = await page.evaluate((chat) => window.standIn.writing?.text(chat), ana.chat);
      return box === 'Hi Ana!' && (await isTold('It stands in the message box'));
    },
  },
  {
    name: 'Copy the status of the customer’s order',
    beside: bob,
    before: async () => void (await panel.waitForSelector('aria/Open order 1046 in the shop[role="link"]')),
    byKeys: () => copyByKeys('os'),
    byClicks: () => choose('Order status'),
    done: async () => (await text('.reply-preview')) === 'Your order 1046: Open' && (await isTold('Copied')),
  },
  {
    name: 'Create the customer of a new chat',
    isNew: true,
    async byKeys() {
      await agent.press('Control+k');
      await agent.isOn('combobox Commands');
      await agent.press('Enter');
    },
    byClicks: () => agent.click(button('Create customer')),
    done: async () => (await panel.$('main[data-state=ready]')) !== null,
  },
];

const counted: { name: string; keys: number; clicks: number }[] = [];

beforeEach(async () => {
  await panel.evaluate(() => {
    for (const dialog of document.querySelectorAll('dialog')) dialog.close();
  });
});

async function begin({ isNew, beside = ana, due, before }: Task, somebody: typeof carla): Promise<void> {
  const who = isNew ? somebody : beside;
  await restoreDevice(world, {
    customers: [deviceAna, deviceBob],
    timeline: due === undefined ? [] : [dueFor(due)],
  });
  await page.bringToFront();
  await openChat(page, who.chat);
  await panelShows(panel, isNew ? 'not-found' : 'ready', who.name);
  await panel.focus('main');
  await before?.();
  await panel.focus('main');
  await agent.hush();
  agent.taken();
}

describe.each(tasks.map((task) => [task.name, task] as const))('%s', (name, task) => {
  let keys = 0;

  it('by keys alone', async () => {
    await begin(task, carla);
    await task.byKeys();
    await until(task.done, name);
    const taken = agent.taken();
    expect(taken.clicks).toBe(0);
    keys = taken.keys;
  });

  it('by clicks alone', async () => {
    await begin(task, olga);
    await task.byClicks();
    await until(task.done, name);
    const taken = agent.taken();
    expect(taken.keys).toBe(0);
    counted.push({ name, keys, clicks: taken.clicks });
  });
});

it('the table in the documentation is what was counted', () => {
  const rows = counted.map((one) => `| ${one.name} | ${one.keys} | ${one.clicks} |`);
  const table = ['| Task | Keys | Clicks |', '| --- | --: | --: |', ...rows].join('\n');
  if (process.env.TASKS) process.stdout.write(`${table}\n`);
  const plain = (text: string) => text.replace(/ +/g, ' ').replace(/-+/g, '-');
  expect(plain(readFileSync(join(root, 'docs/tasks.md'), 'utf8'))).toContain(plain(table));
});
