import type { Clock } from './clock.ts';

export interface RateLimiterOptions {
  clock: Clock;
  /** Requests a second in the long run. The vendors' 50 a second are for the whole company. */
  perSecond?: number;
  burst?: number;
  /** 0 to 1; spreads the returns of several machines. */
  random?: () => number;
}

/** In a row, of one interface; times are epoch ms. */
interface Refusals {
  count: number;
  until: number;
  lookedAt: number;
}

const firstBackOff = 1000;
const longestBackOff = 60_000;

/**
 * A token bucket for one connection, and a back-off for each of its interfaces. The bucket starts empty: a worker that
 * is killed and started again and again gets no new burst each time.
 */
export function createRateLimiter({
  clock,
  perSecond = 5,
  burst = 10,
  random = Math.random,
}: RateLimiterOptions) {
  let tokens = 0;
  let filledAt = clock.now();
  const refusals = new Map<string, Refusals>();

  /** What is left of a pause is left of it too after the clock was set back. */
  function refusalsOf(name: string): Refusals | undefined {
    const known = refusals.get(name);
    if (!known) return undefined;
    const now = clock.now();
    known.until -= Math.max(0, known.lookedAt - now);
    known.lookedAt = now;
    return known;
  }

  /** Takes one token, also into debt, and says how long to wait for it (ms). Callers are thus served in order. */
  function reserve(): number {
    const now = clock.now();
    tokens = Math.min(burst, tokens + (Math.max(0, now - filledAt) * perSecond) / 1000);
    filledAt = now;
    tokens -= 1;
    return tokens >= 0 ? 0 : (-tokens * 1000) / perSecond;
  }

  return {
    /** Resolves when one request to the interface `name` may leave. Rejects with the signal's reason. */
    async take(name: string, signal: AbortSignal): Promise<void> {
      signal.throwIfAborted();
      for (;;) {
        for (let until = this.blockedUntil(name); until > clock.now(); until = this.blockedUntil(name)) {
          await clock.sleep(until - clock.now(), signal);
        }
        const wait = reserve();
        if (wait === 0) return;
        try {
          await clock.sleep(wait, signal);
        } catch (aborted) {
          tokens += 1;
          throw aborted;
        }
        if (this.blockedUntil(name) === 0) return;
        // A refusal came while it waited for its turn: it queues anew after the pause.
        tokens += 1;
      }
    },

    /** Epoch ms before which nothing leaves for this interface; 0: it is open. */
    blockedUntil(name: string): number {
      const until = refusalsOf(name)?.until ?? 0;
      return until > clock.now() ? until : 0;
    },

    /**
     * The server refused for being asked too often. The pause doubles with each refusal in a row, and is never shorter
     * than what the server asked for (`retryAt`, epoch ms). Requests that had left together and are refused together
     * are one refusal. Returns the end of the pause, epoch ms.
     */
    refused(name: string, retryAt: number | null): number {
      const known = refusalsOf(name);
      const now = clock.now();
      const together = known !== undefined && now < known.until;
      const count = (known?.count ?? 0) + (together ? 0 : 1);
      const pause = Math.min(longestBackOff, firstBackOff * 2 ** (count - 1));
      const own = together ? known.until : now + pause * (0.5 + random() / 2);
      const until = Math.max(own, (retryAt ?? 0) + random() * 250);
      refusals.set(name, { count, until, lookedAt: now });
      return until;
    },

    /** The interface answered: refusals are no longer in a row. An answer to what left before a pause ends none. */
    answered(name: string): void {
      if (this.blockedUntil(name) === 0) refusals.delete(name);
    },
  };
}

export type RateLimiter = ReturnType<typeof createRateLimiter>;
