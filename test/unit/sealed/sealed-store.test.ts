import 'fake-indexeddb/auto';
import { IDBFactory, IDBObjectStore } from 'fake-indexeddb';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';

let indexedDB: IDBFactory;
beforeEach(() => {
  indexedDB = new IDBFactory();
});
const open = () => openSealedStore({ indexedDB, crypto: globalThis.crypto });

/** The database as it lies on the disk. */
function raw(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open('chatside-sealed', 1);
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
type Row = { collection: string; id: string; iv: Uint8Array; data: ArrayBuffer };
async function rows(): Promise<Row[]> {
  const db = await raw();
  const all = await done(db.transaction('rows').objectStore('rows').getAll());
  db.close();
  return all;
}
async function change(work: (tx: IDBTransaction) => void): Promise<void> {
  const db = await raw();
  const tx = db.transaction(['rows', 'keys'], 'readwrite');
  work(tx);
  await new Promise((resolve) => tx.addEventListener('complete', resolve));
  db.close();
}

describe('a sealed collection', () => {
  test('gives back what was put, to this context and to the next', async () => {
    await open().collection('tokens').put('a', { token: 'secret', until: 5 });
    expect(await open().collection('tokens').get('a')).toEqual({ token: 'secret', until: 5 });
  });

  test('replaces, deletes and lists', async () => {
    const tokens = open().collection<number>('tokens');
    await tokens.put('a', 1);
    await tokens.put('a', 2);
    await tokens.put('b', 3);
    await tokens.put('c', 4);
    await tokens.delete('c');
    expect(await tokens.get('c')).toBeUndefined();
    expect((await tokens.list()).sort((x, y) => x.value - y.value)).toEqual([
      { id: 'a', value: 2 },
      { id: 'b', value: 3 },
    ]);
  });

  test('keeps collections apart', async () => {
    const store = open();
    await store.collection('one').put('a', 1);
    await store.collection('two').put('a', 2);
    expect(await store.collection('one').list()).toEqual([{ id: 'a', value: 1 }]);
    expect(await store.collection('two').get('a')).toBe(2);
  });

  test('keeps falsy values', async () => {
    const drafts = open().collection<string | null>('drafts');
    await drafts.put('empty', '');
    await drafts.put('null', null);
    expect(await drafts.get('empty')).toBe('');
    expect(await drafts.get('null')).toBeNull();
    expect(await drafts.list()).toHaveLength(2);
  });

  test('lands writes to one id in the order they were called', async () => {
    const drafts = open().collection<string>('drafts');
    const long = 'x'.repeat(200_000);
    await Promise.all([
      drafts.put('a', long),
      drafts.put('a', 'short'),
      drafts.delete('a'),
      drafts.put('a', 'last'),
    ]);
    expect(await drafts.get('a')).toBe('last');
  });
});

describe('changes made together', () => {
  test('land in their collections', async () => {
    const store = open();
    const [rows, drafts] = [store.collection<number>('outbox'), store.collection<string>('drafts')];
    await drafts.put('ana', 'hello');
    await store.commit([rows.toPut('n1', 1), drafts.toDelete('ana'), drafts.toPut('bob', 'kept')]);
    expect(await open().collection('outbox').get('n1')).toBe(1);
    expect(await open().collection('drafts').list()).toEqual([{ id: 'bob', value: 'kept' }]);
  });

  test('are all there or none, whichever of them the disk refuses', async () => {
    await open().collection('drafts').put('ana', 'hello');
    for (const method of ['put', 'delete'] as const) {
      const spy = vi.spyOn(IDBObjectStore.prototype, method).mockImplementationOnce(() => {
        throw new DOMException('full', 'QuotaExceededError');
      });
      const store = open();
      const [rows, drafts] = [store.collection<number>('outbox'), store.collection<string>('drafts')];
      const committed = store.commit([rows.toPut('n1', 1), drafts.toDelete('ana')]);
      await expect(committed).rejects.toMatchObject({ code: 'STORAGE_FULL' });
      spy.mockRestore();
      expect(await rows.get('n1')).toBeUndefined();
      expect(await drafts.get('ana')).toBe('hello');
    }
  });

  test('take their turn among the writes to each of their rows', async () => {
    const store = open();
    const [rows, drafts] = [store.collection<number>('outbox'), store.collection<string>('drafts')];
    await Promise.all([
      drafts.put('ana', 'x'.repeat(200_000)),
      store.commit([rows.toPut('n1', 1), drafts.toDelete('ana')]),
      rows.put('n1', 2),
    ]);
    expect(await drafts.get('ana')).toBeUndefined();
    expect(await rows.get('n1')).toBe(2);
  });
});

describe('on the disk', () => {
  test('neither value nor id can be read', async () => {
    await open().collection('links').put('phone:+15550100009', { name: 'Carla' });
    const [row] = await rows();
    const all = `${row?.collection} ${row?.id} ${new TextDecoder('latin1').decode(row?.data)}`;
    expect(all).not.toMatch(/1555|Carla|phone/);
    expect(row?.collection).toBe('links');
  });

  test('the keys can not be read out', async () => {
    await open().collection('links').put('a', 1);
    const db = await raw();
    const [keys] = await done(db.transaction('keys').objectStore('keys').getAll());
    db.close();
    expect(keys.seal.extractable).toBe(false);
    expect(keys.name.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('raw', keys.seal)).rejects.toThrow();
  });

  test('each write has an IV of its own', async () => {
    const links = open().collection<number>('links');
    const seen = new Set<string>();
    for (let n = 0; n < 5; n++) {
      await links.put('a', 1);
      seen.add(String((await rows())[0]?.iv));
    }
    expect(seen.size).toBe(5);
  });
});

describe('a row that can not be read', () => {
  test('counts as absent when a bit was changed, and can be written anew', async () => {
    const store = open();
    const links = store.collection<number>('links');
    await links.put('a', 1);
    await links.put('b', 2);
    const [row] = await rows();
    if (!row) throw new Error('no row');
    new Uint8Array(row.data)[3] = (new Uint8Array(row.data)[3] ?? 0) ^ 1;
    await change((tx) => tx.objectStore('rows').put(row));
    expect(await links.list()).toHaveLength(1);
    expect(await store.unreadable()).toEqual({ links: 1 });
    await Promise.all([links.put('a', 1), links.put('b', 2)]);
    expect(await links.list()).toHaveLength(2);
  });

  test('counts as absent when it was moved to another id or collection', async () => {
    const store = open();
    await store.collection('one').put('a', 'mine');
    await store.collection('one').put('b', 'other');
    const all = await rows();
    const [first, second] = all;
    if (!first || !second) throw new Error('no rows');
    await change((tx) => {
      tx.objectStore('rows').put({ ...first, id: second.id });
      tx.objectStore('rows').put({ ...first, collection: 'two' });
    });
    expect(await store.collection('one').list()).toHaveLength(1);
    expect(await store.collection('two').list()).toEqual([]);
  });

  test('counts as absent when the keys are lost, and new ones are made', async () => {
    await open().collection('links').put('a', 1);
    await change((tx) => tx.objectStore('keys').clear());
    const store = open();
    expect(await store.collection('links').get('a')).toBeUndefined();
    expect(await store.collection('links').list()).toEqual([]);
    expect(await store.unreadable()).toEqual({ links: 1 });
    await store.collection('links').put('a', 2);
    expect(await open().collection('links').get('a')).toBe(2);
  });
});

describe('what can never be read again', () => {
  test('is counted by collection, and discarded without touching the rest', async () => {
    await open().collection('outbox').put('a', 1);
    await open().collection('outbox').put('b', 1);
    await open().collection('links').put('a', 1);
    await change((tx) => tx.objectStore('keys').clear());
    const store = open();
    await store.collection('links').put('c', 3);
    expect(await store.unreadable()).toEqual({ outbox: 2, links: 1 });
    await store.discardUnreadable();
    expect(await store.unreadable()).toEqual({});
    expect(await store.collection('links').list()).toEqual([{ id: 'c', value: 3 }]);
    expect(await rows()).toHaveLength(1);
  });

  test('because the key can not be used is said, kept, and goes only when it is discarded', async () => {
    await open().collection('links').put('a', 1);
    await change((tx) => tx.objectStore('keys').put({ seal: null, name: null }, 'current'));
    const store = open();
    const links = store.collection<number>('links');
    await expect(links.get('a')).rejects.toMatchObject({ code: 'UNSUPPORTED', reason: 'key-unreadable' });
    await expect(links.put('a', 2)).rejects.toMatchObject({ reason: 'key-unreadable' });
    expect(await rows()).toHaveLength(1);
    await store.discardUnreadable();
    expect(await rows()).toHaveLength(0);
    await links.put('a', 2);
    expect(await open().collection('links').get('a')).toBe(2);
  });
});

describe('contexts that open at once', () => {
  test('agree on one key', async () => {
    const stores = Array.from({ length: 6 }, open);
    await Promise.all(stores.map((store, n) => store.collection('links').put(`id${n}`, n)));
    for (const store of stores) {
      expect(await store.collection('links').list()).toHaveLength(6);
      expect(await store.unreadable()).toEqual({});
    }
  });
});

describe('a database that goes away', () => {
  test('is let go of for a deletion, and opened again with new keys', async () => {
    const store = open();
    await store.collection('links').put('a', 1);
    await done(indexedDB.deleteDatabase('chatside-sealed'));
    expect(await store.collection('links').get('a')).toBeUndefined();
    await store.collection('links').put('a', 2);
    expect(await open().collection('links').get('a')).toBe(2);
  });

  test('is opened again when the connection was closed under a call', async () => {
    const opened: IDBDatabase[] = [];
    const realOpen = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = realOpen(...args);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    });
    const links = open().collection<number>('links');
    await links.put('a', 1);
    opened.at(-1)?.close();
    expect(await links.get('a')).toBe(1);
    opened.at(-1)?.close();
    await links.put('a', 2);
    expect(await links.get('a')).toBe(2);
    expect(opened).toHaveLength(3);
  });

  test('is given up after the second time', async () => {
    const realOpen = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = realOpen(...args);
      request.addEventListener('success', () => request.result.close());
      return request;
    });
    await expect(open().collection('links').get('a')).rejects.toMatchObject({ name: 'AppError' });
    expect(indexedDB.open).toHaveBeenCalledTimes(2);
  });
});

