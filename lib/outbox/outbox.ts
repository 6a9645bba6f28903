/**
 * Writes that must not be lost, and not be doubled by us. A row is on the disk before the first byte of it leaves, and
 * every step is on the disk before it is shown: the worker may die at any line, and the next one goes on from the rows.
 *
 *                  certainly not written, may go later: back-off
 *               ┌──────────────────────────────────────────────┐
 *               ▼                                              │
 *  submit ─▶ waiting ────────────── begun ────────────────▶ sending ──── answer ─────▶ done ── 60 s ─▶ closed
 *             │  ▲ ▲                                         │  │ ▲                    ▲ ▲
 *        undo │  │ │ retry                 refused           │  │ │ repeatable and     │ │
 *             │  │ └────────────── failed ◀──────────────────┘  │ │ absent: sent again │ │
 *             │  │                   │                          ▼ │                    │ │
 *             │  │                   │      answer or worker lost: settles 30 s, ── there │
 *             │  │                   │      then is looked for                           │
 *             │  │ "Save again"      │                          │ can't tell, or         │
 *             │  └───────────────────┼────────── unknown ◀──────┘ not to be repeated     │
 *             ▼                      ▼              │ │                                  │
 *          closed ◀──────────── given up ◀──────────┘ └────────── "It is there" ─────────┘
 *
 * A note or a new customer goes from `sending` back to `waiting` only where certainly nothing was written; everything
 * else of theirs ends in `done` or asks the agent. What is closed is seen no more and stays ten minutes; the ids of
 * submissions stay for long (see `submissions.ts`), so that one that arrives twice is one write.
 */
import type { AccountId } from '../accounts/account.ts';
import type { Applied, ChangeKind, CrmAdapter, Verdict } from '../crm/port.ts';
import type { SubmissionMemory } from '../drafts/submissions.ts';
import { AppError, type AppErrorData, toErrorData } from '../errors/app-error.ts';
import type { JoinedCollection, SealedChange, SealedStore } from '../sealed/index.ts';
import type { OutboxDigest } from '../session/shapes.ts';
import { accept, addressRow, readdressed, type Submission, signpost } from './accept.ts';
import { type Book, openBook } from './book.ts';
import { digestOf, undoUntil } from './digest.ts';
import { type DoneRow, isOpen, neverLeft, type OutboxRow, type SendingRow, type WaitingRow } from './row.ts';
import { due, heldUntil, laneOf, nextWake } from './schedule.ts';
import { phoneOf, sameCustomer } from './target.ts';
import { hungAfter, keepDoneFor, rememberFor, wakeAfter } from './timing.ts';
import {
  type Able,
  afterApply,
  afterFailedLook,
  afterLook,
  begun,
  closed,
  confirmed,
  done,
  failed,
  notSent,
  redated,
  retried,
  settling,
  withoutPart,
} from './transitions.ts';

/** One row being worked on by this worker. */
interface Flight {
  lane: string;
  since: number;
  abort: AbortController;
}

