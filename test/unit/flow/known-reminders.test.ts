import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { CrmAdapter, Reminder } from '../../../lib/crm/port.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { createKnownReminders } from '../../../lib/flow/known-reminders.ts';
import { createSessionWriter } from '../../../lib/session/writer.ts';
import { memoryArea } from '../support/memory-area.ts';
import { acme, capabilities } from '../support/samples.ts';
import { bolt } from './world.ts';

const at = (minutes: number) => new Date(minutes * 60_000).toISOString();
const reminderOf = (todoId: string, dueAt: string, more: Partial<Reminder> = {}): Reminder => ({
  customerId: `of ${todoId}`,
  todoId,
  name: 'Ana',
  phone: null,
  summary: null,
  dueAt,
  ...more,
});

let listed: Record<string, () => Promise<Reminder[]>>;
let lines: { connectionId: string; accountId: typeof acme }[];
let now: number;
const setAlarm = vi.fn();
const onTold = vi.fn(async () => {});
const session = () => createSessionWriter(area);
let area: ReturnType<typeof memoryArea>;

beforeEach(() => {
  vi.clearAllMocks();
  area = memoryArea();
  now = 10 * 60_000;
  listed = {};
  lines = [
    { connectionId: 'c1', accountId: acme },
    { connectionId: 'c2', accountId: bolt },
  ];
});

const refresh = () =>
  createKnownReminders({
    session: session(),
    lines: async () => lines,
    async adapterFor(connectionId) {
      const reminders = listed[connectionId];
      return { capabilities, ...(reminders && { reminders }) } as unknown as CrmAdapter;
    },
    setAlarm,
    onTold,
    now: () => now,
  }).refresh();
const told = async () =>
  (await session().readReminders()).map(({ accountId, todoId }) => `${accountId} ${todoId}`);

describe('reminders that are known', () => {
  it('are those of every company, the most urgent first', async () => {
    listed.c1 = async () => [reminderOf('late', at(20))];
    listed.c2 = async () => [reminderOf('soon', at(5))];
    await refresh();
    expect(await told()).toEqual([`${bolt} soon`, `${acme} late`]);
  });

  it('wake the worker when the next one falls due, and never where none does', async () => {
    listed.c1 = async () => [
      reminderOf('due', at(10)),
      reminderOf('next', at(11)),
      reminderOf('later', at(12)),
    ];
    await refresh();
    expect(setAlarm).toHaveBeenLastCalledWith(11 * 60_000);
    now = 12 * 60_000;
    await refresh();
    expect(setAlarm).toHaveBeenLastCalledWith(null);
  });

  it('go when their connection is set aside or Chatside is paused', async () => {
    listed.c1 = async () => [reminderOf('due', at(1))];
    await refresh();
    lines = [];
    await refresh();
    expect(await told()).toEqual([]);
    expect(setAlarm).toHaveBeenLastCalledWith(null);
  });

  it('of one company stay when another can’t be asked, whose failure is told', async () => {
    listed.c1 = async () => {
      throw new AppError('UNSUPPORTED');
    };
    listed.c2 = async () => [reminderOf('due', at(1))];
    await expect(refresh()).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(await told()).toEqual([`${bolt} due`]);
    expect(onTold).toHaveBeenCalled();
  });

  it('say no more of what is to be done than a line or two', async () => {
    listed.c1 = async () => [reminderOf('due', at(1), { summary: '🐼'.repeat(65_536) })];
    await refresh();
    const [one] = await session().readReminders();
    expect(one?.summary).toBe(`${'🐼'.repeat(300)}…`);
  });
});
