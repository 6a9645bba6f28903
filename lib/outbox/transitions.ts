/** Every step a row can take, as pure functions. `now` is epoch ms. */
import type { Customer } from '../crm/model.ts';
import type { Applied, Change, ChangeCapability, Verdict } from '../crm/port.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import { onTopOf } from './clash.ts';
import { failureOf, passes } from './failure.ts';
import { inverseOf } from './inverse.ts';
import { fold } from './merge.ts';
import {
  type ClosedRow,
  type DoneRow,
  type FailedRow,
  idsOf,
  type LiveRow,
  type OutboxRow,
  type SendingRow,
  type UnknownRow,
  type WaitingRow,
} from './row.ts';
import { backOff, heldFor, longestBackOff, mostAttempts, settleFor } from './timing.ts';

export type Able = Extract<ChangeCapability, { able: true }>;

/** What every state has: nothing of the last state may hang on in the next. */
function base(row: LiveRow) {
  const { key, parts, change, accountId, customerId, person, seq, rev, createdAt } = row;
  const { attempts, mayHaveLanded } = row;
  const whose = { accountId, customerId, ...(person && { person }) };
  return { key, parts, change, ...whose, seq, rev, createdAt, attempts, mayHaveLanded };
}

const later = (error: AppErrorData, at: number): number => Math.max(at, error.retryAt ?? 0);

export const begun = (row: WaitingRow): SendingRow => ({
  ...base(row),
  state: 'sending',
  settleUntil: null,
  error: null,
});

export function done(row: SendingRow, applied: Applied | null, able: Able, now: number): DoneRow {
  // Undo takes back what we wrote; a colleague's word is theirs.
  const isOthers = applied?.wasSo === true && !row.mayHaveLanded;
  return {
    ...base(row),
    state: 'done',
    doneAt: now,
    inverse: able.undo && !isOthers ? inverseOf(row.change, applied?.customer ?? null, able.clears) : null,
    newId: idAfter(row.change, applied),
    told: false,
  };
}

/** By what somebody goes from now on whom the change was for by another name. */
function idAfter(change: Change, applied: Applied | null): string | null {
  if (change.kind === 'merge') return change.staysId;
  return change.kind === 'create' ? (applied?.customerId ?? null) : null;
}

export const failed = (row: LiveRow, error: AppErrorData): FailedRow => ({
  ...base(row),
  state: 'failed',
  error,
});

const unknown = (row: SendingRow, error: AppErrorData | null): UnknownRow => ({
  ...base(row),
  state: 'unknown',
  error,
});

function waitingAgain(row: WaitingRow | SendingRow, error: AppErrorData, now: number): WaitingRow {
  const attempts = row.attempts + 1;
  return {
    ...base(row),
    attempts,
    state: 'waiting',
    notBefore: later(error, now + backOff(attempts)),
    error,
  };
}

/** The answer was lost, or the worker that waited for it was. */
export function settling(row: SendingRow, error: AppErrorData | null, now: number): SendingRow {
  const settleUntil = now + settleFor;
  return {
    ...base(row),
    mayHaveLanded: true,
    state: 'sending',
    settleUntil: error ? later(error, settleUntil) : settleUntil,
    error: error ?? row.error,
  };
}

/** Something went wrong before a byte of the write could leave. */
export const notSent = (row: WaitingRow, error: AppErrorData, now: number): WaitingRow | FailedRow =>
  passes(error) ? waitingAgain(row, error, now) : failed(row, error);

/** `apply` threw. `there`: the customer as read since, where it was a conflict. */
export function afterApply(
  row: SendingRow,
  error: AppErrorData,
  able: Able,
  now: number,
  there: Customer | null = null,
): OutboxRow {
  const conflict = there && onTopOf(there, row.change);
  if (conflict === 'there')
    return done(row, { customerId: row.customerId, customer: there, wasSo: true }, able, now);
  if (conflict) return { ...failed(row, error), conflict };
  switch (failureOf(error, able.repeatable)) {
    case 'not-sent':
      return waitingAgain(row, error, now);
    case 'refused':
      return failed(row, error);
    case 'lost':
      return settling({ ...row, attempts: row.attempts + 1 }, error, now);
  }
}

