import { type DBSchema, type IDBPDatabase, wrap } from 'idb';
import { AppError } from '../errors/app-error.ts';

export interface DatabaseLayout {
  name: string;
  version: number;
  /** Lays out a new database, or brings an old one up to `version`. */
  upgrade(db: IDBDatabase, transaction: IDBTransaction | null): void;
}

/**
 * Opens a database of the extension. `onGone` is called when the browser or another context takes it away. Rejects with
 * `UNSUPPORTED` where IndexedDB is switched off, `CONTEXT_LOST` while another version holds it, else as IndexedDB does.
 */
export async function openDatabase<S extends DBSchema>(
  indexedDB: IDBFactory | undefined,
  { name, version, upgrade }: DatabaseLayout,
  onGone: () => void,
): Promise<IDBPDatabase<S>> {
  if (!indexedDB) throw new AppError('UNSUPPORTED', { detail: 'IndexedDB is switched off' });
  const request = indexedDB.open(name, version);
  return new Promise((resolve, reject) => {
    request.onupgradeneeded = () => upgrade(request.result, request.transaction);
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
      // idb's types do not carry a schema through `wrap`.
      resolve(wrap(raw) as unknown as IDBPDatabase<S>);
    };
  });
}
