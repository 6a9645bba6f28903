import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, test } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import type { FieldValue, Outcome } from '../../../lib/crm/model.ts';
import type { Change } from '../../../lib/crm/port.ts';
import {
  type Draft,
  type DraftContent,
  isSaidBy,
  placeOf,
  placeOfChange,
  type Whose,
} from '../../../lib/drafts/draft.ts';
import { createDrafts } from '../../../lib/drafts/drafts.ts';
import { createSubmissionMemory } from '../../../lib/drafts/submissions.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import { change } from '../outbox/world.ts';

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

test('fields of an earlier version are taken over without a note, and beside what was typed since', async () => {
  const { older, drafts } = open(new IDBFactory());
  await older.put(JSON.stringify(['crm', 'ana']), { remark: null });
  await older.put(JSON.stringify(['crm', 'bob']), { remark: 'x' });
  const adopted = { ...field('remark', null), id: 'new 1' };
  expect(await drafts.read(ana)).toEqual([adopted]);
  await drafts.write(ana, 'note', note('n1', 'hello'));
  await older.put(JSON.stringify(['crm', 'ana']), { email: 'ana@' });
  expect(await drafts.read(ana)).toEqual([
    adopted,
    note('n1', 'hello'),
    { ...field('email', 'ana@'), id: 'new 2' },
  ]);
});

test('a note of an earlier version is taken over without fields', async () => {
  const { rows, drafts } = open(new IDBFactory());
  await rows.put(JSON.stringify(['crm', 'ana']), 'half a sen');
  expect(await drafts.read(ana)).toEqual([note('new 1', 'half a sen')]);
});

test('reading leaves nothing behind, and neither does the submission of the last draft', async () => {
  const { drafts, rows, sealed } = open(new IDBFactory());
  await drafts.read(bob);
  await drafts.write(ana, 'note', note('n1', 'hello'));
  await drafts.taking(ana, 'n1', sealed.commit);
  expect(await rows.list()).toEqual([]);
});

describe('drafts of two customers who are one by now', () => {
  test.each<[string, Draft[], Draft[], Draft[]]>([
    ['are those of the one who is gone', [note('b', 'for Bob')], [], [note('b', 'for Bob')]],
    ['are those of the one who stays', [], [note('a', 'for Ana')], [note('a', 'for Ana')]],
    [
      'hold both notes, under an id of its own, since neither submission says it all',
      [note('b', 'for Bob')],
      [note('a', 'for Ana')],
      [note('new 1', 'for Ana\nfor Bob')],
    ],
    [
      'hold a note once that the other has already, and it stays the submission it was',
      [note('b', 'Bob')],
      [note('a', 'for Bob')],
      [note('a', 'for Bob')],
    ],
    ['lose no note to one of blanks', [note('b', 'for Bob')], [note('a', '  ')], [note('new 1', 'for Bob')]],
    ['take no blanks over', [note('b', ' ')], [note('a', 'for Ana')], [note('a', 'for Ana')]],
    [
      'hold what was typed for the one who stays, where both have a field, and what only the other has',
      [field('email', 'bob@'), field('remark', 'x')],
      [field('email', 'ana@')],
      [field('email', 'ana@'), field('remark', 'x')],
    ],
  ])('%s', async (_, ofBob, ofAna, left) => {
    const { drafts, rows } = open(new IDBFactory());
    for (const draft of ofBob) await drafts.write(bob, placeOf(draft.content), draft);
    for (const draft of ofAna) await drafts.write(ana, placeOf(draft.content), draft);
    await drafts.merge(bob, ana);
    await drafts.merge(bob, ana);
    expect(await drafts.read(ana)).toEqual(left);
    expect((await rows.list()).map(({ id }) => id)).toEqual([JSON.stringify(['crm', 'ana'])]);
  });
});

const setEnd = (outcome: Outcome, reason?: string): Change => ({
  kind: 'setStage',
  customerId: 'ana',
  from: null,
  to: { stageId: 's1', outcome, ...(reason !== undefined && { reason }) },
});
const editOf = (edits: Record<string, FieldValue>): Change => ({
  kind: 'edit',
  customerId: 'ana',
  edits: Object.entries(edits).map(([key, to]) => ({ key, from: null, to })),
});
const nine = new Date('2026-11-23T09:00').toISOString();
const followUp = (stageId: string, remindAt: string): Change => ({
  kind: 'note',
  customerId: 'ana',
  text: 'call',
  stageId,
  remindAt,
});
const created = (name: string | null, values: Record<string, FieldValue> = {}): Change => ({
  kind: 'create',
  phone: '+15550100009' as E164,
  name,
  fields: Object.entries(values).map(([key, value]) => ({ key, value })),
});

