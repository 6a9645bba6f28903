import { AppError } from '../errors/app-error.ts';

/**
 * Stops writing on a connection after a write was seen to damage a field that it did not mean to touch, until the agent
 * confirms: every kind of change, of every customer. Whoever keeps this state also lets writing go on: the adapter only
 * asks and stops.
 */
export interface WriteGuard {
  stopped(): Promise<boolean>;
  stop(): Promise<void>;
}

/** @throws AppError `CONFLICT` (`writing-stopped`) while writing is stopped. To be asked first in every `apply`. */
export async function mayWrite(guard: WriteGuard): Promise<void> {
  if (await guard.stopped()) throw new AppError('CONFLICT', { reason: 'writing-stopped' });
}

/** Stops writing. @returns what to throw. */
export async function stopWriting(guard: WriteGuard, damagedFields: number): Promise<AppError> {
  await guard.stop();
  return new AppError('CONFLICT', {
    reason: 'write-damaged',
    detail: `the write changed ${damagedFields} other fields`,
  });
}
