import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { type AuditEntry, createAuditLog } from '../../../lib/audit/audit-log.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';

const day = 24 * 60 * 60 * 1000;
let disk: IDBFactory;
let now: number;

beforeEach(() => {
  disk = new IDBFactory();
  now = 1_000 * day;
});

function stores() {
  const sealed = openSealedStore({ indexedDB: disk, crypto });
  return {
    pages: sealed.collection<AuditEntry[]>('audit'),
    index: sealed.collection<number[]>('audit-index'),
  };
}
const open = () => createAuditLog({ ...stores(), now: () => now });

const entry = (id: string, more: Partial<AuditEntry> = {}): AuditEntry => ({
  id,
  at: now,
  accountId: accountId('acme'),
  connectionId: 'crm',
  customerId: 'ana',
  what: 'tag',
  name: null,
  from: null,
  to: 'Hot',
  ...more,
});
const many = (from: number, count: number) =>
  Array.from({ length: count }, (_, at) => entry(`e${from + at}`));
const ids = async () => (await open().list()).map(({ id }) => id);

describe('the log of what was done', () => {
  it('is kept over restarts, oldest first', async () => {
    await open().append([entry('a'), entry('b')]);
    await open().append([entry('c')]);
    expect(await ids()).toEqual(['a', 'b', 'c']);
  });

  it('keeps a deed once, however often it is told, also over the edge of a page', async () => {
    const log = open();
    await log.append(many(0, 100));
    await log.append([entry('e99')]);
    await log.append([entry('e100')]);
    await log.append([entry('e99'), entry('e100')]);
    expect(await ids()).toHaveLength(101);
  });

  it('loses nothing of what is appended at once', async () => {
    const log = open();
    await Promise.all(many(0, 150).map((one) => log.append([one])));
    expect(await ids()).toEqual(many(0, 150).map(({ id }) => id));
  });

  it('goes on with a page that a dying worker wrote without its index', async () => {
    await open().append(many(0, 100));
    await stores().pages.put('1', [entry('orphan')]);
    await open().append([entry('next')]);
    expect((await ids()).slice(-2)).toEqual(['orphan', 'next']);
  });

  it('holds at most 5,000 entries, the newest', async () => {
    const log = open();
    for (let page = 0; page < 52; page++) await log.append(many(page * 100, 100));
    await log.append([entry('last')]);
    const kept = await ids();
    expect(kept.length).toBeLessThanOrEqual(5_000);
    expect([kept[0], kept.at(-1)]).toEqual(['e300', 'last']);
    expect((await stores().pages.list()).length).toBeLessThanOrEqual(50);
  });

  it('forgets what is older than 90 days, on the disk too', async () => {
    await open().append([entry('old'), entry('young', { at: now + 10 * day })]);
    now += 90 * day;
    expect(await ids()).toEqual(['young']);
    await open().prune();
    expect((await stores().pages.list()).map(({ value }) => value.map(({ id }) => id))).toEqual([['young']]);
    now += 10 * day;
    await open().prune();
    expect(await stores().pages.list()).toEqual([]);
    await open().append([entry('new')]);
    expect(await ids()).toEqual(['new']);
  });

  it('tells of two who became one as of the one who stays', async () => {
    const log = open();
    const all = [
      entry('a'),
      entry('b', { customerId: 'bob' }),
      entry('c', { accountId: accountId('device') }),
    ];
    await log.append(all);
    for (let times = 0; times < 2; times += 1) await log.merge(accountId('acme'), 'ana', 'bob');
    expect((await log.list()).map(({ id, customerId }) => [id, customerId])).toEqual([
      ['a', 'bob'],
      ['b', 'bob'],
      ['c', 'ana'],
    ]);
  });

  it('forgets one customer', async () => {
    const log = open();
    await log.append([
      entry('a'),
      entry('b', { customerId: 'bob' }),
      entry('c', { accountId: accountId('device') }),
    ]);
    await log.forget(accountId('acme'), 'ana');
    expect(await ids()).toEqual(['b', 'c']);
    await log.forgetAll();
    expect(await stores().pages.list()).toEqual([]);
  });

  it('lies on the disk sealed', async () => {
    await open().append([entry('a', { to: 'very telling' })]);
    const request = disk.open((await disk.databases())[0]?.name ?? '');
    const db = await new Promise<IDBDatabase>((resolve) => {
      request.onsuccess = () => resolve(request.result);
    });
    const rows = await new Promise<unknown[]>((resolve) => {
      const all = db.transaction('rows').objectStore('rows').getAll();
      all.onsuccess = () => resolve(all.result);
    });
    expect(rows.length).toBeGreaterThan(0);
    expect(JSON.stringify(rows)).not.toContain('very telling');
    db.close();
  });
});
