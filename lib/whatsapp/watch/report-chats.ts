import type { Detection } from '../detection.ts';
import type { Timers } from './timers.ts';

export interface ReportDeps {
  /** Rejects when nobody took the message, for instance because the worker is just starting. */
  send(detection: Detection, first: boolean): Promise<unknown>;
  /** Whether a rejection is worth another try. */
  mayRetry(thrown: unknown): boolean;
  timers: Pick<Timers, 'after'>;
  signal: AbortSignal;
}

/** ms before each new try; the last one for good: what keeps the worker from taking it, as a full disk, may pass. */
const tries = [50, 200, 1000, 3000, 10_000];

/**
 * Hands each detection on, at once. One that nobody took is sent again, until there is a newer one. The first that is
 * taken is marked as the first.
 */
export function createChatReporter({ send, mayRetry, timers, signal }: ReportDeps) {
  let first = true;
  let newest = 0;

  async function attempt(detection: Detection, mine: number, failures: number): Promise<void> {
    try {
      await send(detection, first);
      first = false;
    } catch (thrown) {
      const wait = tries[Math.min(failures, tries.length - 1)] ?? 0;
      if (mine !== newest || signal.aborted || !mayRetry(thrown)) return;
      timers.after(wait, () => {
        if (mine === newest && !signal.aborted) void attempt(detection, mine, failures + 1);
      });
    }
  }

  return (detection: Detection): void => {
    newest += 1;
    void attempt(detection, newest, 0);
  };
}
