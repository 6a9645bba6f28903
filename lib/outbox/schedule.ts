/** Which rows may go now, and when to look again. Pure; times are epoch ms. */
import type { AccountId } from '../accounts/account.ts';
import type { Capabilities } from '../crm/port.ts';
import { type DoneRow, isOpen, type OutboxRow, type SendingRow, type WaitingRow } from './row.ts';
import { blocks, sameCustomer, shareTarget } from './target.ts';
import { keepDoneFor, wakeAfter } from './timing.ts';

/** Customers that are written to at once. */
const mostAtOnce = 4;

export const laneOf = (row: { accountId: AccountId; customerId: string }): string =>
  JSON.stringify([row.accountId, row.customerId]);

export interface Situation {
  now: number;
  /** Keys of rows that are worked on, with their lanes. */
  busy: ReadonlyMap<string, { lane: string }>;
  /** Whether there is somebody to send it to. */
  canGo: (accountId: AccountId) => boolean;
  /** Access or the network came back: do not wait for the end of a back-off that was for want of it. */
  eager: boolean;
}

/**
 * Rows to send or to look for, oldest first. One request at a time for a customer, whatever its targets: many back ends
 * know only whole-record updates, and two of those at once undo each other.
 */
export function due(rows: OutboxRow[], { now, busy, canGo, eager }: Situation): (WaitingRow | SendingRow)[] {
  const open = rows.filter(isOpen).sort((one, other) => one.seq - other.seq);
  const lanes = new Set([...busy.values()].map(({ lane }) => lane));
  const chosen: (WaitingRow | SendingRow)[] = [];
  for (const row of open) {
    if (row.state !== 'waiting' && row.state !== 'sending') continue;
    if (busy.size + chosen.length >= mostAtOnce) break;
    if (busy.has(row.key) || lanes.has(laneOf(row)) || !canGo(row.accountId)) continue;
    if (!isRipe(row, now, eager)) continue;
    if (row.state === 'waiting' && open.some((earlier) => blocks(earlier, row))) continue;
    lanes.add(laneOf(row));
    chosen.push(row);
  }
  return chosen;
}

/** What landed and is to be told now: of one thing in the order it was asked for, or an older word came over a newer. */
export function untold(rows: OutboxRow[]): DoneRow[] {
  const all = rows.filter((row): row is DoneRow => row.state === 'done' && !row.told);
  return all.filter(
    (row) =>
      !all.some(
        (other) => other.seq < row.seq && sameCustomer(other, row) && shareTarget(other.change, row.change),
      ),
  );
}

/**
 * Until when (epoch ms) a write of a whole row must wait for another of that customer whose answer was lost: landing
 * late it would undo this one, or be undone by it. Null: it need not.
 */
export function heldUntil(
  row: OutboxRow,
  rows: OutboxRow[],
  capabilities: Capabilities,
  now: number,
): number | null {
  const isWhole = (one: WaitingRow | SendingRow): boolean => {
    const capability = capabilities.change[one.change.kind];
    return capability.able && capability.wholeRow === true;
  };
  if ((row.state !== 'waiting' && row.state !== 'sending') || !isWhole(row)) return null;
  const times = rows.flatMap((other) =>
    other.key !== row.key && other.state === 'sending' && sameCustomer(other, row) && isWhole(other)
      ? (other.settleUntil ?? [])
      : [],
  );
  const until = Math.max(now, ...times);
  return until > now ? until : null;
}

function isRipe(row: WaitingRow | SendingRow, now: number, eager: boolean): boolean {
  if (row.state === 'sending') return row.settleUntil !== null && row.settleUntil <= now;
  const wantsNetwork = row.error?.code === 'OFFLINE' || row.error?.code === 'PERMISSION_MISSING';
  return row.notBefore <= now || (eager && wantsNetwork);
}

/**
 * When the worker must be up again; null: never. What is ripe already gets a time too, in case the worker dies. For what
 * can't go no time would be the right one: whoever brings its account back calls.
 */
export function nextWake(
  rows: OutboxRow[],
  now: number,
  canGo: (accountId: AccountId) => boolean,
): number | null {
  const open = rows.filter(isOpen);
  const times = rows.flatMap((row) => {
    if (isOpen(row) && !canGo(row.accountId)) return [];
    switch (row.state) {
      case 'waiting':
        return open.some((earlier) => blocks(earlier, row)) ? [] : [soon(row.notBefore, now)];
      case 'sending':
        return [soon(row.settleUntil ?? now, now)];
      case 'done':
        return [row.told ? soon(row.doneAt + keepDoneFor, now) : now + wakeAfter];
      default:
        return [];
    }
  });
  return times.length === 0 ? null : Math.min(...times);
}

const soon = (at: number, now: number): number => (at > now ? at : now + wakeAfter);