/** `verify` answered; null: this back end can't tell. A row that comes back `sending` is to be sent again at once. */
export function afterLook(row: SendingRow, verdict: Verdict | null, able: Able, now: number): OutboxRow {
  if (verdict === 'applied') return done(row, null, able, now);
  const absent = verdict === 'absent' || verdict === null;
  if (!able.repeatable || !absent || row.attempts >= mostAttempts) return unknown(row, row.error);
  return { ...base(row), state: 'sending', settleUntil: null, error: null };
}

/** `verify` threw, or could not be asked. */
export const afterFailedLook = (
  row: SendingRow,
  error: AppErrorData,
  now: number,
): SendingRow | UnknownRow => (passes(error) ? settling(row, error, now) : unknown(row, error));

/** The agent's own decision; over what a colleague left, where that is known. */
export const retried = (row: FailedRow | UnknownRow, now: number): WaitingRow => ({
  ...base(row.state === 'failed' && row.conflict ? withChange(row, row.conflict) : row),
  attempts: 0,
  state: 'waiting',
  notBefore: now,
  error: null,
});

/** The agent says that it is there. */
export const confirmed = (row: FailedRow | UnknownRow, now: number): DoneRow => ({
  ...base(row),
  state: 'done',
  doneAt: now,
  inverse: null,
  newId: idAfter(row.change, null),
  told: false,
});

export function closed(row: LiveRow, now: number, landed: boolean): ClosedRow {
  return {
    state: 'closed',
    key: row.key,
    ids: idsOf(row),
    accountId: row.accountId,
    customerId: row.customerId,
    seq: row.seq,
    rev: row.rev,
    closedAt: now,
    created: landed && row.change.kind === 'create',
    newId: row.state === 'done' ? row.newId : null,
  };
}

/** The row with another change in the place of all that it came to. */
export function withChange<R extends LiveRow>(row: R, change: Change): R {
  const standing = row.parts.findLastIndex((part) => !part.undone);
  const parts = row.parts.map((part, index) => ({ ...part, change, undone: index !== standing }));
  return { ...row, change, parts };
}

/** A waiting row that never left, with other parts; closed when they come to nothing. */
export function refolded(row: WaitingRow, parts: WaitingRow['parts'], now: number): WaitingRow | ClosedRow {
  const change = fold(parts);
  return change ? { ...row, parts, change } : closed({ ...row, parts }, now, false);
}

/** A waiting row that never left, without the submission `id`. */
export const withoutPart = (row: WaitingRow, id: string, now: number): WaitingRow | ClosedRow =>
  refolded(
    row,
    row.parts.map((part) => (part.id === id ? { ...part, undone: true } : part)),
    now,
  );

/**
 * The clock was set back under a row that waits: it waits no longer than by the clock as it is. Null where it was not,
 * or where that holds nothing up. What a back end asked for is kept, unless the row itself is of a later time.
 */
export function redated(row: OutboxRow, now: number): WaitingRow | SendingRow | null {
  if (row.state !== 'waiting' && row.state !== 'sending') return null;
  const until = row.state === 'waiting' ? row.notBefore : row.settleUntil;
  if (until === null || until <= now) return null;
  const longest = row.state === 'waiting' ? longestBackOff : settleFor;
  const isOurs = row.error?.retryAt === undefined;
  if (row.createdAt <= now && !(isOurs && until - now > longest)) return null;
  const createdAt = Math.min(row.createdAt, now);
  return row.state === 'waiting'
    ? { ...row, createdAt, notBefore: now + heldFor(row.change) }
    : { ...row, createdAt, settleUntil: now + settleFor };
}
