import { beforeEach, expect, it, vi } from 'vitest';
import { reminder } from '../../../components/gallery/samples.ts';
import { createReminderNotices } from '../../../entrypoints/background/reminder-notices.ts';
import { languages } from '../../../lib/settings/languages.ts';
import type { Preferences } from '../../../lib/settings/schema.ts';
import { memoryRows } from '../support/memory-rows.ts';
import { setup } from '../support/samples.ts';

type Notice = { title: string; message: string };
const fake = vi.hoisted(() => ({
  create: vi.fn(async (_id: string, _notice: unknown) => ''),
  listeners: [] as ((id: string) => void)[],
}));
const notifications = {
  create: fake.create,
  clear: vi.fn(async () => true),
  onClicked: { addListener: (listener: (id: string) => void) => void fake.listeners.push(listener) },
};
const browser = vi.hoisted(() => ({
  notifications: undefined as unknown,
  runtime: { getURL: (path: string) => path },
}));
vi.mock('wxt/browser', () => ({ browser }));

let rows: Map<string, string[]>;
let preferences: Preferences;
const onPress = vi.fn();

beforeEach(() => {
  vi.clearAllMocks();
  fake.listeners.length = 0;
  rows = new Map();
  browser.notifications = notifications;
  preferences = { ...setup.preferences, notifyReminders: true, language: 'en' };
});

const now = reminder.dueAt;
/** As each life of the worker makes them. */
const notices = () =>
  createReminderNotices({
    told: memoryRows(rows),
    preferences: async () => preferences,
    onPress,
    now: () => now,
  });
const tell = (...those: (typeof reminder)[]) => notices().tell(those);
const told = () => fake.create.mock.calls.map(([, notice]) => notice as Notice);

it('tells each reminder that is due once, whatever became of the worker', async () => {
  const later = { ...reminder, todoId: 'later', dueAt: now + 1 };
  await tell(reminder, later);
  await tell(reminder, later);
  expect(told()).toHaveLength(1);
});

it('remembers what it tells before it does', async () => {
  fake.create.mockRejectedValueOnce(new Error('the worker ended'));
  await expect(tell(reminder)).rejects.toThrow();
  await tell(reminder);
  expect(fake.create).toHaveBeenCalledOnce();
});

it('tells it again at another time', async () => {
  await tell(reminder);
  await tell({ ...reminder, dueAt: now - 1 });
  expect(told()).toHaveLength(2);
});

it('says neither whose it is nor what is to be done', async () => {
  await tell(reminder);
  expect(told()).toEqual([
    expect.objectContaining({ title: 'A reminder is due', message: expect.stringContaining('Your changes') }),
  ]);
  expect(JSON.stringify(fake.create.mock.calls)).not.toMatch(/João|price list|5511/);
});

it('says the name where that is switched on, and masks one that is a number where numbers are hidden', async () => {
  preferences = { ...preferences, notifyNames: true, maskPhones: true };
  await tell(reminder, { ...reminder, todoId: 'x', name: '+55 11 90000-0077' });
  expect(told()[0]?.message).toBe('João Silva');
  expect(told()[1]?.message).not.toContain('90000');
});

it('tells many at once in one', async () => {
  await tell(...['a', 'b', 'c', 'd'].map((todoId) => ({ ...reminder, todoId })));
  expect(told()).toEqual([expect.objectContaining({ title: '4 reminders are due' })]);
});

it.each(languages)('tells them in the language of the settings: %s', async (language) => {
  preferences = { ...preferences, language };
  const wanted = new Intl.NumberFormat(language).format(11);
  await tell(...Array.from({ length: 11 }, (_, at) => ({ ...reminder, todoId: `${at}` })));
  expect(told()).toHaveLength(1);
  expect(told()[0]?.title).toContain(wanted);
  expect(told()[0]?.message).not.toBe('');
});

it('tells nothing, and remembers nothing as told, while it is switched off or the browser does not allow it', async () => {
  preferences = { ...preferences, notifyReminders: false };
  await tell(reminder);
  preferences = { ...preferences, notifyReminders: true };
  browser.notifications = undefined;
  await tell(reminder);
  expect([fake.create.mock.calls, rows.size]).toEqual([[], 0]);
});

it('hears a press, also where it was allowed after the worker had started', () => {
  browser.notifications = undefined;
  const { listen } = notices();
  browser.notifications = notifications;
  listen();
  listen();
  expect(fake.listeners).toHaveLength(1);
  fake.listeners[0]?.('id');
  expect(onPress).toHaveBeenCalledOnce();
  expect(notifications.clear).toHaveBeenCalledWith('id');
});
