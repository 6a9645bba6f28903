import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLocalBackup } from '../../../lib/crm/local/backup.ts';
import { createLocalCatalogue } from '../../../lib/crm/local/catalogue.ts';
import { createLocalAdapter } from '../../../lib/crm/local/local-adapter.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { e164 } from '../phone/e164.ts';

const signal = new AbortController().signal;
const ana = e164('+5511900000001');
const create: Change = { kind: 'create', phone: ana, name: 'Ana', fields: [] };

function device() {
  const indexedDB = new IDBFactory();
  const clock = { now: () => Date.parse('2026-11-22T10:00:00Z') };
  return {
    crm: createLocalAdapter({
      connectionId: 'device',
      indexedDB,
      clock,
      newId: () => crypto.randomUUID(),
      language: async () => 'en',
    }),
    backup: createLocalBackup({ indexedDB, clock }),
    catalogue: createLocalCatalogue({ indexedDB }),
  };
}

async function deviceWithAna() {
  const one = device();
  await one.catalogue.saveFields([
    { id: 'size', key: 'custom:size', name: 'Size', type: 'number', required: false, options: [] },
  ]);
  const { customerId } = await one.crm.apply(create, 'k1', signal);
  const tag = { id: '', name: 'Shoes', groupId: null };
  const lost = { stageId: 'intent', outcome: 'lost' as const, reason: 'Too dear' };
  const changes: Change[] = [
    { kind: 'edit', customerId, edits: [{ key: 'custom:size', from: null, to: '38' }] },
    { kind: 'setTags', customerId, add: [tag], remove: [] },
    { kind: 'setStage', customerId, from: null, to: lost },
    { kind: 'note', customerId, text: 'Call on Monday', remindAt: '2026-11-23T08:00:00Z' },
  ];
  for (const [n, change] of changes.entries()) await one.crm.apply(change, `k${n + 2}`, signal);
  return { ...one, customerId };
}

afterEach(() => {
  vi.restoreAllMocks();
});

