/** What the panel is shown of the outbox. */
import type { OutboxDigest, WriteView } from '../session/shapes.ts';
import {
  idsOf,
  isLive,
  isOpen,
  isUndo,
  type LiveRow,
  neverLeft,
  type OpenRow,
  type OutboxRow,
} from './row.ts';
import { blocks, overlap, sameCustomer } from './target.ts';
import { undoFor } from './timing.ts';

/** What waits and never left can be taken back at any time; a day is "at any time" to a timer. */
const aDay = 86_400_000;

/** Oldest first. A row of several submissions goes by the last one's id, which is the one "Undo" takes back. */
export function digestOf(rows: OutboxRow[], now: number): OutboxDigest {
  const live = rows.filter(isLive).sort((one, other) => one.seq - other.seq);
  const writes = live.map((row) => viewOf(row, live, now));
  const shown = new Set(writes.map((write) => write.id));
  return { writes, past: rows.flatMap(idsOf).filter((id) => !shown.has(id)) };
}

function viewOf(row: LiveRow, live: LiveRow[], now: number): WriteView {
  return {
    id: row.parts.findLast((part) => !part.undone)?.id ?? row.key,
    accountId: row.accountId,
    customerId: row.customerId,
    change: row.change,
    ...(row.person && { person: row.person }),
    state: row.state,
    createdAt: row.createdAt,
    doneAt: row.state === 'done' ? row.doneAt : null,
    undoUntil: neverLeft(row) ? now + aDay : undoUntil(row, live),
    ...(row.state === 'waiting' && row.mayHaveLanded && { mayHaveLanded: true }),
    ...(row.state === 'waiting' && row.error !== null && { nextTry: row.notBefore }),
    ...(row.state === 'sending' && row.settleUntil !== null && { confirming: true }),
    ...behind(row, live, now),
    ...(row.state === 'failed' && row.conflict && { conflict: row.conflict }),
    ...(row.state === 'done' && row.told && { inCard: true }),
    ...(isUndo(row.key) && { undoes: true }),
    ...together(row),
    error: row.state === 'done' ? null : row.error,
  };
}

function together({ state, parts }: LiveRow): Pick<WriteView, 'together'> {
  const count = parts.filter((part) => !part.undone).length;
  return state === 'done' && count > 1 ? { together: count } : {};
}

/** Nothing is wrong with it, and it will not go at once. */
function behind(row: LiveRow, live: LiveRow[], now: number): Pick<WriteView, 'behind'> {
  if (row.state !== 'waiting' || row.error !== null) return {};
  const before = live.filter((other): other is OpenRow => isOpen(other) && blocks(other, row));
  if (before.some((other) => other.state === 'failed' || other.state === 'unknown')) {
    return { behind: 'undecided' };
  }
  return row.notBefore > now || before.some(isHeldUp) ? { behind: 'unsettled' } : {};
}

const isHeldUp = (row: OpenRow): boolean =>
  row.state === 'waiting' ? row.error !== null : row.state === 'sending' && row.settleUntil !== null;

/** Epoch ms until which a change that is done can be taken back; null when it can't, or a newer one has overtaken it. */
export function undoUntil(row: LiveRow, rows: OutboxRow[]): number | null {
  if (row.state !== 'done' || !row.inverse) return null;
  const overtaken = rows
    .filter(isLive)
    .some((other) => other.seq > row.seq && sameCustomer(other, row) && overlap(other.change, row.change));
  return overtaken ? null : row.doneAt + undoFor;
}
