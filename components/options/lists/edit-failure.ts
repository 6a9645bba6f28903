import type { AppErrorData } from '../../../lib/errors/app-error.ts';

/** Of an edit that was to be kept. Null: done. */
export type EditFailure = AppErrorData | null;
