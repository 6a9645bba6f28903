import { systemClock } from '../../lib/http/clock.ts';
import { createHttpClient, type HttpClient } from '../../lib/http/http-client.ts';
import { createRateLimiter } from '../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../lib/http/server-clock.ts';

/** The product's client, without its patience: no limit of its own, and no pause before a repeat. */
export const hastyHttp = (allowPlainHttp = true): HttpClient =>
  createHttpClient({
    fetch,
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6, random: () => 0 }),
    serverClock: createServerClock({ clock: systemClock }),
    allowPlainHttp,
    random: () => 0,
  });
