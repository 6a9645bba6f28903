import { AppError, isAppError } from '../errors/app-error.ts';

/** The port throws AppError only, so a signal's own reason gets a name: `TIMEOUT` or `CONTEXT_LOST`. */
export async function untilAborted<T>(signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  try {
    signal.throwIfAborted();
    return await run();
  } catch (thrown) {
    if (!signal.aborted || isAppError(thrown)) throw thrown;
    const late = signal.reason instanceof DOMException && signal.reason.name === 'TimeoutError';
    throw new AppError(late ? 'TIMEOUT' : 'CONTEXT_LOST', { retryable: true, detail: 'aborted' });
  }
}
