/** The product's client and wire over a server that answers as a test tells it. */
import type { AccessOptions } from '../../../lib/crm/youmi/access.ts';
import { accessFor } from '../../../lib/crm/youmi/access.ts';
import type { YoumiConnection } from '../../../lib/crm/youmi/connection.ts';
import { createYoumiWire, type YoumiWire } from '../../../lib/crm/youmi/wire.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { hastyClock } from '../sobot/hasty-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';

export const never = new AbortController().signal;

export interface Sent {
  method: string;
  url: string;
  headers: Headers;
  body: string;
}

export function answering(
  answer: (sent: Sent) => unknown,
  {
    credentials = { accessToken: 'pasted' },
    storage = tokenMemory(),
  }: Partial<YoumiConnection> & Partial<Pick<AccessOptions, 'storage'>> = {},
) {
  const sent: Sent[] = [];
  const http = createHttpClient({
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const one = {
        method: request.method,
        url: request.url,
        headers: request.headers,
        body: await request.text(),
      };
      sent.push(one);
      const reply = answer(one);
      return reply instanceof Response ? reply : Response.json(reply);
    },
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6 }),
    serverClock: createServerClock({ clock: systemClock }),
    allowPlainHttp: true,
    random: () => 0,
  });
  const connection = { baseUrl: 'http://youmi.example:5003', credentials };
  const access = accessFor({ connection, http, clock: hastyClock(), storage });
  const wire: YoumiWire = createYoumiWire({ connection, http, access, now: () => Date.now() });
  return { wire, sent };
}
