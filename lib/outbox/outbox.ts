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
import type { Applied, CrmAdapter } from '../crm/port.ts';
import type { SubmissionMemory } from '../drafts/submissions.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { JoinedCollection, SealedStore } from '../sealed/index.ts';
import type { OutboxDigest } from '../session/shapes.ts';
import { createAnnouncements } from './announce.ts';
import { createExclusiveBook } from './book.ts';
import { createRepoint, createRowCommands, createSubmit } from './commands.ts';
import { digestOf } from './digest.ts';
import { createFlights } from './flights.ts';
import { look } from './look.ts';
import { createPump } from './pump.ts';
import type { DoneRow, OutboxRow } from './row.ts';
import { nextWake } from './schedule.ts';
import { send } from './send.ts';
import { createStanding } from './standing.ts';

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
   * A change landed: at least once each, and again while this rejects. `applied` is null where that was found out by
   * looking, or by an earlier worker.
   */
  onApplied(done: { row: DoneRow; applied: Applied | null }): void | Promise<void>;
  /** What went wrong on our side (the disk, a callback). The rows are as they were, and it is tried again. */
  onTrouble(error: AppErrorData): void;
}

export type Outbox = ReturnType<typeof createOutbox>;

export function createOutbox(options: OutboxOptions) {
  const { clock, setAlarm, onChange, onTrouble } = options;
  const standing = createStanding(options.standing);
  const withBook = createExclusiveBook(options.rows, options.commit, (rows) => {
    onChange(digestOf(rows, clock()));
    setAlarm(nextWake(rows, clock(), standing.seemsToStand));
  });
  const flights = createFlights(withBook, clock);
  const announcements = createAnnouncements({
    withBook,
    onApplied: options.onApplied,
    onTrouble,
    onDiskTrouble: (thrown) => pump.trouble(thrown),
  });
  const transfer = { ...options, flights, standing, answers: announcements.answers };
  const pump = createPump({
    withBook,
    flights,
    standing,
    announcements,
    carry: (row, flight) =>
      row.state === 'waiting' ? send(transfer, row, flight) : look(transfer, row, flight),
    clock,
    setAlarm,
    onTrouble,
  });
  const commands = { ...options, withBook, flights, standing, proceed: () => pump.start() };

  return {
    submit: createSubmit(commands),
    ...createRowCommands(commands),
    repoint: createRepoint(commands),

    /** At the worker's start: shows what is there, and goes on with it. */
    resume: (): Promise<void> =>
      pump.retryingByAlarm(async () => {
        await withBook(async (book) => onChange(digestOf(book.all(), clock())));
        await pump.run(true);
      }),

    /** Begins whatever can be begun; resolves when it has begun. For alarms, and when the panel or the network is back. */
    pump: (): Promise<void> => pump.retryingByAlarm(() => pump.run(true)),

    digest: (): Promise<OutboxDigest> => withBook(async (book) => digestOf(book.all(), clock())),
  };
}
