/**
 * The database `model-storage` as the app keeps it. No connection outlives a call: readers, upgrades and deletions never
 * wait for the app itself.
 */

import { type Records, type StoreName, storeNames } from './records.ts';
import { shapeRow } from './row-shapes.ts';
import type { Switches } from './switches.ts';

const databaseName = 'model-storage';
const firstVersion = 31;

export type DatabaseEvent = 'versionchange' | 'blocked' | 'upgraded' | 'deleted';

export interface Database {
  exists(): Promise<boolean>;
  /** Deletes what an earlier page left and fills a new database. */
  create(records: Records): Promise<void>;
  put<Store extends StoreName>(store: Store, rows: readonly Records[Store][number][]): Promise<void>;
  /** Replaces every row of every store, without a new version. */
  refill(records: Records): Promise<void>;
  upgrade(): Promise<'done' | 'blocked'>;
  remove(): Promise<'done' | 'blocked'>;
}

function settled(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export function createDatabase(
  switches: Switches,
  tell: (event: DatabaseEvent, detail: string) => void,
): Database {
  const stores = storeNames.filter((name) => !switches['missing-stores'].includes(name));

  function addStores(database: IDBDatabase): void {
    for (const name of stores) {
      const store = database.createObjectStore(name, { keyPath: 'id' });
      if (name === 'contact') store.createIndex('phoneNumber', 'phoneNumber');
    }
  }

  function open(version?: number): Promise<IDBDatabase> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, version);
      request.onupgradeneeded = ({ oldVersion }) => {
        if (oldVersion === 0) addStores(request.result);
      };
      request.onsuccess = () => {
        request.result.onversionchange = () => {
          tell('versionchange', 'the app closed its own connection');
          request.result.close();
        };
        resolve(request.result);
      };
      request.onerror = () => reject(request.error);
    });
  }

  const exists = async () => (await indexedDB.databases()).some(({ name }) => name === databaseName);

  /** Writes on a connection of its own; nothing where there is no database. */
  async function write(change: (store: (name: StoreName) => IDBObjectStore | null) => void): Promise<void> {
    if (!(await exists())) return;
    const database = await open();
    const held = stores.filter((name) => database.objectStoreNames.contains(name));
    const transaction = database.transaction(held, 'readwrite', { durability: 'relaxed' });
    change((name) => (held.includes(name) ? transaction.objectStore(name) : null));
    await settled(transaction);
    database.close();
  }

  function refill(records: Records): Promise<void> {
    return write((store) => {
      for (const name of storeNames) {
        const target = store(name);
        target?.clear();
        for (const row of records[name]) target?.put(shapeRow(name, row, switches));
      }
    });
  }

  function drop(told: typeof tell): Promise<'done' | 'blocked'> {
    return new Promise((resolve, reject) => {
      const request = indexedDB.deleteDatabase(databaseName);
      request.onblocked = () => {
        told('blocked', 'a connection kept the database from being deleted');
        resolve('blocked');
      };
      request.onsuccess = () => {
        told('deleted', databaseName);
        resolve('done');
      };
      request.onerror = () => reject(request.error);
    });
  }

  async function upgrade(): Promise<'done' | 'blocked'> {
    const known = (await indexedDB.databases()).find(({ name }) => name === databaseName);
    if (known?.version === undefined) throw new Error('There is no database to upgrade.');
    const version = known.version + 1;
    return new Promise((resolve, reject) => {
      const request = indexedDB.open(databaseName, version);
      request.onblocked = () => {
        tell('blocked', `a connection kept the database from version ${version}`);
        resolve('blocked');
      };
      request.onsuccess = () => {
        request.result.close();
        tell('upgraded', `version ${version}`);
        resolve('done');
      };
      request.onerror = () => reject(request.error);
    });
  }

  return {
    exists,
    refill,
    remove: () => drop(tell),
    upgrade,
    put: (name, rows) =>
      write((store) => {
        for (const row of rows) store(name)?.put(shapeRow(name, row, switches));
      }),
    async create(records) {
      if (await exists()) await drop(() => {});
      (await open(firstVersion)).close();
      await refill(records);
    },
  };
}
