import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { createDrafts, type FieldDrafts } from '../../../lib/outbox/drafts.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';

const crm = accountId('crm');
const device = accountId('device');
const stores = (indexedDB: IDBFactory) => {
  const sealed = openSealedStore({ indexedDB, crypto });
  return {
    notes: sealed.collection<string>('drafts'),
    fields: sealed.collection<FieldDrafts>('field-drafts'),
  };
};
const open = (indexedDB: IDBFactory) => createDrafts(stores(indexedDB));

test('a draft is kept per account and customer, over restarts', async () => {
  const disk = new IDBFactory();
  await open(disk).write(crm, 'ana', 'half a sen');
  await open(disk).write(crm, 'bob', 'another');
  expect(await open(disk).read(crm, 'ana')).toBe('half a sen');
  expect(await open(disk).read(device, 'ana')).toBe('');
});

test('an empty draft is deleted', async () => {
  const disk = new IDBFactory();
  const { notes, fields } = stores(disk);
  const drafts = createDrafts({ notes, fields });
  await drafts.write(crm, 'ana', 'x');
  await drafts.write(crm, 'ana', '');
  expect(await notes.list()).toEqual([]);
});

test('what is typed fast ends as it was typed last', async () => {
  const drafts = open(new IDBFactory());
  await Promise.all(['h', 'he', 'hel', '', 'hello'].map((text) => drafts.write(crm, 'ana', text)));
  expect(await drafts.read(crm, 'ana')).toBe('hello');
});

test('drafts are forgotten all at once, or those of one account', async () => {
  const { notes, fields } = stores(new IDBFactory());
  const drafts = createDrafts({ notes, fields });
  await drafts.write(crm, 'ana', 'x');
  await drafts.write(accountId('crm-2'), 'ana', 'y');
  await drafts.write(device, 'bob', 'z');
  await drafts.writeField(crm, 'ana', 'email', { value: 'x' });
  await drafts.forgetAll(crm);
  expect(await fields.list()).toEqual([]);
  expect((await notes.list()).map((row) => row.value).sort()).toEqual(['y', 'z']);
  await drafts.forgetAll();
  expect(await notes.list()).toEqual([]);
});

test('what was typed into fields is kept by field, also where a field was emptied', async () => {
  const disk = new IDBFactory();
  const drafts = open(disk);
  await Promise.all([
    drafts.writeField(crm, 'ana', 'email', { value: 'ana@' }),
    drafts.writeField(crm, 'ana', 'remark', { value: null }),
    drafts.writeField(crm, 'bob', 'email', { value: 'bob@' }),
  ]);
  expect(await open(disk).readFields(crm, 'ana')).toEqual({ email: 'ana@', remark: null });
  await drafts.writeField(crm, 'ana', 'email', null);
  expect(await open(disk).readFields(crm, 'ana')).toEqual({ remark: null });
});

test('a field that is settled leaves nothing behind', async () => {
  const { notes, fields } = stores(new IDBFactory());
  const drafts = createDrafts({ notes, fields });
  await drafts.writeField(crm, 'ana', 'email', { value: 'ana@' });
  await drafts.writeField(crm, 'ana', 'email', null);
  expect(await fields.list()).toEqual([]);
});

test('the drafts of one customer are forgotten together', async () => {
  const drafts = open(new IDBFactory());
  await drafts.write(crm, 'ana', 'x');
  await drafts.writeField(crm, 'ana', 'email', { value: 'ana@' });
  await drafts.forget(crm, 'ana');
  expect(await drafts.read(crm, 'ana')).toBe('');
  expect(await drafts.readFields(crm, 'ana')).toEqual({});
});
