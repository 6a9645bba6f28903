import { type IDBPDatabase, type IDBPTransaction, wrap } from 'idb';
import { AppError } from '../../errors/app-error.ts';
import { isGone, storageError } from '../../sealed/sealed-database.ts';
import { defaultCatalogue } from './default-catalogue.ts';
import { type LocalSchema, type LocalStore, localStores } from './rows.ts';

const databaseName = 'chatside-crm';
const databaseVersion = 1;

export type ReadTransaction = IDBPTransaction<LocalSchema, LocalStore[], 'readonly'>;
export type WriteTransaction = IDBPTransaction<LocalSchema, LocalStore[], 'readwrite'>;

export interface LocalDatabase {
  /** `work` may await the transaction only. */
  read<T>(work: (tx: ReadTransaction) => Promise<T>): Promise<T>;
  /** All of `work` or nothing; resolves when it is on the disk. `work` may await the transaction only. */
  write<T>(work: (tx: WriteTransaction) => Promise<T>): Promise<T>;
}

/**
 * The database, opened when first needed and again when it was taken away. Throws `STORAGE_FULL`, `UNSUPPORTED` (no
 * usable IndexedDB, as in some private windows), `CONTEXT_LOST` (taken away twice in a row, or of another version).
 */
export function createLocalDatabase({ indexedDB }: { indexedDB: IDBFactory | undefined }): LocalDatabase {
  let opening: Promise<IDBPDatabase<LocalSchema>> | null = null;

  function database(): Promise<IDBPDatabase<LocalSchema>> {
    if (opening) return opening;
    const mine = open(indexedDB, () => forget(mine));
    opening = mine;
    mine.catch(() => forget(mine));
    return mine;
  }

  function forget(which: Promise<IDBPDatabase<LocalSchema>>): void {
    if (opening === which) opening = null;
  }

  /** A transaction that was cut short has written nothing, so the whole of `work` may run once more. */
  async function again<T>(work: (db: IDBPDatabase<LocalSchema>) => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      const current = database();
      try {
        return await work(await current);
      } catch (thrown) {
        if (attempt > 1 || !isGone(thrown)) throw storageError(thrown);
        forget(current);
      }
    }
  }

  return {
    read: (work) => again((db) => work(db.transaction(localStores))),

    write: (work) =>
      again(async (db) => {
        const tx = db.transaction(localStores, 'readwrite', { durability: 'strict' });
        const done = tx.done.then(
          () => null,
          () => ({ reason: tx.error }),
        );
        try {
          const result = await work(tx);
          const failed = await done;
          if (failed) throw failed.reason ?? new DOMException('', 'AbortError');
          return result;
        } catch (thrown) {
          abort(tx);
          await done;
          // A full disk shows first as a request that was aborted; the transaction knows why.
          throw tx.error ?? thrown;
        }
      }),
  };
}

function abort(tx: WriteTransaction): void {
  try {
    tx.abort();
  } catch {
    // It has ended already.
  }
}

function open(indexedDB: IDBFactory | undefined, onGone: () => void): Promise<IDBPDatabase<LocalSchema>> {
  if (!indexedDB) return Promise.reject(new AppError('UNSUPPORTED', { detail: 'IndexedDB is switched off' }));
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(databaseName, databaseVersion);
    request.onupgradeneeded = () => lay(request.result, request.transaction);
    let gaveUp = false;
    request.onblocked = () => {
      gaveUp = true;
      reject(new AppError('CONTEXT_LOST', { retryable: true, detail: 'database held by another version' }));
    };
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const raw = request.result;
      if (gaveUp) return raw.close();
      raw.onversionchange = () => {
        raw.close();
        onGone();
      };
      raw.onclose = onGone;
      resolve(raw);
    };
  });
  // idb's types do not carry a schema through `wrap`.
  return opened.then((db) => wrap(db) as unknown as IDBPDatabase<LocalSchema>);
}

function lay(db: IDBDatabase, tx: IDBTransaction | null): void {
  const customers = db.createObjectStore('customers', { keyPath: 'id' });
  customers.createIndex('phones', 'phones', { multiEntry: true });
  customers.createIndex('tags', 'tagIds', { multiEntry: true });
  customers.createIndex('stage', 'stage.stageId');
  db.createObjectStore('search');
  db.createObjectStore('timeline', { autoIncrement: true }).createIndex('customer', 'customerId');
  db.createObjectStore('writes', { keyPath: 'key' });
  db.createObjectStore('catalogue');
  tx?.objectStore('catalogue').put(defaultCatalogue, 'current');
}
