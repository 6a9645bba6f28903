import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { createHabits } from '../../../lib/habits/habits.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import type { Habits } from '../../../lib/session/shapes.ts';

let disk: IDBFactory;
let shown: Habits[];

beforeEach(() => {
  disk = new IDBFactory();
  shown = [];
});

const open = () =>
  createHabits({
    rows: openSealedStore({ indexedDB: disk, crypto }).collection<Habits>('habits'),
    show: async (habits) => void shown.push(habits),
  });

it('the order and folds of sections come back after a restart', async () => {
  await open().arrange({ order: ['tags', 'stage'], folded: ['details'] });
  await open().resume();
  expect(shown.at(-1)).toEqual({ order: ['tags', 'stage'], folded: ['details'], recentTags: {} });
});

it('a device that knows none shows the usual', async () => {
  await open().resume();
  expect(shown).toEqual([{ order: [], folded: [], recentTags: {} }]);
});

it('the tags used last come first, each once, a dozen an account', async () => {
  const habits = open();
  await habits.tagsUsed(accountId('crm'), ['a', 'b']);
  await habits.tagsUsed(accountId('device'), ['x']);
  await habits.tagsUsed(accountId('crm'), ['a']);
  expect(shown.at(-1)?.recentTags).toEqual({ crm: ['a', 'b'], device: ['x'] });
  await habits.tagsUsed(
    accountId('crm'),
    Array.from({ length: 20 }, (_, at) => `t${at}`),
  );
  expect(shown.at(-1)?.recentTags.crm).toHaveLength(12);
  expect(shown.at(-1)?.recentTags.crm?.[0]).toBe('t19');
});

it('tags and sections that change at once are both kept', async () => {
  const habits = open();
  await Promise.all([
    habits.tagsUsed(accountId('crm'), ['a']),
    habits.arrange({ order: [], folded: ['details'] }),
    habits.tagsUsed(accountId('crm'), ['b']),
  ]);
  await open().resume();
  expect(shown.at(-1)).toEqual({ order: [], folded: ['details'], recentTags: { crm: ['b', 'a'] } });
});

it('own pages that stand open do so after a restart, and not for devices of before', async () => {
  await open().arrange({ order: [], folded: [], open: ['desk'] });
  await open().tagsUsed(accountId('crm'), ['a']);
  await open().resume();
  expect(shown.at(-1)).toEqual({ order: [], folded: [], open: ['desk'], recentTags: { crm: ['a'] } });
});
