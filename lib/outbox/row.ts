/** One write as it lies in the sealed store. Which state follows which is drawn in `outbox.ts`. */
import type { AccountId } from '../accounts/account.ts';
import type { Change } from '../crm/port.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { Person } from '../session/shapes.ts';

/** One submission. Several may be folded into one row while it waits. */
export interface Part {
  id: string;
  change: Change;
  /** Taken back while it waited: it no longer counts, but what the agent saw before it still does. */
  undone: boolean;
}

interface Base {
  /** The first submission's id: the row lies under it, and back ends are given it to tell a repeat. */
  key: string;
  parts: Part[];
  /** What is to be written: the parts, folded. */
  change: Change;
  accountId: AccountId;
  /** For `create`, and for what waits on one: `phone:<e164>`, or the chat's name where the number is hidden. */
  customerId: string;
  /** Left out: kept by a version that did not ask. */
  person?: Person;
  /** Order of submission. */
  seq: number;
  /** Raised by each write of the row: a late answer to an older one is not for this one. */
  rev: number;
  /** Epoch ms. */
  createdAt: number;
  /** How often it was tried in vain since the agent last asked for it. */
  attempts: number;
  /** An answer to it was lost once: under this key it may be written already, so nothing more may join it. */
  mayHaveLanded: boolean;
}

export type WaitingRow = Base & {
  state: 'waiting';
  /** Epoch ms. */
  notBefore: number;
  error: AppErrorData | null;
};

export type SendingRow = Base & {
  state: 'sending';
  /** Epoch ms. Null: the request is under way. Else its answer was lost, and from then on it may be looked for. */
  settleUntil: number | null;
  error: AppErrorData | null;
};

export type DoneRow = Base & {
  state: 'done';
  /** Epoch ms. */
  doneAt: number;
  /** The change back; null where there is none, or it was used. */
  inverse: Change | null;
  /** Of a `create`: who was made, where the back end said so; of a `merge`: who stays. */
  newId: string | null;
  /** Whether the rest of the worker has heard of it. */
  told: boolean;
};

export type FailedRow = Base & {
  state: 'failed';
  error: AppErrorData;
  /** A colleague changed the same thing: the change from what is there now. */
  conflict?: Change;
};
export type UnknownRow = Base & { state: 'unknown'; error: AppErrorData | null };

/** A row that is seen no more. It stays a while, so that a repeated submission is recognised. */
export interface ClosedRow {
  state: 'closed';
  key: string;
  ids: string[];
  accountId: AccountId;
  customerId: string;
  seq: number;
  rev: number;
  /** Epoch ms. */
  closedAt: number;
  /** Whether a `create` was in it that made somebody. */
  created: boolean;
  /** Who was made, where that is known, or who stays of two. */
  newId: string | null;
}

/** Not settled yet: it keeps what comes after it on the same target waiting. */
export type OpenRow = WaitingRow | SendingRow | FailedRow | UnknownRow;
export type LiveRow = OpenRow | DoneRow;
export type OutboxRow = LiveRow | ClosedRow;

/** Nothing of it ever left: parts may join it, and be taken back as if they had not been. */
export const neverLeft = (row: OutboxRow): row is WaitingRow => row.state === 'waiting' && !row.mayHaveLanded;

export const isOpen = (row: OutboxRow): row is OpenRow => row.state !== 'done' && row.state !== 'closed';
export const isLive = (row: OutboxRow): row is LiveRow => row.state !== 'closed';

/** Under which the way back of a row is submitted. */
export const undoOf = (key: string): string => `undo:${key}`;

/** Whether a submission takes another back; one that takes back such a one does it again. */
export const isUndo = (id: string): boolean => (/^(undo:)*/.exec(id)?.[0].length ?? 0) % 10 === 5;

export const idsOf = (row: OutboxRow): string[] =>
  row.state === 'closed' ? row.ids : row.parts.map((part) => part.id);
