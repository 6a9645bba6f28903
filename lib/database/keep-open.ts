import { isGone, storageError } from './storage-error.ts';

/**
 * Runs work on something that is opened when first needed, and once more, from the start, when the browser took it away in
 * the middle. Throws `AppError` only.
 */
export function keepOpen<T>(open: (onGone: () => void) => Promise<T>) {
  let opening: Promise<T> | null = null;

  function opened(): Promise<T> {
    if (opening) return opening;
    const mine = open(() => forget(mine));
    opening = mine;
    mine.catch(() => forget(mine));
    return mine;
  }

  function forget(which: Promise<T>): void {
    if (opening === which) opening = null;
  }

  return async function run<R>(work: (opened: T) => Promise<R>): Promise<R> {
    for (let attempt = 1; ; attempt++) {
      const current = opened();
      try {
        return await work(await current);
      } catch (thrown) {
        if (attempt > 1 || !isGone(thrown)) throw storageError(thrown);
        forget(current);
      }
    }
  };
}