export interface OutboxOptions {
  rows: JoinedCollection<OutboxRow>;
  commit: SealedStore['commit'];
  submissions: Pick<SubmissionMemory, 'has' | 'toRemember'>;
  /** Rejects with an `AppError` where the account can't be reached. */
  adapterFor(accountId: AccountId): Promise<CrmAdapter>;
  /**
   * The accounts that a connection stands for now. What waits for any other stays as it is: it is sent to nobody else, and
   * goes on when its account is back and {@link Outbox.pump} is called.
   */
  standing(): Promise<ReadonlySet<AccountId>>;
  /** Epoch ms. */
  clock(): number;
  /** Has {@link Outbox.pump} called at that time (epoch ms), by whatever worker is alive then. Null: no need. */
  setAlarm(at: number | null): void;
  onChange(digest: OutboxDigest): void;
  /**
   * A change landed: at least once each, and again while this rejects. `applied` is null where that was found out by looking, or by an earlier worker.
   */
  onApplied(done: { row: DoneRow; applied: Applied | null }): void | Promise<void>;
  /** What went wrong on our side (the disk, a callback). The rows are as they were, and it is tried again. */
  onTrouble(error: AppErrorData): void;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox({
  rows: store,
  commit,
  submissions,
  adapterFor,
  standing,
  clock,
  setAlarm,
  onChange,
  onApplied,
  onTrouble,
}: OutboxOptions) {
  const flights = new Map<string, Flight>();
  const telling = new Set<string>();
  /** What `apply` gave, until the rest of the worker has heard of it. */
  const answers = new Map<string, Applied>();
  let queue: Promise<unknown> = Promise.resolve();
  /** As it was seen last; null: not yet. Only tells when to wake. */
  let stoodLast: ReadonlySet<AccountId> | null = null;
  /** After trouble of our own nothing is begun for a while. */
  let restUntil = 0;

  /** One at a time, each on the rows as they lie on the disk. */
  function exclusive<T>(work: (book: Book) => Promise<T>): Promise<T> {
    const run = queue.then(async () => {
      const book = await openBook(store, commit);
      try {
        return await work(book);
      } finally {
        if (book.changed()) {
          const rows = book.all();
          onChange(digestOf(rows, clock()));
          setAlarm(nextWake(rows, clock(), mayGo));
        }
      }
    });
    queue = run.catch(() => {});
    return run;
  }

  const mayGo = (accountId: AccountId): boolean => stoodLast?.has(accountId) ?? true;

  async function stands(accountId: AccountId): Promise<boolean> {
    stoodLast = await standing();
    return stoodLast.has(accountId);
  }

  function trouble(thrown: unknown): void {
    restUntil = clock() + wakeAfter;
    setAlarm(restUntil);
    onTrouble(toErrorData(thrown));
  }

  /** Everything that time, or another row, has done to the rows. */
  async function tidy(book: Book, now: number): Promise<void> {
    for (const row of book.all()) {
      const flight = flights.get(row.key);
      if (flight && now - flight.since >= hungAfter) {
        flight.abort.abort();
        flights.delete(row.key);
      }
      const moved = readdressed(book.all(), row) ?? redated(row, now);
      if (moved) await book.save(moved);
      else if (row.state === 'sending' && row.settleUntil === null && !flights.has(row.key)) {
        await book.save(settling({ ...row, attempts: row.attempts + 1 }, null, now));
      } else if (row.state === 'done' && row.told && now - row.doneAt >= keepDoneFor) {
        await book.save(closed(row, now, true));
      } else if (row.state === 'closed' && now - row.closedAt >= rememberFor) {
        await book.remove(row.key);
      } else if (row.state === 'waiting' && isCreatedAlready(book.all(), row)) {
        await book.save(
          failed(row, new AppError('CONFLICT', { detail: 'created by another write' }).toJSON()),
        );
      }
    }
  }

  const goOn = (eager: boolean): Promise<void> =>
    exclusive(async (book) => {
      const now = clock();
      // A rest that is longer than any is one of a clock that was set back since.
      if (now < restUntil && restUntil - now <= wakeAfter) return;
      stoodLast = await standing();
      await tidy(book, now);
      for (const row of book.all()) {
        if (row.state === 'done' && !row.told && !telling.has(row.key)) void tell(row);
      }
      for (const row of due(book.all(), { now, busy: flights, canGo: mayGo, eager })) void fly(row);
      setAlarm(nextWake(book.all(), now, mayGo));
    });

  const goOnAside = (eager = false): void => void goOn(eager).catch(trouble);

  /** An alarm rings once: one that rang while the disk failed rings again, though somebody hears of the failure. */
  async function ringingAgain(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (thrown) {
      setAlarm(clock() + wakeAfter);
      throw thrown;
    }
  }

  async function tell(row: DoneRow): Promise<void> {
    telling.add(row.key);
    const applied = answers.get(row.key) ?? null;
    try {
      try {
        await onApplied({ row, applied });
      } catch (thrown) {
        // Nothing else has to wait for that: until it is heard, the panel draws the change on top of the card.
        onTrouble(toErrorData(thrown));
        return;
      }
      await exclusive(async (book) => {
        const current = book.byKey(row.key);
        if (current?.state === 'done') await book.save({ ...current, told: true });
      });
      answers.delete(row.key);
    } catch (thrown) {
      trouble(thrown);
    } finally {
      telling.delete(row.key);
    }
  }

  async function fly(row: WaitingRow | SendingRow): Promise<void> {
    const flight: Flight = { lane: laneOf(row), since: clock(), abort: new AbortController() };
    flights.set(row.key, flight);
    let wrote = false;
    try {
      wrote = await (row.state === 'waiting' ? send(row, flight) : look(row, flight));
    } catch (thrown) {
      trouble(thrown);
    } finally {
      land(row.key, flight);
    }
    // The network is there: what waits for it need not wait longer.
    goOnAside(wrote);
  }

  function land(key: string, flight: Flight): void {
    if (flights.get(key) === flight) flights.delete(key);
  }

  /** Saves what `next` makes of a row, unless the row went on without this flight; undefined then. */
  function step<R extends OutboxRow>(
    key: string,
    flight: Flight,
    next: (row: OutboxRow, rows: OutboxRow[]) => R | null,
  ): Promise<R | undefined> {
    return exclusive(async (book) => {
      const row = book.byKey(key);
      if (!row || flights.get(key) !== flight) return undefined;
      const saved = next(row, book.all());
      if (!saved) return undefined;
      const written = await book.save(saved);
      // Before anybody hears of it: whoever is told may submit the next change at once.
      if (written.state !== 'sending') land(key, flight);
      return written;
    });
  }

  /** Only the very row that was handed out may take its answer. */
  const same =
    <R extends OutboxRow>(expected: SendingRow, next: (row: SendingRow, rows: OutboxRow[]) => R) =>
    (row: OutboxRow, rows: OutboxRow[]): R | null =>
      row.state === 'sending' && row.rev === expected.rev ? next(row, rows) : null;

  /** Like `look` and `write`: resolves with whether the back end wrote something. */
  async function send(row: WaitingRow, flight: Flight): Promise<boolean> {
    let adapter: CrmAdapter;
    let able: Able;
    let customerId: string;
    try {
      adapter = await adapterFor(row.accountId);
      able = ableTo(adapter, row.change.kind);
      customerId = await addressOf(adapter, row, flight.abort.signal);
    } catch (thrown) {
      // The account went while it was to be written to: what waits for it is as it was.
      if (!(await stands(row.accountId))) return false;
      const error = toErrorData(thrown);
      await step(row.key, flight, (now) => (now.state === 'waiting' ? notSent(now, error, clock()) : null));
      return false;
    }
    // Newly addressed, it takes its place among that customer's rows first.
    const isAddressed = customerId === row.customerId;
    const saved = await step(row.key, flight, (now, rows) => {
      if (now.state !== 'waiting') return null;
      if (!isAddressed) return addressRow(now, customerId);
      const held = heldUntil(now, rows, adapter.capabilities, clock());
      return held === null ? begun(now) : { ...now, notBefore: held, error: null };
    });
    return saved?.state === 'sending' && write(adapter, able, saved, flight);
  }

  async function write(adapter: CrmAdapter, able: Able, row: SendingRow, flight: Flight): Promise<boolean> {
    let applied: Applied;
    try {
      applied = await adapter.apply(row.change, row.key, flight.abort.signal);
    } catch (thrown) {
      const error = toErrorData(thrown);
      await step(
        row.key,
        flight,
        same(row, (now) => afterApply(now, error, able, clock())),
      );
      return false;
    }
    answers.set(row.key, applied);
    const saved = await step(
      row.key,
      flight,
      same(row, (now) => done(now, applied, able, clock())),
    );
    if (!saved) answers.delete(row.key);
    return true;
  }

  async function look(row: SendingRow, flight: Flight): Promise<boolean> {
    let adapter: CrmAdapter;
    let able: Able;
    let verdict: Verdict | null;
    try {
      adapter = await adapterFor(row.accountId);
      able = ableTo(adapter, row.change.kind);
      verdict = able.verifiable ? await adapter.verify(row.change, row.key, flight.abort.signal) : null;
    } catch (thrown) {
      if (!(await stands(row.accountId))) return false;
      const error = toErrorData(thrown);
      await step(
        row.key,
        flight,
        same(row, (now) => afterFailedLook(now, error, clock())),
      );
      return false;
    }
    const next = await step(
      row.key,
      flight,
      same(row, (now, rows) => {
        const then = afterLook(now, verdict, able, clock());
        const held = heldUntil(then, rows, adapter.capabilities, clock());
        return then.state === 'sending' && held !== null ? { ...then, settleUntil: held } : then;
      }),
    );
    return next?.state === 'sending' && next.settleUntil === null && write(adapter, able, next, flight);
  }

  async function decide(id: string, next: (row: OutboxRow, book: Book) => Promise<void>): Promise<void> {
    await exclusive(async (book) => {
      const row = book.bySubmission(id);
      if (row) await next(row, book);
    });
    goOnAside();
  }

  return {
    /**
     * Resolves when the change is on the disk, and `alongside` with it. The same id twice is one write: `past` is one
     * that was taken before and is settled by now.
     */
    async submit(submission: Submission, alongside: readonly SealedChange[] = []): Promise<'kept' | 'past'> {
      // First, so that a worker that dies right after the row was kept is woken for it.
      setAlarm(clock() + wakeAfter);
      const { id } = submission;
      const outcome = await exclusive(async (book) => {
        const here = book.bySubmission(id) !== undefined;
        if (here || (await submissions.has(id))) {
          if (alongside.length > 0) await commit(alongside);
          return here ? 'kept' : 'past';
        }
        await book.save(accept(book.all(), submission, clock()), [...alongside, submissions.toRemember(id)]);
        return 'kept';
      });
      goOnAside();
      return outcome;
    },

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
        const back = { id: `undo:${row.key}`, accountId: row.accountId, change: row.inverse };
        if (!book.bySubmission(back.id)) await book.save(accept(book.all(), back, now));
        await book.save({ ...row, inverse: null });
      }),

