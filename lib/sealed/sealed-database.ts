/** The database under the sealed store, and the agreement on its keys. */
import type { DBSchema, IDBPDatabase } from 'idb';
import { type DatabaseLayout, openDatabase } from '../database/open-database.ts';
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

/** Whoever commits first decides: the others' new keys are thrown away, inside one read-write transaction. */
async function agreeOnKeys(db: IDBPDatabase<Schema>, crypto: Crypto): Promise<SealKeys> {
  const existing = await db.get('keys', 'current');
  if (existing) return existing;
  const made = await makeKeys(crypto);
  const tx = db.transaction('keys', 'readwrite', { durability: 'strict' });
  const first = await tx.store.get('current');
  if (!first) await tx.store.put(made, 'current');
  await tx.done;
  return first ?? made;
}
