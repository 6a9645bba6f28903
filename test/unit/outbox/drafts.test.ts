import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { expect, test } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import type { FieldValue } from '../../../lib/crm/model.ts';
import type { Draft, Whose } from '../../../lib/outbox/draft.ts';
import { createDrafts } from '../../../lib/outbox/drafts.ts';
import { createSubmissionMemory } from '../../../lib/outbox/submissions.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';

const crm = accountId('crm');
const ana: Whose = { accountId: crm, customerId: 'ana' };
const bob: Whose = { accountId: crm, customerId: 'bob' };
const anaHere: Whose = { accountId: accountId('device'), customerId: 'ana' };

function open(disk: IDBFactory) {
  const sealed = openSealedStore({ indexedDB: disk, crypto });
  const rows = sealed.collection<Draft[] | string>('drafts');
  const older = sealed.collection<Record<string, FieldValue>>('field-drafts');
  const submissions = createSubmissionMemory({ rows: sealed.collection('submissions'), now: () => 1 });
  let made = 0;
  const drafts = createDrafts({ rows, older, submissions, newId: () => `new ${++made}` });
  return { sealed, rows, older, submissions, drafts };
}

const note = (id: string, text: string): Draft => ({
  id,
  content: { kind: 'note', text, stageId: '', remindAt: '' },
});
const field = (key: string, value: FieldValue): Draft => ({
  id: `id of ${key}`,
  content: { kind: 'field', key, value },
});

test('a draft is kept per account and customer, over restarts, with the id it will be submitted under', async () => {
  const disk = new IDBFactory();
  await open(disk).drafts.write(ana, 'note', note('n1', 'half a sen'));
  await open(disk).drafts.write(bob, 'note', note('n2', 'another'));
  expect(await open(disk).drafts.read(ana)).toEqual([note('n1', 'half a sen')]);
  expect(await open(disk).drafts.read(anaHere)).toEqual([]);
});

test('what is settled leaves nothing behind', async () => {
  const { drafts, rows } = open(new IDBFactory());
  await drafts.write(ana, 'note', note('n1', 'x'));
  await drafts.write(ana, 'field:email', field('email', 'ana@'));
  await drafts.write(ana, 'note', null);
  await drafts.write(ana, 'field:email', null);
  expect(await rows.list()).toEqual([]);
});

test('what is typed fast ends as it was typed last', async () => {
  const { drafts } = open(new IDBFactory());
  const typed = ['h', 'he', 'hel', 'hello'].map((text) => note('n1', text));
  await Promise.all([...typed, null, note('n2', 'again')].map((one) => drafts.write(ana, 'note', one)));
  expect(await drafts.read(ana)).toEqual([note('n2', 'again')]);
});

test('each place has its own draft, also where a field was emptied', async () => {
  const { drafts } = open(new IDBFactory());
  const all: Draft[] = [
    note('n1', 'hello'),
    field('email', 'ana@'),
    field('remark', null),
    { id: 'r', content: { kind: 'reason', outcome: 'lost', text: 'too dear' } },
    { id: 'c', content: { kind: 'create', name: 'Ana', values: { level: '1' }, region: [] } },
  ];
  const places = ['note', 'field:email', 'field:remark', 'reason', 'create'] as const;
  await Promise.all(places.map((place, index) => drafts.write(ana, place, all[index] ?? null)));
  expect(await drafts.read(ana)).toEqual(all);
});

test('drafts of an earlier version are taken over, and keep the id they are given', async () => {
  const disk = new IDBFactory();
  const { rows, older } = open(disk);
  await rows.put(JSON.stringify(['crm', 'ana']), 'half a sen');
  await older.put(JSON.stringify(['crm', 'ana']), { remark: null });
  const adopted = [note('new 1', 'half a sen'), { ...field('remark', null), id: 'new 2' }];
  expect(await open(disk).drafts.read(ana)).toEqual(adopted);
  expect(await open(disk).drafts.read(ana)).toEqual(adopted);
  expect(await older.list()).toEqual([]);
});

test('a draft that was submitted is not kept any more, however late it is put away', async () => {
  const { drafts, sealed, submissions } = open(new IDBFactory());
  await sealed.commit([submissions.toRemember('n1')]);
  await drafts.write(ana, 'note', note('n1', 'hello'));
  expect(await drafts.read(ana)).toEqual([]);
  await drafts.write(ana, 'note', note('n2', 'hello again'));
  expect(await drafts.read(ana)).toEqual([note('n2', 'hello again')]);
});

test('a submission takes its own draft away, and no other', async () => {
  const { drafts, sealed } = open(new IDBFactory());
  await drafts.write(ana, 'note', note('n1', 'hello'));
  await drafts.write(ana, 'field:email', field('email', 'ana@'));
  await drafts.taking(ana, 'another', async (alongside) => expect(alongside).toEqual([]));
  await drafts.taking(ana, 'n1', sealed.commit);
  expect(await drafts.read(ana)).toEqual([field('email', 'ana@')]);
});

test('a submission that the disk refuses leaves its draft', async () => {
  const { drafts } = open(new IDBFactory());
  await drafts.write(ana, 'note', note('n1', 'hello'));
  const full = () => Promise.reject(new Error('full'));
  await expect(drafts.taking(ana, 'n1', full)).rejects.toThrow('full');
  expect(await drafts.read(ana)).toEqual([note('n1', 'hello')]);
});

test('drafts are forgotten of one customer, of one account, or all at once', async () => {
  const { drafts, rows } = open(new IDBFactory());
  const fill = () =>
    Promise.all([ana, bob, anaHere].map((whose) => drafts.write(whose, 'note', note('n', 'x'))));
  await fill();
  await drafts.forget(ana);
  expect([await drafts.read(ana), await drafts.read(bob)]).toEqual([[], [note('n', 'x')]]);
  await fill();
  await drafts.forgetAll(crm);
  expect((await rows.list()).map(({ id }) => id)).toEqual([JSON.stringify(['device', 'ana'])]);
  await drafts.forgetAll();
  expect(await rows.list()).toEqual([]);
});
