import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { createLocalBackup } from '../../../lib/crm/local/backup.ts';
import { createLocalCatalogue } from '../../../lib/crm/local/catalogue.ts';
import { createLocalAdapter } from '../../../lib/crm/local/local-adapter.ts';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import type { Change, CrmAdapter } from '../../../lib/crm/port.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { spellings } from '../../../lib/phone/spellings.ts';
import { e164 } from '../phone/e164.ts';

const signal = new AbortController().signal;
const ana = e164('+5511900000001');
let indexedDB: IDBFactory;
let now: number;
let ids: number;
let keys: number;
let crm: CrmAdapter;

beforeEach(() => {
  indexedDB = new IDBFactory();
  now = Date.parse('2026-11-22T10:00:00Z');
  ids = 0;
  keys = 0;
  crm = open();
});

function open(): CrmAdapter {
  return createLocalAdapter({
    connectionId: 'device',
    indexedDB,
    clock: { now: () => now },
    newId: () => `id${++ids}`,
    language: async () => 'en',
  });
}

const apply = (change: Change, key = `key${++keys}`) => crm.apply(change, key, signal);
const find = (number: E164) => crm.findByPhone({ e164: number, spellings: spellings(number) }, signal);
const create = async (
  phone = ana,
  name: string | null = 'Ana',
  fields: { key: string; value: string }[] = [],
) => (await apply({ kind: 'create', phone, name, fields })).customerId;
const edit = (
  customerId: string,
  key: string,
  from: string | string[] | null,
  to: string | string[] | null,
) => apply({ kind: 'edit', customerId, edits: [{ key, from, to }] });
const hot = { id: 'tag-hot', name: 'Hot', groupId: 'interest' };
const cold = { id: 'tag-cold', name: 'Cold', groupId: 'interest' };
const vip = { id: 'tag-vip', name: 'VIP', groupId: 'level' };
async function lastEvent(id: string): Promise<Partial<TimelineEvent> | undefined> {
  return (await crm.timeline(id, null, signal)).events[0];
}

describe('a username', () => {
  const called = async (usernameField?: string) => {
    const crm = createLocalAdapter({
      connectionId: 'device',
      indexedDB,
      clock: { now: () => now },
      newId: () => `id${++ids}`,
      language: async () => 'en',
      usernameField,
    });
    return ((await crm.findByHandle?.('Ana.Cliente', signal)) ?? []).map(({ name }) => name);
  };

  it('finds whom it is the name of, and whoever has it in the field that takes usernames', async () => {
    await create(ana, 'Ana', [{ key: 'remark', value: 'Pays late\n@ana.cliente' }]);
    await create(e164('+5511900000002'), '@ana.cliente');
    await create(e164('+5511900000003'), 'Another', [{ key: 'company', value: '@ana.cliente' }]);
    await create(e164('+5511900000004'), 'Like her', [{ key: 'remark', value: '@ana.cliente2' }]);
    expect(await called()).toEqual(['@ana.cliente']);
    expect((await called('remark')).toSorted()).toEqual(['@ana.cliente', 'Ana']);
    expect((await called('custom:gone')).toSorted()).toEqual(['@ana.cliente']);
  });
});