describe('a refusal of the browser', () => {
  const refusing = (name: string) => {
    const realOpen = indexedDB.open.bind(indexedDB);
    vi.spyOn(indexedDB, 'open').mockImplementation((...args) => {
      const request = realOpen(...args);
      request.addEventListener('success', () => {
        const db = request.result;
        const transaction = db.transaction.bind(db);
        db.transaction = (stores, mode, options) => {
          if (mode === 'readwrite' && stores === 'rows') throw new DOMException('no', name);
          return transaction(stores, mode, options);
        };
      });
      return request;
    });
    return open().collection<number>('links');
  };

  test('for want of space is STORAGE_FULL, and leaves the row as it was', async () => {
    await open().collection('links').put('a', 1);
    const links = refusing('QuotaExceededError');
    await expect(links.put('a', 2)).rejects.toMatchObject({ code: 'STORAGE_FULL', retryable: false });
    expect(await links.get('a')).toBe(1);
  });

  test('does not stop later writes to the same id', async () => {
    const links = refusing('QuotaExceededError');
    const first = links.put('a', 1);
    const second = links.put('a', 2);
    await expect(first).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    await expect(second).rejects.toMatchObject({ code: 'STORAGE_FULL' });
    vi.restoreAllMocks();
    await open().collection('links').put('a', 3);
    expect(await open().collection('links').get('a')).toBe(3);
  });

  test('to open at all is UNSUPPORTED', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('private', 'SecurityError');
    });
    await expect(open().collection('links').get('a')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    const none = openSealedStore({ indexedDB: undefined, crypto: globalThis.crypto });
    await expect(none.collection('links').list()).rejects.toMatchObject({ code: 'UNSUPPORTED' });
  });

  test('to open its own files is said to want a restart of the browser', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('Internal error opening backing store for indexedDB.open.', 'UnknownError');
    });
    await expect(open().collection('links').get('a')).rejects.toMatchObject({
      code: 'UNSUPPORTED',
      reason: 'storage-broken',
    });
  });

  test('is told once, and so is its end', async () => {
    const told = vi.fn<(trouble: AppErrorData | null) => void>();
    const links = openSealedStore({ indexedDB, crypto: globalThis.crypto, onTrouble: told }).collection(
      'links',
    );
    const broken = vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('', 'UnknownError');
    });
    await expect(links.get('a')).rejects.toThrow();
    await expect(links.list()).rejects.toThrow();
    broken.mockRestore();
    await links.get('a');
    await links.list();
    expect(told.mock.calls.map(([trouble]) => trouble?.reason ?? trouble)).toEqual(['storage-broken', null]);
  });

  test('for want of space ends with a write that lands, not with a read', async () => {
    const told = vi.fn<(trouble: AppErrorData | null) => void>();
    const links = openSealedStore({ indexedDB, crypto: globalThis.crypto, onTrouble: told }).collection(
      'links',
    );
    const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('', 'QuotaExceededError');
    });
    await expect(links.put('a', 1)).rejects.toThrow();
    full.mockRestore();
    await links.list();
    expect(told.mock.lastCall?.[0]).toMatchObject({ code: 'STORAGE_FULL' });
    await links.put('a', 1);
    expect(told).toHaveBeenLastCalledWith(null);
  });

  test('is not remembered: the next call tries again', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('odd', 'UnknownError');
    });
    const links = open().collection<number>('links');
    await expect(links.get('a')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(await links.get('a')).toBeUndefined();
  });

  test('because another version holds the database is CONTEXT_LOST', async () => {
    const newer = indexedDB.open('chatside-sealed', 2);
    newer.onupgradeneeded = () => newer.result.createObjectStore('x');
    (await done(newer)).close();
    await expect(open().collection('links').get('a')).rejects.toMatchObject({ code: 'CONTEXT_LOST' });
  });
});
