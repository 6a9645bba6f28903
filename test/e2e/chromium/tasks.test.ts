/**
 * What an agent does most, by keys alone and by clicks alone, and how many of them it takes. The table in
 * `docs/tasks.md` is what is counted here: `TASKS=1` prints it.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Agent, createAgent } from '../harness/agent.ts';
import { deviceConnection } from '../harness/connections.ts';
import { deviceAna, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { until } from '../harness/until.ts';
import { openChat, panelShows, root, setUp } from '../harness/world.ts';

const ana = { chat: '100000000000001@lid', name: 'Ana Cliente' };
/** Nobody knows them yet. Two, for what was created once is not created again. */
const carla = { chat: '100000000000009@lid', name: 'Carla Nova' };
const olga = { chat: '100000000000034@lid', name: 'Olga Fresh' };

let agent: Agent;

inPanel(() => setUp(world, [deviceConnection], { activeConnection: 'device' }));
beforeAll(async () => {
  agent = await createAgent(panel);
});

const button = (name: string) => `aria/${name}[role="button"]`;
const text = (selector: string) =>
  panel.$$eval(selector, (all) => all.map((one) => one.textContent?.trim()).join(' '));
const chosen = '[role=radio][aria-checked=true]';

interface Task {
  name: string;
  isNew?: boolean;
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
  await restoreDevice(world, { customers: [deviceAna] });
  await page.bringToFront();
});

async function begin({ isNew, before }: Task, somebody: typeof carla): Promise<void> {
  const who = isNew ? somebody : ana;
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
