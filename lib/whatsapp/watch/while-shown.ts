/**
 * Runs `start` at once, and ends what it began when the browser puts the page aside. A page that comes back as it was
 * left (from the back/forward cache) starts anew: others may have spoken for its tab, and whoever listened is gone.
 * @param signal ends it for good.
 */
export function whileShown(
  window: Pick<Window, 'addEventListener'>,
  signal: AbortSignal,
  start: (signal: AbortSignal) => void,
): void {
  let run: AbortController | null = null;
  const begin = () => {
    run?.abort();
    run = new AbortController();
    start(AbortSignal.any([signal, run.signal]));
  };
  window.addEventListener('pagehide', () => run?.abort(), { signal });
  window.addEventListener('pageshow', ({ persisted }) => persisted && begin(), { signal });
  begin();
}
