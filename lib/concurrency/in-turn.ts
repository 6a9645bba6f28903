/**
 * One after another for each key: two writes of whole rows to one customer at the same time would undo each other.
 * Who is aborted while waiting leaves the line.
 */
export function createTurns() {
  const last = new Map<string, Promise<unknown>>();

  return async function inTurn<T>(key: string, run: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const ahead = last.get(key) ?? Promise.resolve();
    const mine = ahead.then(() => {
      signal.throwIfAborted();
      return run();
    });
    const settled = mine.then(
      () => {},
      () => {},
    );
    last.set(key, settled);
    settled.then(() => {
      if (last.get(key) === settled) last.delete(key);
    });
    return mine;
  };
}
