import type { Timers } from './timers.ts';

/** ms between looks at a page that says nothing of its changes. */
const pollEvery = 2000;

/** Runs every now and then, and at once when the page is seen again; never while it is hidden. */
export function pollVisible(
  { document, timers, signal }: { document: Document; timers: Timers; signal: AbortSignal },
  run: () => void,
): void {
  const runVisible = () => {
    if (document.visibilityState !== 'hidden') run();
  };
  const poll = () => {
    if (signal.aborted) return;
    runVisible();
    timers.after(pollEvery, poll);
  };
  document.addEventListener('visibilitychange', runVisible, { signal });
  timers.after(pollEvery, poll);
}
