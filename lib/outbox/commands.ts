/** What the agent, or a merge in the back end, does to the rows. Each is on the disk when it resolves. */
import type { AccountId } from '../accounts/account.ts';
import type { SubmissionMemory } from '../drafts/submissions.ts';
import type { SealedChange, SealedStore } from '../sealed/index.ts';
import { accept, type Submission, signpost } from './accept.ts';
import type { Book, WithBook } from './book.ts';
import { undoUntil } from './digest.ts';
import type { Flights } from './flights.ts';
import { isOpen, neverLeft, type OutboxRow, undoOf } from './row.ts';
import type { Standing } from './standing.ts';
import { tidy } from './tidy.ts';
import { wakeAfter } from './timing.ts';
import { closed, confirmed, retried, withoutPart } from './transitions.ts';

export interface CommandsDeps {
  withBook: WithBook;
  commit: SealedStore['commit'];
  submissions: Pick<SubmissionMemory, 'has' | 'toRemember'>;
  flights: Flights;
  standing: Pick<Standing, 'stands'>;
  clock(): number;
  setAlarm(at: number): void;
  /** Begins what can be begun, in its own time. */
  proceed(): void;
}

export function createSubmit({ withBook, commit, submissions, clock, setAlarm, proceed }: CommandsDeps) {
  /**
   * Resolves when the change is on the disk, and `alongside` with it. The same id twice is one write: `past` is one
   * that was taken before and is settled by now.
   */
  return async function submit(
    submission: Submission,
    alongside: readonly SealedChange[] = [],
  ): Promise<'kept' | 'past'> {
    // First, so that a worker that dies right after the row was kept is woken for it.
    setAlarm(clock() + wakeAfter);
    const { id } = submission;
    const taken = await withBook(async (book) => {
      const here = book.bySubmission(id) !== undefined;
      if (here || (await submissions.has(id))) {
        if (alongside.length > 0) await commit(alongside);
        return here ? 'kept' : 'past';
      }
      const { row, corrected } = accept(book.all(), submission, clock());
      await book.save(row, corrected, [...alongside, submissions.toRemember(id)]);
      return 'kept';
    });
    proceed();
    return taken;
  };
}

export function createRowCommands({ withBook, flights, standing, clock, proceed }: CommandsDeps) {
  async function decide(id: string, next: (row: OutboxRow, book: Book) => Promise<void>): Promise<void> {
    await withBook(async (book) => {
      const row = book.bySubmission(id);
      if (row) await next(row, book);
    });
    proceed();
  }

  return {
    /**
     * Takes back what waits and never left, or writes the way back of what is done. Else nothing: the digest says what
     * is. What may have landed is undone once it is done: taken back before, it would stay in the back end unseen.
     */
    undo: (id: string): Promise<void> =>
      decide(id, async (row, book) => {
        const now = clock();
        if (neverLeft(row)) await book.save(withoutPart(row, id, now));
        if (row.state !== 'done' || !row.inverse) return;
        const until = undoUntil(row, book.all());
        if (until === null || now > until) return;
        const { accountId, inverse, person } = row;
        const back = { id: undoOf(row.key), accountId, change: inverse, ...(person && { person }) };
        if (!book.bySubmission(back.id)) {
          const { row: added, corrected } = accept(book.all(), back, now);
          await book.save(added, corrected);
        }
        await book.save({ ...row, inverse: null });
      }),

    /** Sends again what failed or is unknown, and at once what waits for its next try: the agent's own decision. */
    retry: (id: string): Promise<void> =>
      decide(id, async (row, book) => {
        if (row.state === 'failed' || row.state === 'unknown') await book.save(retried(row, clock()));
        else if (row.state === 'waiting' && row.error !== null)
          await book.save({ ...row, notBefore: clock() });
      }),

    /** Gives up what failed, is unknown or waits for an account that is gone, or confirms that it is there. */
    close: (id: string, as: 'there' | 'dropped'): Promise<void> =>
      decide(id, async (row, book) => {
        if (row.state === 'failed' || row.state === 'unknown') {
          await book.save(as === 'there' ? confirmed(row, clock()) : closed(row, clock(), false));
        } else if (
          as === 'dropped' &&
          isOpen(row) &&
          !flights.busy.has(row.key) &&
          !(await standing.stands(row.accountId))
        ) {
          await book.save(closed(row, clock(), false));
        }
      }),
  };
}

export function createRepoint({ withBook, flights, clock, proceed }: CommandsDeps) {
  /**
   * The back end made one customer of two: what waits for the one that is gone is for the one that stays, and so is
   * what is under way once it waits again, and what is submitted for a while. May be done twice.
   */
  return async function repoint(accountId: AccountId, gone: string, stays: string): Promise<void> {
    if (gone === stays) return;
    await withBook(async (book) => {
      await book.remove(signpost(accountId, stays, gone, clock()).key);
      await book.save(signpost(accountId, gone, stays, clock()));
      await tidy(book, flights, clock());
    });
    proceed();
  };
}
