/** What the panel is shown of the outbox. */
import type { Change } from '../crm/port.ts';
import type { OutboxDigest, WriteView } from '../session/shapes.ts';
import { tagIdentity } from './merge.ts';
import { idsOf, isLive, isOpen, type LiveRow, neverLeft, type OpenRow, type OutboxRow } from './row.ts';
import { blocks, sameCustomer, shareTarget } from './target.ts';
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
    state: row.state,
    createdAt: row.createdAt,
    doneAt: row.state === 'done' ? row.doneAt : null,
    undoUntil: neverLeft(row) ? now + aDay : undoUntil(row, live),
    ...(row.state === 'waiting' && row.mayHaveLanded && { mayHaveLanded: true }),
    ...(isBehind(row, live, now) && { behind: true }),
    ...(row.state === 'done' && row.told && { inCard: true }),
    error: row.state === 'done' ? null : row.error,
  };
}

/** Nothing is wrong with it, and it will not go at once. */
function isBehind(row: LiveRow, live: LiveRow[], now: number): boolean {
  if (row.state !== 'waiting' || row.error !== null) return false;
  return row.notBefore > now || live.some((other) => isOpen(other) && isHeldUp(other) && blocks(other, row));
}

function isHeldUp(row: OpenRow): boolean {
  switch (row.state) {
    case 'waiting':
      return row.error !== null;
    case 'sending':
      return row.settleUntil !== null;
    case 'failed':
    case 'unknown':
      return true;
  }
}

/** Epoch ms until which a change that is done can be taken back; null when it can't, or a newer one has overtaken it. */
export function undoUntil(row: LiveRow, rows: OutboxRow[]): number | null {
  if (row.state !== 'done' || !row.inverse) return null;
  const overtaken = rows
    .filter(isLive)
    .some((other) => other.seq > row.seq && sameCustomer(other, row) && overlap(other.change, row.change));
  return overtaken ? null : row.doneAt + undoFor;
}

/** Tags are independent of one another, so only a change of the same tag counts. */
function overlap(one: Change, other: Change): boolean {
  if (one.kind !== 'setTags' || other.kind !== 'setTags') return shareTarget(one, other);
  const touched = new Set([...one.add, ...one.remove].map(tagIdentity));
  return [...other.add, ...other.remove].some((tag) => touched.has(tagIdentity(tag)));
}
