import { AppError } from '../errors/app-error.ts';
import { readdressed } from './accept.ts';
import type { Book } from './book.ts';
import { correction } from './correct.ts';
import type { Flights } from './flights.ts';
import type { ClosedRow, OutboxRow, WaitingRow } from './row.ts';
import { sameCustomer } from './target.ts';
import { keepDoneFor, rememberFor } from './timing.ts';
import { closed, failed, redated, settling } from './transitions.ts';

/** Everything that time, or another row, has done to the rows. `now` is epoch ms. */
export async function tidy(
  book: Book,
  flights: Pick<Flights, 'busy' | 'dropHung'>,
  now: number,
): Promise<void> {
  flights.dropHung(now);
  for (const row of book.all()) {
    const left = leftBehind(book.all(), row, now);
    if (left) {
      await book.save(left);
      continue;
    }
    const moved = readdressed(book.all(), row) ?? redated(row, now);
    const correcting = correction(book.all(), row, now);
    if (moved) await book.save(moved);
    else if (correcting) await book.save(correcting.row, correcting.corrected);
    else if (row.state === 'sending' && row.settleUntil === null && !flights.busy.has(row.key)) {
      await book.save(settling({ ...row, attempts: row.attempts + 1 }, null, now));
    } else if (row.state === 'done' && row.told && now - row.doneAt >= keepDoneFor) {
      await book.save(closed(row, now, true));
    } else if (row.state === 'closed' && now - row.closedAt >= rememberFor) {
      await book.remove(row.key);
    } else if (row.state === 'waiting' && isCreatedAlready(book.all(), row)) {
      await book.save(failed(row, new AppError('CONFLICT', { detail: 'created by another write' }).toJSON()));
    }
  }
}

/**
 * Of somebody who was deleted nothing is written, shown or known any more: also not that they were created, so that
 * their number is free again. Null where nobody was, or it is so already.
 */
function leftBehind(rows: OutboxRow[], row: OutboxRow, now: number): ClosedRow | null {
  const isGone = (customerId: string | null) =>
    rows.some(
      (other) =>
        other.state === 'done' &&
        other.change.kind === 'delete' &&
        other.key !== row.key &&
        other.accountId === row.accountId &&
        other.customerId === customerId,
    );
  if (row.state === 'done' && row.change.kind === 'delete') return null;
  if (row.state === 'closed' || row.state === 'done') {
    if (!isGone(row.customerId) && !isGone(row.newId)) return null;
    if (row.state === 'closed' && row.newId === null && !row.created) return null;
  } else if (row.state === 'sending' || !isGone(row.customerId)) return null;
  const past = row.state === 'closed' ? row : closed(row, now, false);
  return { ...past, created: false, newId: null };
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
