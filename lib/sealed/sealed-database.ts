/** The database under the sealed store, and the agreement on its keys. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { type DatabaseLayout, openDatabase } from '../database/open-database.ts';
import { isGone, storageError } from '../database/storage-error.ts';
import { AppError, isAppError } from '../errors/app-error.ts';
import { makeKeys, type Sealed, type SealKeys } from './seal.ts';

export interface SealedRow extends Sealed {
  collection: string;
  /** Not the caller's id but its keyed digest. */
  id: string;
}

interface Schema extends DBSchema {
  keys: { key: string; value: SealKeys };
  rows: { key: [string, string]; value: SealedRow; indexes: { collection: string } };
}

/** An open database and the keys found in it. They go together: a database made anew has other keys. */
export interface SealedSession {
  db: IDBPDatabase<Schema>;
  keys: SealKeys;
}

const layout: DatabaseLayout = {
  name: 'chatside-sealed',
  version: 1,
  upgrade(db) {
    db.createObjectStore('keys');
    db.createObjectStore('rows', { keyPath: ['collection', 'id'] }).createIndex('collection', 'collection');
  },
};

/** @param onGone is called when the browser or another context takes the database away. */
export async function openSession(
  indexedDB: IDBFactory | undefined,
  crypto: Crypto,
  onGone: () => void,
): Promise<SealedSession> {
  const db = await openDatabase<Schema>(indexedDB, layout, onGone);
  try {
    return { db, keys: await agreeOnKeys(db, crypto) };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

/** Takes away keys that are there and can't be used, with every row under them. Leaves others alone. */
export async function discardUnusableKey(indexedDB: IDBFactory | undefined, crypto: Crypto): Promise<void> {
  const db = await openDatabase<Schema>(indexedDB, layout, () => {}).catch((thrown) => {
    throw storageError(thrown);
  });
  try {
    await agreeOnKeys(db, crypto).catch(async (thrown: unknown) => {
      if (!isAppError(thrown) || thrown.reason !== 'key-unreadable') throw storageError(thrown);
      const tx = db.transaction(['keys', 'rows'], 'readwrite', { durability: 'strict' });
      await Promise.all([tx.objectStore('keys').clear(), tx.objectStore('rows').clear(), tx.done]);
    });
  } finally {
    db.close();
  }
}

/** The keys that are kept. Never replaced by themselves: what lies under them may be readable another day. */
async function existingKeys(db: IDBPDatabase<Schema>): Promise<SealKeys | undefined> {
  let existing: Partial<SealKeys> | undefined;
  try {
    existing = await db.get('keys', 'current');
  } catch (thrown) {
    if (isGone(thrown)) throw thrown;
    throw new AppError('UNSUPPORTED', { reason: 'key-unreadable' });
  }
  if (existing === undefined) return undefined;
  const { seal, name } = existing;
  if (!seal || !name) throw new AppError('UNSUPPORTED', { reason: 'key-unreadable' });
  return { seal, name };
}

/** Whoever commits first decides: the others' new keys are thrown away, inside one read-write transaction. */
async function agreeOnKeys(db: IDBPDatabase<Schema>, crypto: Crypto): Promise<SealKeys> {
  const existing = await existingKeys(db);
  if (existing) return existing;
  const made = await makeKeys(crypto);
  const tx = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await tx.store.get('current');
  if (!first) await tx.store.put(made, 'current');
  await tx.done;
  return first ?? made;
}
