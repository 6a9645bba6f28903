/** Reminders on this device, in the real panel: shown until they are done, also when much happened since. */
import { beforeAll, expect, it } from 'vitest';
import { type Agent, createAgent } from '../harness/agent.ts';
import { deviceConnection } from '../harness/connections.ts';
import { deviceAna, deviceEvents, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { until } from '../harness/until.ts';
import { openChat, panelShows, setUp } from '../harness/world.ts';

const ana = '100000000000001@lid';

let agent: Agent;

inPanel(async () => {
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  const old = {
    id: 'old',
    customerId: deviceAna.id,
    at: '2025-06-01T10:00:00.000Z',
    kind: 'todo' as const,
    actor: null,
    summary: 'Send the price list',
    changes: [],
    dueAt: '2025-06-02T10:00:00.000Z',
  };
  await restoreDevice(world, {
    customers: [deviceAna],
    timeline: [old, ...deviceEvents(deviceAna.id, 120)],
  });
});
beforeAll(async () => {
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  agent = await createAgent(panel);
});

const reminders = () =>
  panel.$$eval('[aria-label="Reminders"] > li', (items) => items.map((item) => item.dataset.due));

it('one that lies far behind is still shown, and due', async () => {
  await panel.waitForSelector('[aria-label="Reminders"]');
  expect(await reminders()).toEqual(['true']);
});

it('comes back when its mark is undone, by keyboard alone', async () => {
  await panel.focus('.note-text');
  await agent.tabTo('button Done: Send the price list');
  await agent.press('Enter');
  await agent.hears('Saved');
  expect(await reminders()).toEqual([]);
  await agent.tabTo('button Undo');
  await agent.press('Enter');
  await panel.waitForSelector('[aria-label="Reminders"]');
  await agent.hears('Undone');
});

it('is done for good, and the timeline says so', async () => {
  await panel.click('[aria-label="Reminders"] button');
  await agent.hears('Saved');
  await panel.reload();
  await panelShows(panel, 'ready', 'Ana Cliente');
  await panel.waitForSelector('.event');
  await until(async () => (await reminders()).length === 0, 'no reminder');
  const doneInTimeline = () =>
    panel.$$eval('[data-kind=todo]', (rows) => rows.some((row) => row.textContent?.includes('Done')));
  await until(async () => {
    await panel.$eval('.timeline-more', (button) => (button as HTMLElement).click()).catch(() => {});
    return doneInTimeline();
  }, 'the reminder in the timeline, done');
});
