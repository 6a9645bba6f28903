import { type AppErrorData, toErrorData } from '../errors/app-error.ts';

/**
 * Whether this device can be read and written. `onChange` is told when that changes: what holds it up, or null once it
 * goes again. A full disk can be read all the same, so only a write that lands ends that.
 */
export function createStorageHealth(onChange: (trouble: AppErrorData | null) => void) {
  let trouble: AppErrorData | null = null;

  function become(next: AppErrorData | null): void {
    if (next?.code === trouble?.code && next?.reason === trouble?.reason) return;
    trouble = next;
    onChange(next);
  }

  return {
    failed(thrown: unknown): void {
      const error = toErrorData(thrown);
      if (error.code === 'STORAGE_FULL' || error.code === 'UNSUPPORTED') become(error);
    },
    read(): void {
      if (trouble?.code !== 'STORAGE_FULL') become(null);
    },
    wrote(): void {
      become(null);
    },
  };
}
