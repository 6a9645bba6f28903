import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { createDrafts } from '../../../lib/outbox/drafts.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';

const open = (indexedDB: IDBFactory) =>
  createDrafts({ rows: openSealedStore({ indexedDB, crypto }).collection<string>('drafts') });

test('a draft is kept per connection and customer, over restarts', async () => {
  const disk = new IDBFactory();
  await open(disk).write('crm', 'ana', 'half a sen');
  await open(disk).write('crm', 'bob', 'another');
  expect(await open(disk).read('crm', 'ana')).toBe('half a sen');
  expect(await open(disk).read('device', 'ana')).toBe('');
});

test('an empty draft is deleted', async () => {
  const disk = new IDBFactory();
  const rows = openSealedStore({ indexedDB: disk, crypto }).collection<string>('drafts');
  const drafts = createDrafts({ rows });
  await drafts.write('crm', 'ana', 'x');
  await drafts.write('crm', 'ana', '');
  expect(await rows.list()).toEqual([]);
});

test('what is typed fast ends as it was typed last', async () => {
  const drafts = open(new IDBFactory());
  await Promise.all(['h', 'he', 'hel', '', 'hello'].map((text) => drafts.write('crm', 'ana', text)));
  expect(await drafts.read('crm', 'ana')).toBe('hello');
});

test('drafts are forgotten all at once, or those of one connection', async () => {
  const rows = openSealedStore({ indexedDB: new IDBFactory(), crypto }).collection<string>('drafts');
  const drafts = createDrafts({ rows });
  await drafts.write('crm', 'ana', 'x');
  await drafts.write('crm-2', 'ana', 'y');
  await drafts.write('device', 'bob', 'z');
  await drafts.forgetAll('crm');
  expect((await rows.list()).map((row) => row.value).sort()).toEqual(['y', 'z']);
  await drafts.forgetAll();
  expect(await rows.list()).toEqual([]);
});
