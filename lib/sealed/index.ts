/**
 * The sealed store: small JSON values, encrypted in the extension's own IndexedDB. It keeps them from other pages,
 * content scripts, backups and casual reading, not from who controls the user's account.
 *
 * A row that can't be read (the key was lost, a bit was changed) counts as absent: `get` gives `undefined`, `list`
 * leaves it out, and `unreadable()` counts what lies there for good. A later `put` of the same id replaces it. All else
 * that goes wrong is an `AppError`: `STORAGE_FULL`, `UNSUPPORTED` (no usable IndexedDB, as in some private windows;
 * `storage-broken` where the browser can't open it; `key-unreadable` where the key is there and can't be used),
 * `CONTEXT_LOST` (the database was taken away twice in a row, or belongs to another version), `BUG`.
 */
import { createTurns } from '../concurrency/in-turn.ts';
import { keepOpen } from '../database/keep-open.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import { rowName, seal, unseal } from './seal.ts';
import { discardUnusableKey, openSession, type SealedRow, type SealedSession } from './sealed-database.ts';
import { createStorageHealth } from './storage-health.ts';

export interface SealedCollection<T> {
  get(id: string): Promise<T | undefined>;
  /** `value` is plain JSON. Resolves when it is on the disk; writes to one id land in the order of the calls. */
  put(id: string, value: T): Promise<void>;
  delete(id: string): Promise<void>;
  /** In no order that means anything. */
  list(): Promise<{ id: string; value: T }[]>;
}

/** One row to be written, or to be taken away where `value` is undefined. */
export interface SealedChange {
  collection: string;
  id: string;
  value: unknown;
}

/** A collection whose changes can be made together with those of others. */
export interface JoinedCollection<T> extends SealedCollection<T> {
  toPut(id: string, value: T): SealedChange;
  toDelete(id: string): SealedChange;
}

export interface SealedStore {
  collection<T>(name: string): JoinedCollection<T>;
  /** All of it or nothing, in one transaction. Resolves when it is on the disk. */
  commit(changes: readonly SealedChange[]): Promise<void>;
  /** How many rows of each collection can never be read again. Looks at all that is kept. */
  unreadable(): Promise<Record<string, number>>;
  /** Takes those away, and a key that can't be used with all that lies under it. */
  discardUnreadable(): Promise<void>;
}

export function openSealedStore({
  indexedDB,
  crypto,
  onTrouble = () => {},
}: {
  /** Undefined where the browser has it switched off. */
  indexedDB: IDBFactory | undefined;
  crypto: Crypto;
  /** Called when the device can't be read or written any more, and with null once it can. */
  onTrouble?: (trouble: AppErrorData | null) => void;
}): SealedStore {
  const inTurn = createTurns();

  const health = createStorageHealth(onTrouble);
  const runOpen = keepOpen((onGone) => openSession(indexedDB, crypto, onGone));

  async function withSession<R>(work: (session: SealedSession) => Promise<R>): Promise<R> {
    try {
      const result = await runOpen(work);
      health.read();
      return result;
    } catch (thrown) {
      health.failed(thrown);
      throw thrown;
    }
  }

  function inOrder(changes: readonly SealedChange[], write: () => Promise<void>): Promise<void> {
    const lanes = changes.map(({ collection, id }) => JSON.stringify([collection, id]));
    const mine = inTurn(lanes, write);
    mine.then(health.wrote, () => {});
    return mine;
  }

  const commit = (changes: readonly SealedChange[]): Promise<void> =>
    inOrder(changes, () =>
      withSession(async ({ db, keys }) => {
        // Before the transaction opens, which would end while it waited.
        const ready = await Promise.all(
          changes.map(async ({ collection, id, value }) => {
            const row = await rowName(crypto, keys, collection, id);
            if (value === undefined) return { gone: [collection, row] as [string, string] };
            const sealed = await seal(crypto, keys, { collection, row }, { id, value });
            return { put: { collection, id: row, ...sealed } };
          }),
        );
        const tx = db.transaction('rows', 'readwrite', { durability: 'strict' });
        const writes: Promise<unknown>[] = [tx.done];
        try {
          for (const one of ready) writes.push(one.put ? tx.store.put(one.put) : tx.store.delete(one.gone));
        } catch (thrown) {
          // What throws at once does not end the transaction: what went before it would land alone.
          tx.abort();
          await Promise.allSettled(writes);
          throw thrown;
        }
        await Promise.all(writes);
      }),
    );

  async function open<T>(
    keys: SealedSession['keys'],
    row: SealedRow,
  ): Promise<{ id: string; value: T } | null> {
    const plain = await unseal(crypto, keys, { collection: row.collection, row: row.id }, row);
    if (plain === undefined) return null;
    // Authenticated: only `put` can have written it, so it is what `put` was given.
    return plain as { id: string; value: T };
  }

  function collection<T>(name: string): JoinedCollection<T> {
    const toPut = (id: string, value: T): SealedChange => ({ collection: name, id, value });
    const toDelete = (id: string): SealedChange => ({ collection: name, id, value: undefined });
    return {
      get: (id) =>
        withSession(async ({ db, keys }) => {
          const row = await db.get('rows', [name, await rowName(crypto, keys, name, id)]);
          return row && (await open<T>(keys, row))?.value;
        }),

      put: (id, value) => commit([toPut(id, value)]),
      delete: (id) => commit([toDelete(id)]),
      toPut,
      toDelete,

      list: () =>
        withSession(async ({ db, keys }) => {
          const rows = await db.getAllFromIndex('rows', 'collection', name);
          const opened = await Promise.all(rows.map((row) => open<T>(keys, row)));
          return opened.filter((one) => one !== null);
        }),
    };
  }

  async function unreadableRows({ db, keys }: SealedSession): Promise<[collection: string, id: string][]> {
    const rows = await db.getAll('rows');
    const opened = await Promise.all(rows.map((row) => open(keys, row)));
    return rows.filter((_, at) => opened[at] === null).map(({ collection: name, id }) => [name, id]);
  }

  return {
    collection,
    commit,

    async unreadable() {
      const counts: Record<string, number> = {};
      for (const [name] of await withSession(unreadableRows)) counts[name] = (counts[name] ?? 0) + 1;
      return counts;
    },

    async discardUnreadable() {
      await discardUnusableKey(indexedDB, crypto);
      await withSession(async (session) => {
        const gone = await unreadableRows(session);
        const tx = session.db.transaction('rows', 'readwrite', { durability: 'strict' });
        await Promise.all([...gone.map((row) => tx.store.delete(row)), tx.done]);
      });
    },
  };
}
