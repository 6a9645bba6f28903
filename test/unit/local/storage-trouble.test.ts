import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createLocalAdapter } from '../../../lib/crm/local/local-adapter.ts';
import type { Change } from '../../../lib/crm/port.ts';
import { e164 } from '../phone/e164.ts';

const signal = new AbortController().signal;
const create: Change = { kind: 'create', phone: e164('+5511900000001'), name: 'Ana', fields: [] };
const open = (indexedDB: IDBFactory | undefined) =>
  createLocalAdapter({
    connectionId: 'device',
    indexedDB,
    clock: { now: () => 0 },
    newId: () => crypto.randomUUID(),
    language: async () => 'en',
  });

afterEach(() => {
  vi.restoreAllMocks();
});

describe('the CRM on this device, when storage is in trouble', () => {
  it('says that it cannot be kept where IndexedDB is switched off', async () => {
    await expect(open(undefined).apply(create, 'k', signal)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('says so where opening is refused, as in private windows', async () => {
    const refused = new IDBFactory();
    vi.spyOn(refused, 'open').mockImplementation(() => {
      throw new DOMException('', 'SecurityError');
    });
    await expect(open(refused).get('x', signal)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  it('says that the disk is full, and has written nothing', async () => {
    const indexedDB = new IDBFactory();
    const crm = open(indexedDB);
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(crm.catalogue(signal)).rejects.toMatchObject({ name: 'AppError' });
    put.mockRestore();
    await crm.catalogue(signal);
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(crm.apply(create, 'k', signal)).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    vi.restoreAllMocks();
    expect(await crm.verify(create, 'k', signal)).toBe('absent');
    expect(await crm.search('ana', signal)).toEqual([]);
    await crm.apply(create, 'k', signal);
    expect(await crm.search('ana', signal)).toHaveLength(1);
  });

  it('opens again after the database was taken away', async () => {
    const indexedDB = new IDBFactory();
    const crm = open(indexedDB);
    await crm.apply(create, 'k', signal);
    await new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase('chatside-crm');
      request.onsuccess = resolve;
      request.onerror = reject;
    });
    expect(await crm.verify(create, 'k', signal)).toBe('absent');
    await crm.apply(create, 'k', signal);
    expect(await crm.search('ana', signal)).toHaveLength(1);
  });

  it('says that its context is lost where a newer version holds the database', async () => {
    const indexedDB = new IDBFactory();
    await new Promise<void>((resolve) => {
      const request = indexedDB.open('chatside-crm', 4);
      request.onsuccess = () => resolve();
    });
    await expect(open(indexedDB).get('x', signal)).rejects.toMatchObject({ code: 'CONTEXT_LOST' });
  });
});
