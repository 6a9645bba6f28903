/**
 * Work that must not overlap, in the order in which it was given; two writes of one row at the same time would undo each
 * other. The rules are the same everywhere:
 *
 * - Work begins when all that is ahead of it has settled, whatever came of that. A failure is of whoever gave the work,
 *   and stops nobody behind it.
 * - Work never waits for work that it gives to its own line: it would wait for itself. Where several lines are taken, all
 *   are taken at once, so that no two wait for each other.
 * - Nobody waits here inside a transaction of IndexedDB, which would end meanwhile.
 */

type Work<T> = () => Promise<T>;

/** A line for each key; work that is about several keys stands in the lines of all. Who is aborted while waiting leaves. */
export function createTurns() {
  const last = new Map<string, Promise<void>>();

  return function inTurn<T>(
    keys: string | readonly string[],
    work: Work<T>,
    signal?: AbortSignal,
  ): Promise<T> {
    const lines = typeof keys === 'string' ? [keys] : keys;
    const mine = Promise.all(lines.map((line) => last.get(line))).then(() => {
      signal?.throwIfAborted();
      return work();
    });
    const settled = mine.then(
      () => {},
      () => {},
    );
    for (const line of lines) last.set(line, settled);
    settled.then(() => {
      for (const line of lines) if (last.get(line) === settled) last.delete(line);
    });
    return mine;
  };
}

/** One line for everything. */
export function createQueue(): <T>(work: Work<T>) => Promise<T> {
  const inTurn = createTurns();
  return (work) => inTurn('', work);
}