    /** Sends again what failed or is unknown: the agent's own decision. */
    retry: (id: string): Promise<void> =>
      decide(id, async (row, book) => {
        if (row.state === 'failed' || row.state === 'unknown') await book.save(retried(row, clock()));
      }),

    /** Gives up what failed, is unknown or waits for an account that is gone, or confirms that it is there. */
    close: (id: string, as: 'there' | 'dropped'): Promise<void> =>
      decide(id, async (row, book) => {
        if (row.state === 'failed' || row.state === 'unknown') {
          await book.save(as === 'there' ? confirmed(row, clock()) : closed(row, clock(), false));
        } else if (
          as === 'dropped' &&
          isOpen(row) &&
          !flights.has(row.key) &&
          !(await stands(row.accountId))
        ) {
          await book.save(closed(row, clock(), false));
        }
      }),

    /**
     * The back end made one customer of two: what waits for the one that is gone is for the one that stays, and so is
     * what is under way once it waits again, and what is submitted for a while. May be done twice.
     */
    async repoint(accountId: AccountId, gone: string, stays: string): Promise<void> {
      if (gone === stays) return;
      await exclusive(async (book) => {
        await book.remove(signpost(accountId, stays, gone, clock()).key);
        await book.save(signpost(accountId, gone, stays, clock()));
        await tidy(book, clock());
      });
      goOnAside();
    },

