/** Every length of time the outbox knows, in ms. */
import type { Change } from '../crm/port.ts';

/** After a lost answer: long enough for a request that is still on its way to land (requests end within 25 s). */
export const settleFor = 30_000;
/** "Undo" is offered this long. */
export const undoFor = 8_000;
/** What can't be taken back once it is written is written only after the time to take it back. */
export const heldFor = ({ kind }: Change): number => (kind === 'delete' || kind === 'merge' ? undoFor : 0);
/** "Saved" is shown at most this long. */
export const keepDoneFor = 60_000;
/** What is closed is told of, and a new customer's id known, this long. */
export const rememberFor = 10 * 60_000;
/** Several requests and their reading back end well within this; what does not is hung. */
export const hungAfter = 120_000;
/** The alarm that finds the worker dead rings this long after work began. */
export const wakeAfter = 30_000;
/** Lost answers to one repeatable change, after which the agent is asked. */
export const mostAttempts = 5;

/** The longest that we wait by ourselves between two tries. */
export const longestBackOff = 300_000;

/** 5 s, 15 s, 45 s … 5 min. */
export const backOff = (attempts: number): number =>
  Math.min(5_000 * 3 ** Math.max(0, attempts - 1), longestBackOff);
