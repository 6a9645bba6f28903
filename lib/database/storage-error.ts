import { AppError, isAppError } from '../errors/app-error.ts';

const nameOf = (thrown: unknown): string =>
  typeof thrown === 'object' && thrown !== null && 'name' in thrown ? String(thrown.name) : typeof thrown;

/** The connection went away under us (an update, cleared data, a forced close): opening again may help. */
export const isGone = (thrown: unknown): boolean =>
  ['InvalidStateError', 'AbortError', 'TransactionInactiveError'].includes(nameOf(thrown));

/** What a refusal of IndexedDB means. */
export function storageError(thrown: unknown): AppError {
  if (thrown instanceof AppError) return thrown;
  if (isAppError(thrown)) return new AppError(thrown.code, thrown);
  const name = nameOf(thrown);
  switch (name) {
    case 'QuotaExceededError':
      return new AppError('STORAGE_FULL', { detail: name });
    // Private windows refuse to open, or to keep a key that can't be read out.
    case 'SecurityError':
    case 'NotAllowedError':
    case 'DataCloneError':
    case 'InvalidStateError':
      return new AppError('UNSUPPORTED', { detail: `IndexedDB: ${name}` });
    // "Internal error opening backing store": its files are damaged or held, until the browser starts anew.
    case 'UnknownError':
    case 'DataError':
    case 'NotReadableError':
    case 'TimeoutError':
      return new AppError('UNSUPPORTED', { reason: 'storage-broken', detail: `IndexedDB: ${name}` });
    case 'AbortError':
    case 'VersionError':
    case 'TransactionInactiveError':
      return new AppError('CONTEXT_LOST', { detail: `IndexedDB: ${name}` });
    default:
      return new AppError('BUG', { detail: `IndexedDB: ${name}` });
  }
}
