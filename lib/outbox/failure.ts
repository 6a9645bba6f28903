/** What an error says about a write that was handed to a back end. */
import type { AppErrorData, ErrorCode, ErrorReason } from '../errors/app-error.ts';

type Failure =
  /** Certainly not written, and it may go better later without anybody doing anything here. */
  | 'not-sent'
  /** Certainly not written, and the same again would fail the same way. */
  | 'refused'
  /** It may be written, and it may not. */
  | 'lost';

const failures: Record<ErrorCode, Failure> = {
  OFFLINE: 'not-sent',
  RATE_LIMITED: 'not-sent',
  CLOCK_SKEW: 'not-sent',
  PERMISSION_MISSING: 'not-sent',

  NOT_CONFIGURED: 'refused',
  BAD_CREDENTIALS: 'refused',
  FORBIDDEN: 'refused',
  NOT_FOUND: 'refused',
  CONFLICT: 'refused',
  INVALID_INPUT: 'refused',
  UNSUPPORTED: 'refused',
  STORAGE_FULL: 'refused',

  TIMEOUT: 'lost',
  SERVER_DOWN: 'lost',
  BAD_RESPONSE: 'lost',
  CONTEXT_LOST: 'lost',
  OUTCOME_UNKNOWN: 'lost',
  // Nobody foresaw it, so nobody knows on which side of the request it was.
  BUG: 'lost',
};

/**
 * Of an error from `apply`. A bug in what may be repeated, or before anything left, is shown at once: asking again would
 * only meet it again.
 */
export function failureOf(error: AppErrorData, repeatable: boolean): Failure {
  return error.code === 'BUG' && (repeatable || error.unsent) ? 'refused' : failures[error.code];
}

/** The write is there, and the error tells what came of it. */
const written: ReadonlySet<ErrorReason> = new Set(['write-damaged', 'colleague-overwritten']);

/** Of a write that failed: whether it is certain that nothing of it was written. */
export const isCertain = ({ code, reason, unsent }: AppErrorData): boolean =>
  unsent === true || (failures[code] === 'refused' && (reason === undefined || !written.has(reason)));

/** Of an error before a byte of the write could leave, or while looking for it: whether to try again later. */
export const passes = (error: AppErrorData): boolean =>
  error.code !== 'BUG' && failures[error.code] !== 'refused';