describe('a customer on this device', () => {
  it('is created with its number, and found by it', async () => {
    const id = await create(ana, 'Ana Cliente', [{ key: 'email', value: 'ana@example.com' }]);
    const expected = {
      id,
      connectionId: 'device',
      name: 'Ana Cliente',
      email: 'ana@example.com',
      phones: [{ raw: ana, e164: ana }],
      stage: null,
      tags: [],
      owner: null,
      createdAt: '2026-11-22T10:00:00.000Z',
      updatedAt: '2026-11-22T10:00:00.000Z',
    };
    expect(await crm.get(id, signal)).toMatchObject(expected);
    expect(await find(ana)).toMatchObject([{ customer: expected, reason: 'same-number', stored: ana }]);
    expect(await find(e164('+5511900000002'))).toEqual([]);
  });

  it('is there after the browser was closed', async () => {
    const id = await create();
    crm = open();
    expect(await crm.get(id, signal)).toMatchObject({ name: 'Ana' });
  });

  it('is found by the other form of its number, which only resembles', async () => {
    await create(e164('+551190000001'));
    expect(await find(e164('+5511990000001'))).toMatchObject([
      { reason: 'brazil-ninth-digit', stored: '+551190000001' },
    ]);
  });

  it('is never found by the same digits of another country', async () => {
    await create(e164('+8613168765122'));
    expect(await find(e164('+13168765122'))).toEqual([]);
  });

  it('is created once, however often the same change comes', async () => {
    const change: Change = { kind: 'create', phone: ana, name: 'Ana', fields: [] };
    const all = await Promise.all([
      apply(change, 'k'),
      apply(change, 'k'),
      open().apply(change, 'k', signal),
    ]);
    expect(new Set(all.map((one) => one.customerId)).size).toBe(1);
    expect(await find(ana)).toHaveLength(1);
  });

  it('is not created twice for one number', async () => {
    await create();
    await expect(create(ana, 'Another')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await find(ana)).toHaveLength(1);
  });

  it('is not found under an id nobody has', async () => {
    await expect(crm.get('nobody', signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(crm.timeline('nobody', null, signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(edit('nobody', 'name', null, 'X')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('the numbers of a customer', () => {
  const other = e164('+447700900002');

  it('are added, found by, told, and taken away again', async () => {
    const id = await create();
    const { customer } = await edit(id, 'phone', ana, `${ana},${other}`);
    expect(customer?.phones).toEqual([ana, other].map((each) => ({ raw: each, e164: each })));
    expect(await find(other)).toMatchObject([{ customer: { id }, reason: 'same-number' }]);
    expect(await crm.search('7700900002', signal)).toMatchObject([{ id }]);
    const changes = [{ field: 'phone', from: ana, to: `${ana},${other}` }];
    expect(await lastEvent(id)).toMatchObject({ kind: 'edited', changes });
    await edit(id, 'phone', `${ana},${other}`, ana);
    expect(await find(other)).toEqual([]);
  });

  it('are given to a customer who was made without one', async () => {
    const unnumbered: Change = { kind: 'create', phone: null, chat: 'chat::1@lid', name: 'Dora', fields: [] };
    const { customerId } = await apply(unnumbered);
    await edit(customerId, 'phone', null, other);
    expect(await find(other)).toMatchObject([{ customer: { id: customerId } }]);
    await edit(customerId, 'phone', other, null);
    expect((await crm.get(customerId, signal)).phones).toEqual([]);
  });

  it('are never another customer’s, who keeps them', async () => {
    const id = await create();
    await create(other, 'Bob');
    await expect(edit(id, 'phone', ana, `${ana},${other}`)).rejects.toMatchObject({
      code: 'CONFLICT',
      reason: 'number-taken',
    });
    expect((await crm.get(id, signal)).phones).toHaveLength(1);
    expect(await find(other)).toMatchObject([{ customer: { name: 'Bob' } }]);
  });

  it('are not overwritten where the agent saw others', async () => {
    const id = await create();
    await edit(id, 'phone', ana, `${ana},${other}`);
    await expect(edit(id, 'phone', ana, '+15550100009')).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await crm.get(id, signal)).phones).toHaveLength(2);
  });

  it('are read as people write them, once each, and with their country code alone', async () => {
    const id = await create();
    const { customer } = await edit(id, 'phone', ana, '+55 11 90000-0001; 00447700900002, +44 7700 900002');
    expect(customer?.phones.map(({ raw }) => raw)).toEqual([ana, other]);
    for (const wrong of ['11 90000-0001', 'none', `${ana},x`])
      await expect(edit(id, 'phone', `${ana},${other}`, wrong)).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
  });

  it('do not leave somebody without a name and a number', async () => {
    const id = await create(ana, null);
    await expect(edit(id, 'phone', ana, null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('editing', () => {
  it('writes what the agent changed, and tells it in the timeline', async () => {
    const id = await create();
    const { customer } = await apply({
      kind: 'edit',
      customerId: id,
      edits: [
        { key: 'name', from: 'Ana', to: 'Ana Maria' },
        { key: 'sex', from: null, to: 'female' },
      ],
    });
    expect(customer).toMatchObject({ name: 'Ana Maria', sex: 'female' });
    expect(await lastEvent(id)).toMatchObject({
      kind: 'edited',
      changes: [
        { field: 'name', from: 'Ana', to: 'Ana Maria' },
        { field: 'sex', from: null, to: 'Female' },
      ],
    });
  });

  it('refuses to overwrite what the agent did not see, and then changes nothing at all', async () => {
    const id = await create();
    await edit(id, 'email', null, 'ana@example.com');
    const edits = [
      { key: 'company', from: null, to: 'Flores' },
      { key: 'email', from: null, to: 'other@example.com' },
    ];
    await expect(apply({ kind: 'edit', customerId: id, edits })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect(await crm.get(id, signal)).toMatchObject({ company: null, email: 'ana@example.com' });
  });

  it('is content when the value is there already', async () => {
    const id = await create();
    await edit(id, 'email', null, 'ana@example.com');
    await edit(id, 'email', null, 'ana@example.com');
    expect((await crm.timeline(id, null, signal)).events).toHaveLength(2);
  });

  it('keeps one line where there is one', async () => {
    const id = await create(ana, 'Ana\nMaria');
    expect((await crm.get(id, signal)).name).toBe('Ana Maria');
  });

  it('keeps no empty text', async () => {
    const id = await create();
    await edit(id, 'company', null, 'Flores');
    await edit(id, 'company', 'Flores', ' ');
    expect((await crm.get(id, signal)).company).toBeNull();
  });

  it.each([
    ['birthday', '1991-02-30'],
    ['birthday', '8 March'],
    ['sex', 'unheard-of'],
    ['phones', '+5511900000001'],
    ['custom:none', 'x'],
  ])('refuses %s = %j', async (key, value) => {
    const id = await create();
    await expect(edit(id, key, null, value)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe("the company's own fields", () => {
  const options = [
    { value: 'a', label: 'First' },
    { value: 'b', label: 'Second' },
  ];
  const field = (
    type: 'text' | 'multiline' | 'number' | 'date' | 'time' | 'single' | 'multi' | 'cascade',
  ) => ({
    id: type,
    key: `custom:${type}`,
    name: `My ${type}`,
    type,
    required: false,
    options: ['single', 'multi', 'cascade'].includes(type) ? options : [],
  });

  beforeEach(async () => {
    const types = ['text', 'multiline', 'number', 'date', 'time', 'single', 'multi', 'cascade'] as const;
    await createLocalCatalogue({ indexedDB }).saveFields(types.map(field));
    await crm.catalogue(signal);
  });

  it('can be written, and are shown with no value until they are', async () => {
    expect(crm.capabilities.fields['custom:multi']).toBe('write');
    const id = await create();
    expect((await crm.get(id, signal)).fields).toContainEqual({
      key: 'custom:text',
      value: null,
      text: null,
    });
  });

  it.each([
    ['custom:text', 'size 38', null],
    ['custom:multiline', 'one\ntwo', null],
    ['custom:number', '-12.50', null],
    ['custom:date', '2024-02-29', null],
    ['custom:time', '23:59', null],
    ['custom:single', 'b', 'Second'],
    ['custom:multi', ['b', 'a'], 'Second, First'],
    ['custom:cascade', 'a', 'First'],
  ])('%s takes %j and shows %j', async (key, value, text) => {
    const id = await create();
    const { customer } = await edit(id, key, null, value);
    expect(customer?.fields).toContainEqual({ key, value, text });
    await edit(id, key, value, null);
    expect((await crm.get(id, signal)).fields).toContainEqual({ key, value: null, text: null });
  });

  it.each([
    ['custom:number', 'twelve'],
    ['custom:date', '2023-02-29'],
    ['custom:time', '24:00'],
    ['custom:single', 'c'],
    ['custom:single', ['a']],
    ['custom:multi', ['a', 'c']],
    ['custom:multi', ['a', 'a']],
    ['custom:multi', 'a'],
    ['custom:text', ['a']],
  ])('%s refuses %j', async (key, value) => {
    const id = await create();
    await expect(edit(id, key, null, value)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });

  it('stay visible when the field is deleted', async () => {
    const id = await create();
    await edit(id, 'custom:text', null, 'size 38');
    await createLocalCatalogue({ indexedDB }).saveFields([]);
    expect((await crm.get(id, signal)).other).toEqual([{ name: 'text', value: 'size 38' }]);
  });

  it('cannot be emptied where they are required', async () => {
    const id = await create();
    await edit(id, 'custom:text', null, 'size 38');
    await createLocalCatalogue({ indexedDB }).saveFields([{ ...field('text'), required: true }]);
    await expect(edit(id, 'custom:text', 'size 38', null)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('tags', () => {
  const tagNames = async (id: string) => (await crm.get(id, signal)).tags.map((tag) => tag.name);

  it('are added and taken away as a difference', async () => {
    const id = await create();
    await apply({ kind: 'setTags', customerId: id, add: [hot, vip], remove: [] });
    await apply({ kind: 'setTags', customerId: id, add: [], remove: [hot, cold] });
    expect(await tagNames(id)).toEqual(['VIP']);
    expect(await lastEvent(id)).toMatchObject({
      kind: 'tags',
      changes: [{ field: 'tags', from: 'Hot', to: null }],
    });
  });

  it('of a group that allows one take the place of the other', async () => {
    const id = await create();
    await apply({ kind: 'setTags', customerId: id, add: [hot, vip], remove: [] });
    await apply({ kind: 'setTags', customerId: id, add: [cold], remove: [] });
    expect(await tagNames(id)).toEqual(['Cold', 'VIP']);
  });

  it('can be invented by typing, once', async () => {
    const [id, other] = [await create(), await create(e164('+447700900002'), 'Bob')];
    const typed = { id: '', name: ' Shoes ', groupId: null };
    await apply({ kind: 'setTags', customerId: id, add: [typed], remove: [] });
    await apply({ kind: 'setTags', customerId: other, add: [{ ...typed, name: 'Shoes' }], remove: [] });
    expect(await tagNames(other)).toEqual(['Shoes']);
    const { groups } = await crm.catalogue(signal);
    expect(groups.find((group) => group.id === 'tags')?.tags).toMatchObject([
      { name: 'Shoes', groupId: 'tags' },
    ]);
  });

  it.each([
    ['ป่า', 'ป้า'],
    ['Bạn', 'Bán'],
    ['ハ', 'パ'],
    ['कम', 'काम'],
    ['VIP', 'vip'],
  ])('are never taken for one that only resembles: beside %s, %s is made', async (there, typed) => {
    const [id, other] = [await create(), await create(e164('+447700900002'), 'Bob')];
    const tag = (name: string) => ({ id: name, name, groupId: null });
    await apply({ kind: 'setTags', customerId: id, add: [tag(there)], remove: [] });
    await apply({ kind: 'setTags', customerId: other, add: [tag(typed)], remove: [] });
    expect(await tagNames(other)).toEqual([typed]);
    expect(await tagNames(id)).toEqual([there]);
  });

  it('just invented are taken back by name', async () => {
    const id = await create();
    const typed = { id: 'Shoes', name: 'Shoes', groupId: null };
    await apply({ kind: 'setTags', customerId: id, add: [typed], remove: [] });
    await apply({ kind: 'setTags', customerId: id, add: [], remove: [typed] });
    expect(await tagNames(id)).toEqual([]);
  });

  it('that are there already change nothing', async () => {
    const id = await create();
    await apply({ kind: 'setTags', customerId: id, add: [hot], remove: [] });
    await apply({ kind: 'setTags', customerId: id, add: [hot], remove: [vip] });
    expect((await crm.timeline(id, null, signal)).events).toHaveLength(2);
  });
});

describe('the stage', () => {
  const stageOf = async (id: string) => (await crm.get(id, signal)).stage;

  it('moves, and says since when', async () => {
    const id = await create();
    await apply({ kind: 'setStage', customerId: id, from: null, to: { stageId: 'new', outcome: 'open' } });
    now += 60_000;
    const from = { stageId: 'new', outcome: 'open' as const };
    await apply({ kind: 'setStage', customerId: id, from, to: { stageId: 'paid', outcome: 'open' } });
    expect(await stageOf(id)).toEqual({
      stageId: 'paid',
      outcome: 'open',
      since: '2026-11-22T10:01:00.000Z',
    });
    expect(await lastEvent(id)).toMatchObject({
      kind: 'stage',
      changes: [{ field: 'stage', from: 'New', to: 'Paid' }],
    });
  });

  it.each(['won', 'lost', 'invalid'] as const)('ends as %s, with the reason', async (outcome) => {
    const id = await create();
    const to = { stageId: 'intent', outcome, reason: 'Too dear' };
    await apply({ kind: 'setStage', customerId: id, from: null, to });
    expect(await stageOf(id)).toMatchObject(to);
    expect(await lastEvent(id)).toMatchObject({ kind: 'stage', summary: 'Too dear' });
  });

  it('is not moved from where the agent did not see it', async () => {
    const id = await create();
    await apply({ kind: 'setStage', customerId: id, from: null, to: { stageId: 'paid', outcome: 'open' } });
    const change: Change = {
      kind: 'setStage',
      customerId: id,
      from: null,
      to: { stageId: 'done', outcome: 'open' },
    };
    await expect(apply(change)).rejects.toMatchObject({ code: 'CONFLICT' });
    await apply({ ...change, to: { stageId: 'paid', outcome: 'open' } });
    expect(await stageOf(id)).toMatchObject({ stageId: 'paid' });
  });

  it('is taken off again, and set again, from where the agent saw it', async () => {
    const id = await create();
    const to = { stageId: 'new', outcome: 'open' as const };
    await apply({ kind: 'setStage', customerId: id, from: null, to });
    const off: Change = { kind: 'setStage', customerId: id, from: to, to: null };
    await apply(off);
    expect(await stageOf(id)).toBeNull();
    expect(await lastEvent(id)).toMatchObject({
      kind: 'stage',
      changes: [{ field: 'stage', from: 'New', to: null }],
    });
    await apply({ kind: 'setStage', customerId: id, from: null, to: { stageId: 'paid', outcome: 'open' } });
    await expect(apply(off)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('is one of the pipeline', async () => {
    const id = await create();
    const to = { stageId: 'limbo', outcome: 'open' as const };
    await expect(apply({ kind: 'setStage', customerId: id, from: null, to })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });
});

describe('notes and the timeline', () => {
  it('keep a note once, however often it is sent', async () => {
    const id = await create();
    const note: Change = { kind: 'note', customerId: id, text: 'Call on Monday' };
    await Promise.all([apply(note, 'n'), apply(note, 'n')]);
    const { events } = await crm.timeline(id, null, signal);
    expect(events.filter((event) => event.kind === 'note')).toMatchObject([
      { summary: 'Call on Monday', changes: [] },
    ]);
  });

  it('keep two notes with one text', async () => {
    const id = await create();
    await apply({ kind: 'note', customerId: id, text: 'Called' });
    await apply({ kind: 'note', customerId: id, text: 'Called' });
    expect((await crm.timeline(id, null, signal)).events).toHaveLength(3);
  });

  it('come newest first, page by page, and a new one does not shift the next page', async () => {
    const [id, other] = [await create(), await create(e164('+447700900002'), 'Bob')];
    for (let n = 1; n <= 215; n++) {
      await apply({ kind: 'note', customerId: id, text: `${n}` });
      if (n % 10 === 0) await apply({ kind: 'note', customerId: other, text: 'not mine' });
    }
    const seen: (string | null)[] = [];
    let cursor: string | null = null;
    do {
      const page = await crm.timeline(id, cursor, signal);
      seen.push(...page.events.map((event) => event.summary));
      cursor = page.next;
      if (seen.length === 100) await apply({ kind: 'note', customerId: id, text: 'late' });
    } while (cursor !== null);
    expect(seen).toEqual([...Array.from({ length: 215 }, (_, n) => `${215 - n}`), null]);
  });

  it('refuse a cursor that is not theirs and an empty note', async () => {
    const id = await create();
    await expect(crm.timeline(id, 'x', signal)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    await expect(apply({ kind: 'note', customerId: id, text: ' ' })).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('move the stage with the note, in one write that is told as both', async () => {
    const id = await create();
    await apply({ kind: 'setStage', customerId: id, from: null, to: { stageId: 'new', outcome: 'lost' } });
    const change: Change = { kind: 'note', customerId: id, text: 'Wants to pay', stageId: 'intent' };
    const { customer } = await apply(change, 'n');
    expect(await apply(change, 'n')).toEqual({ customerId: id, customer });
    expect(customer?.stage).toMatchObject({ stageId: 'intent', outcome: 'open' });
    const { events } = await crm.timeline(id, null, signal);
    expect(events.slice(0, 2)).toMatchObject([
      { kind: 'note', summary: 'Wants to pay' },
      {
        kind: 'stage',
        changes: [
          { field: 'stage', from: 'New', to: 'Intent' },
          { field: 'outcome', from: 'lost', to: 'open' },
        ],
      },
    ]);
    expect(events).toHaveLength(4);
  });

  it('write nothing of a note whose stage is not there', async () => {
    const id = await create();
    for (const more of [{ stageId: 'nowhere' }, { remindAt: 'soon' }]) {
      await expect(apply({ kind: 'note', customerId: id, text: 'x', ...more })).rejects.toMatchObject({
        code: 'INVALID_INPUT',
      });
    }
    expect((await crm.timeline(id, null, signal)).events).toHaveLength(1);
  });

  it('keep a reminder without words', async () => {
    const id = await create();
    await apply({ kind: 'note', customerId: id, text: '', remindAt: '2026-11-23T08:00:00.000Z' });
    expect(await lastEvent(id)).toMatchObject({
      kind: 'todo',
      summary: null,
      dueAt: '2026-11-23T08:00:00.000Z',
    });
  });

  it('keep a note with a reminder as a to-do with its time', async () => {
    const id = await create();
    const change: Change = {
      kind: 'note',
      customerId: id,
      text: 'Call on Monday',
      remindAt: '2026-11-23T09:00:00+01:00',
    };
    await apply(change);
    expect(await lastEvent(id)).toMatchObject({
      kind: 'todo',
      summary: 'Call on Monday',
      at: '2026-11-22T10:00:00.000Z',
      dueAt: '2026-11-23T08:00:00.000Z',
    });
  });
});

describe('a reminder', () => {
  const remind = async (id: string, text: string) => {
    await apply({ kind: 'note', customerId: id, text, remindAt: '2026-11-23T08:00:00.000Z' });
    return (await lastEvent(id))?.id ?? '';
  };

  it('is marked as done once, and as open again', async () => {
    const id = await create();
    const todoId = await remind(id, 'Call');
    const mark = { kind: 'todo' as const, customerId: id, todoId };
    await apply({ ...mark, done: true }, 'done');
    const done = await lastEvent(id);
    expect(done).toMatchObject({ kind: 'todo', summary: 'Call', doneAt: '2026-11-22T10:00:00.000Z' });
    await apply({ ...mark, done: true }, 'done');
    expect(await lastEvent(id)).toEqual(done);
    await apply({ ...mark, done: false }, 'open');
    expect(await lastEvent(id)).not.toHaveProperty('doneAt');
  });

  it('that is not there cannot be marked, nor can a note', async () => {
    const id = await create();
    await apply({ kind: 'note', customerId: id, text: 'A note' });
    const note = (await lastEvent(id))?.id ?? '';
    for (const todoId of ['nowhere', note]) {
      const change: Change = { kind: 'todo', customerId: id, todoId, done: true };
      await expect(apply(change)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('comes with the first page while it is open, however much happened since', async () => {
    const id = await create();
    const todoId = await remind(id, 'Call');
    expect(await crm.timeline(id, null, signal)).not.toHaveProperty('open');
    for (let n = 0; n < 101; n++) await apply({ kind: 'note', customerId: id, text: `Note ${n}` });
    const first = await crm.timeline(id, null, signal);
    expect(first.open).toMatchObject([{ id: todoId, summary: 'Call' }]);
    expect(await crm.timeline(id, first.next, signal)).not.toHaveProperty('open');
    await apply({ kind: 'todo', customerId: id, todoId, done: true });
    expect(await crm.timeline(id, null, signal)).not.toHaveProperty('open');
  });

  it('is told with those of everybody, the most urgent first, until it is done or its customer is gone', async () => {
    const joao = await create(e164('+5511900000002'), 'João');
    const later = await remind(joao, 'Call');
    const id = await create();
    await apply({ kind: 'note', customerId: id, text: '', remindAt: '2026-11-22T11:00:00+01:00' });
    expect(await crm.reminders?.(signal)).toEqual([
      {
        customerId: id,
        todoId: (await lastEvent(id))?.id,
        name: 'Ana',
        phone: ana,
        summary: null,
        dueAt: '2026-11-22T10:00:00.000Z',
      },
      expect.objectContaining({ customerId: joao, todoId: later, name: 'João', summary: 'Call' }),
    ]);
    await apply({ kind: 'delete', customerId: id, phones: [], record: false });
    expect(await crm.reminders?.(signal)).toHaveLength(1);
    await apply({ kind: 'todo', customerId: joao, todoId: later, done: true });
    expect(await crm.reminders?.(signal)).toEqual([]);
  });

  it('is told also where it was kept by a version that could not list them', async () => {
    const before = await openOld(1);
    const tx = before.transaction(['customers', 'timeline'], 'readwrite');
    tx.objectStore('customers').put({ id: 'ana', name: 'Ana', phones: [ana], tagIds: [], fields: {} });
    const kept = { id: 't', customerId: 'ana', at: '2026-11-22T10:00:00Z', actor: null, changes: [] };
    tx.objectStore('timeline').add({ ...kept, kind: 'todo', summary: 'Call', dueAt: '2026-11-23T08:00:00Z' });
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    before.close();
    expect(await crm.reminders?.(signal)).toMatchObject([{ customerId: 'ana', todoId: 't', name: 'Ana' }]);
  });
});

describe('searching', () => {
  const names = async (text: string) => (await crm.search(text, signal)).map((one) => one.name);

  beforeEach(async () => {
    await create(ana, 'Ana José Ávila', [
      { key: 'company', value: 'Flores Ltda' },
      { key: 'email', value: 'ana.j@example.com' },
    ]);
    await create(e164('+971500000010'), 'ليلى حداد');
    await create(e164('+8613800000011'), '王小明 🐼');
    await create(e164('+491510000012'), 'Jörg Groß');
    await create(e164('+447700900002'), 'Mariana Turner');
    await create(e164('+447700900003'), 'Pat O’Brien');
    await create(e164('+66810000004'), 'ป้า So\u00adap');
  });

  it.each([
    ['avila', ['Ana José Ávila']],
    ['JOSÉ ana', ['Ana José Ávila']],
    ['flores', ['Ana José Ávila']],
    ['example.com', ['Ana José Ávila']],
    ['جدad', []],
    ['حداد', ['ليلى حداد']],
    ['ليلي حدَّاد', ['ليلى حداد']],
    ['لـيـلـى', ['ليلى حداد']],
    ['小明', ['王小明 🐼']],
    ['wangxiaoming', ['王小明 🐼']],
    ['wang xm', ['王小明 🐼']],
    ['WXM', ['王小明 🐼']],
    ['xiao', ['王小明 🐼']],
    ['mingx', []],
    ['gross', ['Jörg Groß']],
    ['+55 11 90000-0001', ['Ana José Ávila']],
    ['07700 900002', ['Mariana Turner']],
    ['\u2068+44\u00a07700\u2011900002\u2069', ['Mariana Turner']],
    ['＋４４７７００９００００２', ['Mariana Turner']],
    ['٠٧٧٠٠ ٩٠٠٠٠٢', ['Mariana Turner']],
    ["o'brien", ['Pat O’Brien']],
    ['O‘Brien', ['Pat O’Brien']],
    ['soap', ['ป้า So\u00adap']],
    ['ป้า', ['ป้า So\u00adap']],
    ['ป่า', []],
    ['0011', ['王小明 🐼']],
    ['ana', ['Ana José Ávila', 'Mariana Turner']],
    ['', []],
    ['   ', []],
    ['999', []],
    ['nobody', []],
  ])('for %j finds %j', async (text, expected) => {
    expect(await names(text)).toEqual(expected);
  });

  it('follows an edit', async () => {
    const [found] = await crm.search('turner', signal);
    await edit(found?.id ?? '', 'name', 'Mariana Turner', 'Mariana Smith');
    expect(await names('turner')).toEqual([]);
    expect(await names('smith')).toEqual(['Mariana Smith']);
  });
});

describe('what was asked for', () => {
  it('is known by its key, exactly', async () => {
    const change: Change = { kind: 'create', phone: ana, name: 'Ana', fields: [] };
    expect(await crm.verify(change, 'k', signal)).toBe('absent');
    await apply(change, 'k');
    expect(await crm.verify(change, 'k', signal)).toBe('applied');
    expect(await crm.verify(change, 'other', signal)).toBe('absent');
  });

  it('is not known when it was refused', async () => {
    await create();
    const change: Change = { kind: 'create', phone: ana, name: 'Ana', fields: [] };
    await apply(change, 'k').catch(() => undefined);
    expect(await crm.verify(change, 'k', signal)).toBe('absent');
  });

  it('has no owners', async () => {
    expect(await crm.agents(signal)).toEqual([]);
    const id = await create();
    for (const kind of ['assign', 'claim', 'release'] as const) {
      expect(crm.capabilities.change[kind]).toEqual({ able: false, why: 'not-offered' });
    }
    await expect(apply({ kind: 'claim', customerId: id })).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('is not begun once it was called off', async () => {
    const aborted = AbortSignal.abort();
    const change: Change = { kind: 'create', phone: ana, name: 'Ana', fields: [] };
    await expect(crm.apply(change, 'k', aborted)).rejects.toMatchObject({ name: 'AppError' });
    expect(await find(ana)).toEqual([]);
  });
});

describe('a customer who is deleted on this device', () => {
  const gone = (customerId: string): Change => ({ kind: 'delete', customerId, phones: [ana], record: true });

  it('is gone, whatever was kept of them: as is to be seen in a backup', async () => {
    const bob = await create(e164('+447700900002'), 'Bob');
    const id = await create(ana, 'Ana');
    await apply({ kind: 'setTags', customerId: id, add: [hot], remove: [] });
    await apply({
      kind: 'note',
      customerId: id,
      text: 'Wants a red one',
      remindAt: '2026-12-01T10:00:00.000Z',
    });
    await apply(gone(id));
    await expect(crm.get(id, signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(crm.timeline(id, null, signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(await find(ana)).toEqual([]);
    expect(await crm.search('Ana', signal)).toEqual([]);
    const backup = createLocalBackup({ indexedDB, clock: { now: () => now } });
    const file = await backup.backUp();
    for (const trace of [id, ana, 'Ana', 'red one']) expect(file).not.toContain(`"${trace}"`);
    expect(await backup.look(file)).toMatchObject({ ok: true, customers: 1 });
    expect(await crm.search('Bob', signal)).toMatchObject([{ id: bob }]);
  });

  it('may be deleted twice, and is no longer changed', async () => {
    const id = await create();
    expect(await crm.verify(gone(id), 'k', signal)).toBe('absent');
    await apply(gone(id), 'k');
    await apply(gone(id), 'k');
    expect(await crm.verify(gone(id), 'k', signal)).toBe('applied');
    await expect(edit(id, 'name', 'Ana', 'Ana B')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('can be created anew with the same number', async () => {
    await apply(gone(await create()));
    const id = await create(ana, 'Ana again');
    expect(await find(ana)).toMatchObject([{ customer: { id, name: 'Ana again' } }]);
  });
});

describe('two customers on this device who become one', () => {
  const bobs = e164('+447700900002');
  const merge = (customerId: string, staysId: string, take: string[] = []): Change => ({
    kind: 'merge',
    customerId,
    staysId,
    take,
  });

  it('have both numbers, all tags, and of what only one value can stand in that of the one who stays', async () => {
    const stays = await create(ana, 'Ana', [{ key: 'email', value: 'ana@example.com' }]);
    const gone = await create(bobs, 'Bob', [
      { key: 'email', value: 'bob@example.com' },
      { key: 'company', value: 'Bob Ltd' },
    ]);
    await apply({ kind: 'setTags', customerId: stays, add: [hot], remove: [] });
    await apply({ kind: 'setTags', customerId: gone, add: [cold, vip], remove: [] });
    const to = { stageId: 'intent', outcome: 'open' as const };
    await apply({ kind: 'setStage', customerId: gone, from: null, to });
    const { customerId, customer } = await apply(merge(gone, stays));
    expect(customerId).toBe(stays);
    expect(customer).toMatchObject({
      id: stays,
      name: 'Ana',
      email: 'ana@example.com',
      company: 'Bob Ltd',
      phones: [{ e164: ana }, { e164: bobs }],
      stage: to,
    });
    expect(customer?.tags.map(({ id }) => id)).toEqual(['tag-hot', 'tag-vip']);
    expect(await find(bobs)).toMatchObject([{ customer: { id: stays } }]);
    expect(await crm.search('Bob Ltd', signal)).toMatchObject([{ id: stays }]);
    expect(await lastEvent(stays)).toMatchObject({
      kind: 'merged',
      summary: 'Bob',
      changes: [
        { field: 'name', from: 'Bob', to: 'Ana' },
        { field: 'email', from: 'bob@example.com', to: 'ana@example.com' },
      ],
    });
  });

  it('keep the values that the agent took of the one who goes', async () => {
    const stays = await create(ana, 'Ana', [{ key: 'email', value: 'ana@example.com' }]);
    const gone = await create(bobs, 'Bob', [{ key: 'email', value: 'bob@example.com' }]);
    await apply({ kind: 'setTags', customerId: stays, add: [hot], remove: [] });
    await apply({ kind: 'setTags', customerId: gone, add: [cold], remove: [] });
    const at = (stageId: string) => ({ stageId, outcome: 'open' as const });
    await apply({ kind: 'setStage', customerId: stays, from: null, to: at('new') });
    await apply({ kind: 'setStage', customerId: gone, from: null, to: at('intent') });
    const { customer } = await apply(merge(gone, stays, ['email', 'stage', 'group:interest']));
    expect(customer).toMatchObject({ name: 'Ana', email: 'bob@example.com', stage: at('intent') });
    expect(customer?.tags.map(({ id }) => id)).toEqual(['tag-cold']);
    expect((await lastEvent(stays))?.changes).toContainEqual({
      field: 'email',
      from: 'ana@example.com',
      to: 'bob@example.com',
    });
  });

  it('tell how the one who goes ended, where that does not stay', async () => {
    const stays = await create(ana, 'Ana');
    const gone = await create(bobs, 'Ana');
    const at = (outcome: 'open' | 'won') => ({ stageId: 'intent', outcome });
    await apply({ kind: 'setStage', customerId: stays, from: null, to: at('open') });
    await apply({ kind: 'setStage', customerId: gone, from: null, to: at('won') });
    await apply(merge(gone, stays));
    expect((await lastEvent(stays))?.changes).toEqual([{ field: 'outcome', from: 'won', to: 'open' }]);
  });

  it('have one history, with reminders that can be done', async () => {
    const stays = await create(ana, 'Ana');
    const gone = await create(bobs, 'Bob');
    const remindAt = '2026-12-01T10:00:00.000Z';
    await apply({ kind: 'note', customerId: gone, text: 'Wants a red one', remindAt });
    await apply({ kind: 'note', customerId: stays, text: 'Wants a blue one' });
    await apply(merge(gone, stays));
    const { events } = await crm.timeline(stays, null, signal);
    expect(events.map(({ kind }) => kind)).toEqual(['merged', 'note', 'todo', 'created', 'created']);
    const todoId = events.find(({ kind }) => kind === 'todo')?.id ?? '';
    await apply({ kind: 'todo', customerId: stays, todoId, done: true });
    expect((await crm.timeline(stays, null, signal)).events[2]?.doneAt).toBeTruthy();
    await expect(crm.timeline(gone, null, signal)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are merged once by one key, which is known of both', async () => {
    const stays = await create(ana, 'Ana');
    const gone = await create(bobs, 'Bob');
    const noted: Change = { kind: 'note', customerId: gone, text: 'Hello' };
    await apply(noted, 'note');
    await apply(merge(gone, stays), 'm');
    await apply(merge(gone, stays), 'm');
    expect(await crm.verify(merge(gone, stays), 'm', signal)).toBe('applied');
    expect((await apply({ ...noted, customerId: stays }, 'note')).customerId).toBe(stays);
    const { events } = await crm.timeline(stays, null, signal);
    expect(events.filter(({ kind }) => kind === 'note' || kind === 'merged')).toHaveLength(2);
  });

  it('are left alone where one of them is not there, or both are one', async () => {
    const id = await create(ana, 'Ana');
    await expect(apply(merge('nobody', id))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(apply(merge(id, 'nobody'))).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(apply(merge(id, id))).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(await crm.get(id, signal)).toMatchObject({ name: 'Ana' });
  });

  it('are one in a backup, too', async () => {
    const stays = await create(ana, 'Ana');
    await apply(merge(await create(bobs, 'Bob'), stays));
    const backup = createLocalBackup({ indexedDB, clock: { now: () => now } });
    const file = await backup.backUp();
    expect(await backup.restore(file)).toEqual({ ok: true, customers: 1 });
    expect(await lastEvent(stays)).toMatchObject({ kind: 'merged' });
    expect(await crm.get(stays, signal)).toMatchObject({ phones: [{ e164: ana }, { e164: bobs }] });
  });
});

describe('a database from before Arabic was folded', () => {
  it('finds people by another spelling than that of their name', async () => {
    const found = async (text: string) => (await crm.search(text, signal)).map((one) => one.name);
    const before = await openOld(2);
    const tx = before.transaction(['customers', 'search'], 'readwrite');
    const kept = { company: null, email: null, phones: [ana], tagIds: [], fields: {} };
    tx.objectStore('customers').put({ ...kept, id: 'a', name: 'فاطمة' });
    tx.objectStore('customers').put({ ...kept, id: 'b', name: 'Moustafa مصطفى', company: 'شركة الأمل' });
    tx.objectStore('search').put(new Map([['a', 'فاطمة\n\n\n5511900000001']]), 1);
    tx.objectStore('search').put(new Map([['gone', 'فاطمه']]), 40);
    await new Promise((resolve) => {
      tx.oncomplete = resolve;
    });
    before.close();
    expect(await found('فاطمه')).toEqual(['فاطمة']);
    expect(await found('مصطفي')).toEqual(['Moustafa مصطفى']);
    expect(await found('شركه الامل')).toEqual(['Moustafa مصطفى']);
  });
});

/** The database as version 1 or 2 laid it out. */
function openOld(version: 1 | 2): Promise<IDBDatabase> {
  return new Promise((resolve) => {
    const request = indexedDB.open('chatside-crm', version);
    request.onupgradeneeded = () => {
      layVersion1(request.result);
      if (version === 2) request.transaction?.objectStore('timeline').createIndex('due', 'dueAt');
    };
    request.onsuccess = () => resolve(request.result);
  });
}

function layVersion1(db: IDBDatabase): void {
  const customers = db.createObjectStore('customers', { keyPath: 'id' });
  customers.createIndex('phones', 'phones', { multiEntry: true });
  customers.createIndex('tags', 'tagIds', { multiEntry: true });
  customers.createIndex('stage', 'stage.stageId');
  db.createObjectStore('search');
  db.createObjectStore('timeline', { autoIncrement: true }).createIndex('customer', 'customerId');
  db.createObjectStore('writes', { keyPath: 'key' });
  db.createObjectStore('catalogue');
}
