import type { ModelStorage, StoredRow, StoreName } from './model-storage.ts';

const batchSize = 500;

/**
 * Reads a store in batches, each in a transaction of its own. Throws `StorageUnreadable`.
 * @param pause is awaited before each batch.
 */
export async function* readAll(
  store: Exclude<StoreName, 'message'>,
  storage: ModelStorage,
  pause?: () => Promise<void>,
): AsyncGenerator<StoredRow[]> {
  let after: string | null = null;
  do {
    await pause?.();
    const from: string | null = after;
    const rows: StoredRow[] = await storage.read([store], (reader) => reader.batch(store, from, batchSize));
    yield rows;
    after = rows.length < batchSize ? null : (rows.at(-1)?.id ?? null);
  } while (after !== null);
}
