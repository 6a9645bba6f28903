import type { Timers } from './timers.ts';

/** ms after which data that came late is looked for again. */
const retryAfter = [1000, 3000, 10_000];

/** Runs a few times, each later than the one before, counted from the last start. */
export function createRetries(timers: Timers, run: () => void) {
  let cancels: (() => void)[] = [];
  const stop = () => {
    for (const cancel of cancels.splice(0)) cancel();
  };
  return {
    start(): void {
      stop();
      cancels = retryAfter.map((ms) => timers.after(ms, run));
    },
    stop,
  };
}
