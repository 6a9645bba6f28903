/** Begins what can be begun, one flight a row, and sees to it that some worker goes on with the rest. */
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import type { Announcements } from './announce.ts';
import type { WithBook } from './book.ts';
import type { Flight, Flights } from './flights.ts';
import type { SendingRow, WaitingRow } from './row.ts';
import { due, nextWake, untold } from './schedule.ts';
import type { Standing } from './standing.ts';
import { tidy } from './tidy.ts';
import { wakeAfter } from './timing.ts';

export function createPump({
  withBook,
  flights,
  standing,
  announcements,
  carry,
  clock,
  setAlarm,
  onTrouble,
}: {
  withBook: WithBook;
  flights: Flights;
  standing: Pick<Standing, 'refresh' | 'seemsToStand'>;
  announcements: Pick<Announcements, 'announce' | 'isUnderWay'>;
  /** Sends a row, or looks for it. Resolves with whether the back end wrote something. */
  carry(row: WaitingRow | SendingRow, flight: Flight): Promise<boolean>;
  clock(): number;
  setAlarm(at: number | null): void;
  onTrouble(error: AppErrorData): void;
}) {
  /** After trouble of our own nothing is begun for a while. Epoch ms. */
  let restUntil = 0;

  function trouble(thrown: unknown): void {
    restUntil = clock() + wakeAfter;
    setAlarm(restUntil);
    onTrouble(toErrorData(thrown));
  }

  const run = (eager: boolean): Promise<void> =>
    withBook(async (book) => {
      const now = clock();
      // A rest that is longer than any is one of a clock that was set back since.
      if (now < restUntil && restUntil - now <= wakeAfter) return;
      await standing.refresh();
      await tidy(book, flights, now);
      for (const row of untold(book.all())) {
        // What is to be told after it has waited until then.
        if (!announcements.isUnderWay(row)) void announcements.announce(row).then((told) => told && start());
      }
      const situation = { now, busy: flights.busy, canGo: standing.seemsToStand, eager };
      for (const row of due(book.all(), situation)) void fly(row);
      setAlarm(nextWake(book.all(), now, standing.seemsToStand));
    });

  const start = (eager = false): void => void run(eager).catch(trouble);

  async function fly(row: WaitingRow | SendingRow): Promise<void> {
    const flight = flights.begin(row);
    let wrote = false;
    try {
      wrote = await carry(row, flight);
    } catch (thrown) {
      trouble(thrown);
    } finally {
      flights.end(flight);
    }
    // The network is there: what waits for it need not wait longer.
    start(wrote);
  }

  return {
    trouble,
    /** Resolves when all that can be begun has begun. `eager`: the network may be back. */
    run,
    start,

    /** An alarm rings once: one that rang while the disk failed rings again, though somebody hears of the failure. */
    async retryingByAlarm(work: () => Promise<void>): Promise<void> {
      try {
        await work();
      } catch (thrown) {
        setAlarm(clock() + wakeAfter);
        throw thrown;
      }
    },
  };
}
