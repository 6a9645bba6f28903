/** The rows that this worker is working on. */
import type { Book, WithBook } from './book.ts';
import type { OutboxRow, SendingRow, WaitingRow } from './row.ts';
import { laneOf } from './schedule.ts';
import { hungAfter } from './timing.ts';

export interface Flight {
  key: string;
  lane: string;
  /** Epoch ms. */
  since: number;
  abort: AbortController;
}

export type Flights = ReturnType<typeof createFlights>;

export function createFlights(withBook: WithBook, clock: () => number) {
  const byKey = new Map<string, Flight>();

  function end(flight: Flight): void {
    if (byKey.get(flight.key) === flight) byKey.delete(flight.key);
  }

  return {
    /** By the row's key. */
    busy: byKey as ReadonlyMap<string, Flight>,

    begin(row: WaitingRow | SendingRow): Flight {
      const flight = { key: row.key, lane: laneOf(row), since: clock(), abort: new AbortController() };
      byKey.set(row.key, flight);
      return flight;
    },

    end,

    /** What has been under way for too long will never end: the row goes on without it. */
    dropHung(now: number): void {
      for (const flight of [...byKey.values()]) {
        if (now - flight.since < hungAfter) continue;
        flight.abort.abort();
        end(flight);
      }
    },

    /** Saves what `next` makes of the row, unless the row went on without this flight; undefined then. */
    step<R extends OutboxRow>(
      flight: Flight,
      next: (row: OutboxRow, rows: OutboxRow[]) => R | null,
    ): Promise<R | undefined> {
      return withBook(async (book: Book) => {
        const row = book.byKey(flight.key);
        if (!row || byKey.get(flight.key) !== flight) return undefined;
        const saved = next(row, book.all());
        if (!saved) return undefined;
        const written = await book.save(saved);
        // Before anybody hears of it: whoever is told may submit the next change at once.
        if (written.state !== 'sending') end(flight);
        return written;
      });
    },
  };
}
