import { type AppErrorData, toErrorData } from '../../lib/errors/app-error.ts';

/** This device, or ourselves: it will not pass by waiting, as the network does. */
export const isLasting = ({ code }: AppErrorData): boolean =>
  code === 'BUG' || code === 'STORAGE_FULL' || code === 'UNSUPPORTED';

/**
 * Does each of these, one after the other, whatever becomes of those before. Gives the first lasting failure, or
 * null; what passes is tried again by whoever it was for.
 */
export async function eachStep(steps: readonly (() => Promise<unknown>)[]): Promise<AppErrorData | null> {
  let first: AppErrorData | null = null;
  for (const step of steps) {
    try {
      await step();
    } catch (thrown) {
      const error = toErrorData(thrown);
      if (isLasting(error)) first ??= error;
    }
  }
  return first;
}