test.each<[string, Change, string | null]>([
  ['a note', change.note('x'), 'note'],
  ['a new customer', change.create('+15550100009'), 'create'],
  ['an end with its reason', setEnd('lost', 'too dear'), 'reason'],
  ['a stage that goes on', setEnd('open'), null],
  ['an edit of one field', editOf({ email: 'x' }), 'field:email'],
  ['an edit of two fields', editOf({ email: 'x', name: 'y' }), null],
  ['no edit', editOf({}), null],
  ['a tag', change.tags(['Hot']), null],
])('where %s is typed', (_, typed, place) => {
  expect(placeOfChange(typed)).toBe(place);
});

describe('a draft is settled by a change that says all of it, and by no other', () => {
  const drafted: Record<string, DraftContent> = {
    note: note('n', ' hello ').content,
    create: { kind: 'create', name: ' Ana ', values: {}, region: [] },
    nameless: { kind: 'create', name: '', values: {}, region: [] },
    form: {
      kind: 'create',
      name: 'Ana',
      values: { sex: '1', qq: null },
      region: [{ value: '3', label: 'Bahia' }],
    },
    number: { kind: 'create', name: '+55 11 90000-0001', values: {}, region: [] },
    'note with more': { kind: 'note', text: 'call', stageId: 's1', remindAt: '2026-11-23T09:00' },
    reason: { kind: 'reason', outcome: 'lost', text: ' too dear ' },
    'no reason': { kind: 'reason', outcome: 'lost', text: '' },
    field: field('email', 'x').content,
    emptied: field('email', null).content,
  };
  test.each<[string, Change, string[]]>([
    ['the note', change.note('hello'), ['note']],
    ['another note', change.note('hello again'), []],
    ['the new customer', created('Ana'), ['create']],
    ['another new customer', created('Bob'), []],
    ['a new customer without a name', created(null), ['nameless', 'number']],
    ['the new customer with all of the form', created('Ana', { sex: '1', address: ['3 Bahia'] }), ['form']],
    ['the new customer with another value', created('Ana', { sex: '2', address: ['3 Bahia'] }), []],
    ['the new customer with another region', created('Ana', { sex: '1', address: ['4 Acre'] }), []],
    ['the new customer without the region', created('Ana', { sex: '1' }), ['create']],
    ['the note with its stage and its reminder', followUp('s1', nine), ['note with more']],
    ['the note with another stage', followUp('s2', nine), []],
    ['the note with another reminder', followUp('s1', '2026-11-24T09:00:00.000Z'), []],
    ['the note alone', change.note('call'), []],
    ['another end with that reason', setEnd('invalid', 'too dear'), []],
    ['the end with that reason', setEnd('lost', 'too dear'), ['reason']],
    ['the end with another reason', setEnd('lost', 'too late'), []],
    ['the end without a reason', setEnd('lost'), ['no reason']],
    ['the edit', editOf({ name: 'x', email: 'x' }), ['field']],
    ['an edit to something else', editOf({ email: 'y', name: 'x' }), []],
    ['an edit that empties it', editOf({ email: null }), ['emptied']],
    ['a tag', change.tags(['hello']), []],
  ])('%s', (_, saved, settled) => {
    const said = Object.entries(drafted).filter(([, content]) => isSaidBy(content, saved));
    expect(said.map(([name]) => name)).toEqual(settled);
  });
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

test('take the place of those that were seen there, and of one that says the same; others stay beside them', async () => {
  const { drafts } = open(new IDBFactory());
  await drafts.write(ana, 'note', note('n1', 'mine'), []);
  await drafts.write(ana, 'note', note('n2', 'hers'), []);
  expect(await drafts.read(ana)).toEqual([note('n1', 'mine'), note('n2', 'hers')]);
  await drafts.write(ana, 'note', note('n3', 'mine'), ['n2']);
  expect(await drafts.read(ana)).toEqual([note('n3', 'mine')]);
  await drafts.write(ana, 'note', null, ['n1']);
  expect(await drafts.read(ana)).toEqual([note('n3', 'mine')]);
});
