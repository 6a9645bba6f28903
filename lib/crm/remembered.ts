import { createSingleFlight } from '../concurrency/single-flight.ts';
import type { Clock } from '../http/clock.ts';

export type Remembered<T> = ReturnType<typeof createRemembered<T>>;

/**
 * The last answer of a read, for as long as it is fresh; who asks meanwhile shares one request. A hint that the worker
 * may lose at any time: it is read again then.
 */
export function createRemembered<T>({
  clock,
  freshFor,
  read,
  earlier = null,
}: {
  clock: Pick<Clock, 'now'>;
  /** ms. */
  freshFor: number;
  read(signal: AbortSignal): Promise<T>;
  /** An answer from before this worker's life: known, and not fresh. */
  earlier?: T | null;
}) {
  const join = createSingleFlight<T>();
  let known: { value: T; at: number } | null = null;
  /** Raised by `forget`, so that an answer to an older question is not kept. */
  let era = 0;

  async function readAnew(signal: AbortSignal): Promise<T> {
    const asked = era;
    const value = await join(`read ${asked}`, read, signal);
    if (asked === era) known = { value, at: clock.now() };
    return value;
  }

  return {
    get: async (signal: AbortSignal): Promise<T> =>
      known && clock.now() - known.at < freshFor ? known.value : readAnew(signal),
    /** Asks the server, however fresh the last answer is. */
    readAnew,
    /** The last answer, however old; null: none. */
    last: (): T | null => known?.value ?? earlier,
    /** What is there now, as a write of our own left it. Answers that are still on their way are older. */
    put(value: T): void {
      known = { value, at: clock.now() };
      era += 1;
    },
    forget(): void {
      known = null;
      era += 1;
    },
  };
}
