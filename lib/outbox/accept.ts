/** Where a new submission goes: into a row that waits, or into one of its own. */
import type { AccountId } from '../accounts/account.ts';
import type { Change } from '../crm/port.ts';
import type { Person } from '../session/shapes.ts';
import { correction } from './correct.ts';
import { mayJoin } from './merge.ts';
import { type ClosedRow, type DoneRow, isOpen, type LiveRow, neverLeft, type OutboxRow } from './row.ts';
import { addressedTo, customerOf, sameCustomer, shareTarget } from './target.ts';
import { heldFor } from './timing.ts';
import { refolded } from './transitions.ts';

export interface Submission {
  id: string;
  accountId: AccountId;
  change: Change;
  /** Whom it is for, in words. */
  person?: Person;
}

/**
 * The row to save, and what becomes of refused ones that it corrects, to be saved with it. `rows` are all there are, in
 * any order; `now` is epoch ms.
 */
export function accept(
  rows: OutboxRow[],
  submission: Submission,
  now: number,
): { row: OutboxRow; corrected: OutboxRow[] } {
  const row = placed(rows, submission, now);
  return correction(rows, row, now) ?? { row, corrected: [] };
}

function placed(rows: OutboxRow[], submission: Submission, now: number): OutboxRow {
  const { id, accountId, change: asked, person } = submission;
  const newId = createdFor(rows, { accountId, customerId: customerOf(asked) });
  const change = newId === null ? asked : addressedTo(asked, newId);
  const customerId = customerOf(change);
  const part = { id, change, undone: false };

  const last = rows
    .filter(isOpen)
    .filter((row) => sameCustomer(row, { accountId, customerId }) && shareTarget(row.change, change))
    .reduce<LiveRow | null>((latest, row) => (latest && latest.seq > row.seq ? latest : row), null);
  if (last && neverLeft(last) && mayJoin(last.change, change)) {
    return refolded(last, [...last.parts, part], now);
  }

  return {
    state: 'waiting',
    key: id,
    parts: [part],
    change,
    accountId,
    customerId,
    ...(person && { person }),
    seq: Math.max(0, ...rows.map((row) => row.seq)) + 1,
    rev: 0,
    createdAt: now,
    attempts: 0,
    mayHaveLanded: false,
    notBefore: now + heldFor(change),
    error: null,
  };
}

const leadsOn = (row: OutboxRow): row is (DoneRow | ClosedRow) & { newId: string } =>
  (row.state === 'done' || row.state === 'closed') && row.newId !== null;

/** The id that a created customer was given, for what is addressed to the number; of a merged one, who stays. */
function createdFor(rows: OutboxRow[], to: { accountId: AccountId; customerId: string }): string | null {
  for (const row of rows) {
    if (!leadsOn(row) || !sameCustomer(row, to)) continue;
    // Who stayed in a later merge is there again, whatever became of them before: a backup was restored.
    const isBack = rows.some(
      (later) =>
        leadsOn(later) &&
        later.accountId === row.accountId &&
        later.newId === row.customerId &&
        later.seq > row.seq,
    );
    if (!isBack) return row.newId;
  }
  return null;
}

/** What is addressed to one customer goes to another from now on: remembered like a creation, and as long. */
export const signpost = (
  accountId: AccountId,
  customerId: string,
  newId: string,
  closedAt: number,
): ClosedRow => ({
  state: 'closed',
  key: `merged ${accountId} ${customerId}`,
  ids: [],
  accountId,
  customerId,
  seq: 0,
  rev: 0,
  closedAt,
  created: false,
  newId,
});

/** A row that waits for somebody who has been created since, with the new id; else null. */
export function readdressed(rows: OutboxRow[], row: OutboxRow): OutboxRow | null {
  if (!isOpen(row) || row.state === 'sending' || row.change.kind === 'create') return null;
  const newId = createdFor(rows, row);
  return newId === null ? null : addressRow(row, newId);
}

export function addressRow<R extends LiveRow>(row: R, customerId: string): R {
  return {
    ...row,
    customerId,
    change: addressedTo(row.change, customerId),
    ...(row.state === 'failed' && row.conflict && { conflict: addressedTo(row.conflict, customerId) }),
    parts: row.parts.map((part) => ({ ...part, change: addressedTo(part.change, customerId) })),
  };
}
