/** The database under the sealed store: opening it, agreeing on its keys, and what its refusals mean. */
import { type DBSchema, type IDBPDatabase, wrap } from 'idb';
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

const databaseName = 'chatside-sealed';

/** @param onGone is called when the browser or another context takes the database away. */
export async function openSession(
  indexedDB: IDBFactory | undefined,
  crypto: Crypto,
  onGone: () => void,
): Promise<SealedSession> {
  const db = await openDatabase(indexedDB, onGone);
  try {
    return { db, keys: await agreeOnKeys(db, crypto) };
  } catch (thrown) {
    db.close();
    throw thrown;
  }
}

function openDatabase(indexedDB: IDBFactory | undefined, onGone: () => void): Promise<IDBPDatabase<Schema>> {
  if (!indexedDB) throw new AppError('UNSUPPORTED', { detail: 'IndexedDB is switched off' });
  const request = indexedDB.open(databaseName, 1);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => {
      const db = request.result;
      db.createObjectStore('keys');
      db.createObjectStore('rows', { keyPath: ['collection', 'id'] }).createIndex('collection', 'collection');
    };
    let gaveUp = false;
    request.onblocked = () => {
      gaveUp = true;
      reject(new AppError('CONTEXT_LOST', { retryable: true, detail: 'database held by an older version' }));
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
      // idb's types do not carry a schema through `wrap`.
      resolve(wrap(raw) as unknown as IDBPDatabase<Schema>);
    };
  });
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

const nameOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : typeof thrown;

/** The connection went away under us (an update, cleared data, a forced close): opening again may help. */
export const isGone = (thrown: unknown): boolean =>
  ['InvalidStateError', 'AbortError', 'TransactionInactiveError'].includes(nameOf(thrown));

export function storageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isAppError(thrown)) return new AppError(thrown.code, thrown);
  const name = nameOf(thrown);
  switch (name) {
    case 'QuotaExceededError':
      return new AppError('STORAGE_FULL', { detail: name });
    // Private windows refuse to open, or to keep a key that can't be read out.
    case 'SecurityError':
    case 'NotAllowedError':
    case 'DataCloneError':
    case 'InvalidStateError':
      return new AppError('UNSUPPORTED', { detail: `IndexedDB: ${name}` });
    case 'AbortError':
    case 'VersionError':
    case 'TransactionInactiveError':
      return new AppError('CONTEXT_LOST', { detail: `IndexedDB: ${name}` });
    default:
      return new AppError('BUG', { detail: `IndexedDB: ${name}` });
  }
}