    /** At the worker's start: shows what is there, and goes on with it. */
    resume: (): Promise<void> =>
      ringingAgain(async () => {
        await exclusive(async (book) => onChange(digestOf(book.all(), clock())));
        await goOn(true);
      }),

    /** Begins whatever can be begun; resolves when it has begun. For alarms, and when the panel or the network is back. */
    pump: (): Promise<void> => ringingAgain(() => goOn(true)),

    digest: (): Promise<OutboxDigest> => exclusive(async (book) => digestOf(book.all(), clock())),
  };
}

/** Throws `UNSUPPORTED`. */
function ableTo({ capabilities }: CrmAdapter, kind: ChangeKind): Able {
  const capability = capabilities.change[kind];
  if (!capability.able) throw new AppError('UNSUPPORTED', { detail: `${kind}: ${capability.why}` });
  return capability;
}

/** Whom to write to. Somebody who goes by a number, and whom no write before this one creates, is looked up. */
async function addressOf(adapter: CrmAdapter, row: WaitingRow, signal: AbortSignal): Promise<string> {
  const e164 = row.change.kind === 'create' ? null : phoneOf(row.customerId);
  if (!e164) return row.customerId;
  const found = await adapter.findByPhone({ e164, spellings: [e164.slice(1)] }, signal);
  // A list that moves on between two of its pages names one customer twice.
  const exact = new Set(
    found.flatMap(({ reason, customer }) => (reason === 'same-number' ? customer.id : [])),
  );
  const [only] = exact;
  if (only === undefined || exact.size > 1)
    throw new AppError('NOT_FOUND', { detail: `${exact.size} customers with this number` });
  return only;
}

/** Two clicks on "Create customer": when one of them has made somebody, the other must not make another. */
function isCreatedAlready(rows: OutboxRow[], row: WaitingRow): boolean {
  if (row.change.kind !== 'create') return false;
  return rows.some(
    (other) =>
      sameCustomer(other, row) &&
      ((other.state === 'done' && other.change.kind === 'create') ||
        (other.state === 'closed' && other.created)),
  );
}