describe('a backup', () => {
  it('brings everything to another device', async () => {
    const { crm, backup, catalogue, customerId } = await deviceWithAna();
    const other = device();
    expect(await other.backup.restore(await backup.backUp())).toEqual({ ok: true, customers: 1 });
    expect(await other.crm.get(customerId, signal)).toEqual(await crm.get(customerId, signal));
    expect(await other.crm.timeline(customerId, null, signal)).toEqual(
      await crm.timeline(customerId, null, signal),
    );
    expect(await other.catalogue.read()).toEqual(await catalogue.read());
    expect(await other.crm.search('ana', signal)).toHaveLength(1);
    expect(await other.crm.findByPhone({ e164: ana, spellings: [] }, signal)).toHaveLength(1);
  });

  it('says how many customers it brings and how many it replaces, before it does', async () => {
    const { backup } = await deviceWithAna();
    const other = device();
    await other.crm.apply(create, 'k1', signal);
    await other.crm.apply({ ...create, phone: e164('+447700900002') }, 'k2', signal);
    expect(await other.backup.look(await backup.backUp())).toEqual({
      ok: true,
      savedAt: '2026-11-22T10:00:00.000Z',
      customers: 1,
      replaces: 2,
    });
    expect(await other.crm.search('ana', signal)).toHaveLength(2);
    expect(await other.backup.look('{}')).toMatchObject({ ok: false, problems: [{ code: 'not-a-backup' }] });
  });

  it('knows what was written, so that nothing is written twice after it', async () => {
    const { backup } = await deviceWithAna();
    const other = device();
    await other.backup.restore(await backup.backUp());
    expect(await other.crm.verify(create, 'k1', signal)).toBe('applied');
    await other.crm.apply(create, 'k1', signal);
    expect(await other.crm.search('ana', signal)).toHaveLength(1);
  });

  it('takes the place of what was there', async () => {
    const { backup } = await deviceWithAna();
    const other = device();
    await other.crm.apply({ ...create, phone: e164('+447700900002'), name: 'Bob' }, 'k9', signal);
    await other.backup.restore(await backup.backUp());
    expect(JSON.parse(await other.backup.backUp())).toEqual(JSON.parse(await backup.backUp()));
    expect(await other.crm.search('bob', signal)).toEqual([]);
  });

  it('can always be restored, whatever was typed', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(fc.constantFrom('name', 'email', 'address', 'remark'), fc.string({ unit: 'grapheme' })),
        ),
        fc.string(),
        async (fields, note) => {
          const { crm, backup } = device();
          const change: Change = { ...create, fields: fields.map(([key, value]) => ({ key, value })) };
          const applied = await crm.apply(change, 'k1', signal).catch(() => null);
          if (!applied) return;
          const { customerId } = applied;
          await crm.apply({ kind: 'note', customerId, text: note }, 'k2', signal).catch(() => undefined);
          const other = device();
          expect(await other.backup.restore(await backup.backUp())).toEqual({ ok: true, customers: 1 });
          expect(await other.crm.get(customerId, signal)).toEqual(await crm.get(customerId, signal));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('a backup with something wrong in it', () => {
  const good = async () => JSON.parse(await (await deviceWithAna()).backup.backUp());

  it.each<[string, (file: Awaited<ReturnType<typeof good>>) => void, string, string]>([
    ['another kind of file', (file) => delete file.format, '', 'not-a-backup'],
    ['a newer version', (file) => (file.version = 2), 'version', 'other-version'],
    [
      'a number that is none',
      (file) => (file.customers[0].phones[0] = '123'),
      'customers[0].phones[0]',
      'not-a-number',
    ],
    ['empty text', (file) => (file.customers[0].email = ''), 'customers[0].email', 'empty'],
    ['something missing', (file) => delete file.customers[0].stage, 'customers[0].stage', 'missing'],
    ['something unknown', (file) => (file.customers[0].shoe = 1), 'customers[0].shoe', 'unknown-key'],
    ['a wrong type', (file) => (file.customers[0].blocked = 'no'), 'customers[0].blocked', 'wrong-type'],
    ['a time that is none', (file) => (file.timeline[1].at = 'noon'), 'timeline[1].at', 'not-a-time'],
    ['a kind that is none', (file) => (file.timeline[1].kind = 'x'), 'timeline[1].kind', 'not-one-of'],
    ['an unknown tag', (file) => (file.customers[0].tagIds = ['x']), 'customers[0].tagIds[0]', 'no-such-tag'],
    [
      'an unknown stage',
      (file) => (file.catalogue.stages = []),
      'customers[0].stage.stageId',
      'no-such-stage',
    ],
    [
      "a stranger's event",
      (file) => (file.timeline[0].customerId = 'x'),
      'timeline[0].customerId',
      'no-such-customer',
    ],
    [
      'a customer twice',
      (file) => file.customers.push({ ...file.customers[0], phones: [] }),
      'customers[1].id',
      'duplicate',
    ],
    [
      'a number twice',
      (file) => file.customers.push({ ...file.customers[0], id: 'b' }),
      'customers[1].phones[0]',
      'duplicate',
    ],
    ['a key twice', (file) => file.writes.push(file.writes[0]), 'writes[5].key', 'duplicate'],
    [
      'a colour that is none',
      (file) => (file.catalogue.groups[0].colour = 'red'),
      'catalogue.groups[0].colour',
      'not-a-colour',
    ],
  ])('(%s) is refused by path, and nothing is changed', async (_what, spoil, path, code) => {
    const file = await good();
    spoil(file);
    const { crm, backup, customerId } = await deviceWithAna();
    const before = await backup.backUp();
    expect(await backup.restore(JSON.stringify(file))).toEqual({ ok: false, problems: [{ path, code }] });
    expect(await backup.backUp()).toBe(before);
    expect(await crm.get(customerId, signal)).toMatchObject({ name: 'Ana' });
  });

  it('(no JSON) is refused', async () => {
    expect(await device().backup.restore('{"format": ')).toEqual({
      ok: false,
      problems: [{ path: '', code: 'not-json' }],
    });
  });

  it('says all that is wrong', async () => {
    const file = await good();
    file.customers[0].email = '';
    file.timeline[0].at = 'noon';
    expect(await device().backup.restore(JSON.stringify(file))).toMatchObject({
      problems: [{ path: 'customers[0].email' }, { path: 'timeline[0].at' }],
    });
  });
});

describe('a restore that the disk has no room for', () => {
  it('leaves everything as it was', async () => {
    const { backup } = await deviceWithAna();
    const before = await backup.backUp();
    const file = JSON.parse(before);
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(backup.restore(JSON.stringify({ ...file, writes: [] }))).rejects.toMatchObject({
      code: 'STORAGE_FULL',
    });
    vi.restoreAllMocks();
    expect(await backup.backUp()).toBe(before);
  });
});
