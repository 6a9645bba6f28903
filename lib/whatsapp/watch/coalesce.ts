/** Many wishes, one run: what is asked for again and again is done once, a little later. */
export interface Coalesced {
  start(): void;
  /** Asked for, and not run yet. */
  isDue(): boolean;
}

/**
 * Runs once after a wait, however often it is asked for meanwhile.
 * @param wait returns what ends it early.
 * @param signal ends it for good.
 */
export function coalesce(
  wait: (run: () => void) => () => void,
  run: () => void,
  signal: AbortSignal,
): Coalesced {
  let cancel: (() => void) | null = null;
  signal.addEventListener('abort', () => cancel?.());
  return {
    start() {
      if (signal.aborted) return;
      cancel ??= wait(() => {
        cancel = null;
        run();
      });
    },
    isDue: () => cancel !== null,
  };
}
