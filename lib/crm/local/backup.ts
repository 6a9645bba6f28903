import { type BackupProblem, readBackup } from './backup-problems.ts';
import type { BackupFile } from './backup-schema.ts';
import { createLocalDatabase } from './database.ts';
import { readCatalogue } from './read-catalogue.ts';
import { localStores } from './rows.ts';
import { searchBuckets } from './search-buckets.ts';

export type BackupLook =
  | { ok: true; savedAt: string; customers: number; replaces: number }
  | { ok: false; problems: BackupProblem[] };

export type RestoreResult = { ok: true; customers: number } | { ok: false; problems: BackupProblem[] };

/**
 * The whole CRM on this device as one JSON file, and back. The keys of what was written go with it, so that a write
 * that is sent again after a restore lands exactly when the restored state lacks it. Throws the adapter's storage errors.
 */
export function createLocalBackup({
  indexedDB,
  clock,
}: {
  indexedDB: IDBFactory | undefined;
  clock: { now(): number };
}) {
  const database = createLocalDatabase({ indexedDB });

  return {
    /** JSON text. */
    backUp: async (): Promise<string> => {
      const file = await database.read(async (tx): Promise<BackupFile> => {
        const { groups, stages, fields } = await readCatalogue(tx);
        return {
          format: 'chatside-crm',
          version: 1,
          savedAt: new Date(clock.now()).toISOString(),
          catalogue: { groups, stages, fields },
          customers: await tx.objectStore('customers').getAll(),
          timeline: await tx.objectStore('timeline').getAll(),
          writes: await tx.objectStore('writes').getAll(),
        };
      });
      return `${JSON.stringify(file)}\n`;
    },

    /** What {@link restore} would do: how many customers come, and how many of this device they replace. */
    look: async (json: string): Promise<BackupLook> => {
      const read = readBackup(json);
      if ('problems' in read) return { ok: false, problems: read.problems };
      const { savedAt, customers } = read.file;
      const replaces = await database.read((tx) => tx.objectStore('customers').count());
      return { ok: true, savedAt, customers: customers.length, replaces };
    },

    /** Puts the file's content in place of everything that is here: all of it, or, where anything is wrong, nothing. */
    restore: async (json: string): Promise<RestoreResult> => {
      const read = readBackup(json);
      if ('problems' in read) return { ok: false, problems: read.problems };
      const { catalogue, customers, timeline, writes } = read.file;
      await database.write(async (tx) => {
        await Promise.all(localStores.map(async (store) => tx.objectStore(store).clear()));
        // Async each, so that one that throws at once leaves no other unheard.
        await Promise.all([
          tx.objectStore('catalogue').put(catalogue, 'current'),
          ...customers.map(async (customer) => tx.objectStore('customers').put(customer)),
          ...[...searchBuckets(customers)].map(async ([bucket, texts]) =>
            tx.objectStore('search').put(texts, bucket),
          ),
          ...timeline.map(async (event) => tx.objectStore('timeline').add(event)),
          ...writes.map(async (write) => tx.objectStore('writes').put(write)),
        ]);
      });
      return { ok: true, customers: customers.length };
    },
  };
}
