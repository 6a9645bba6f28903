import type { IDBPTransaction } from 'idb';
import { keepOpen } from '../../database/keep-open.ts';
import { type DatabaseLayout, openDatabase } from '../../database/open-database.ts';
import { defaultCatalogueIn } from './default-catalogue.ts';
import { type LocalSchema, type LocalStore, localStores } from './rows.ts';
import { searchBuckets } from './search-buckets.ts';

const layout: DatabaseLayout = { name: 'chatside-crm', version: 3, upgrade: lay };

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
  const again = keepOpen((onGone) => openDatabase<LocalSchema>(indexedDB, layout, onGone));

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

function lay(db: IDBDatabase, tx: IDBTransaction | null): void {
  if (!db.objectStoreNames.contains('customers')) layFirst(db, tx);
  const timeline = tx?.objectStore('timeline');
  // Version 2: what carries a time is found without reading everybody's history.
  if (!timeline?.indexNames.contains('due')) timeline?.createIndex('due', 'dueAt');
  // Version 3: what is searched is folded further.
  if (tx) writeSearchAnew(tx);
}

/** In the transaction of the upgrade, which ends when it is done: nobody is searched for before. */
function writeSearchAnew(tx: IDBTransaction): void {
  const read = tx.objectStore('customers').getAll();
  read.onsuccess = () => {
    const store = tx.objectStore('search');
    store.clear();
    for (const [bucket, texts] of searchBuckets(read.result)) store.put(texts, bucket);
  };
}

function layFirst(db: IDBDatabase, tx: IDBTransaction | null): void {
  const customers = db.createObjectStore('customers', { keyPath: 'id' });
  customers.createIndex('phones', 'phones', { multiEntry: true });
  customers.createIndex('tags', 'tagIds', { multiEntry: true });
  customers.createIndex('stage', 'stage.stageId');
  db.createObjectStore('search');
  db.createObjectStore('timeline', { autoIncrement: true }).createIndex('customer', 'customerId');
  db.createObjectStore('writes', { keyPath: 'key' });
  db.createObjectStore('catalogue');
  tx?.objectStore('catalogue').put(defaultCatalogueIn(globalThis.navigator?.language ?? 'en'), 'current');
}
