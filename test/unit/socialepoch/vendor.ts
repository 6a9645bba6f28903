/** A SocialEpoch of a few lines behind `fetch`: rows by number, what was sent, and failures to order. */
import * as v from 'valibot';
import {
  createSocialEpochAdapter,
  type SocialEpochAdapterOptions,
} from '../../../lib/crm/socialepoch/adapter.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { type SocialEpochConnection, settingsSchema } from '../../../lib/settings/schema.ts';
import { createMemory } from './memory.ts';

export type VendorRow = Record<string, unknown> & { whatsApp: string };

interface Sent {
  path: string;
  method: string;
  headers: Headers;
  json: unknown;
}

export function createVendor(rows: VendorRow[] = []) {
  const vendor = {
    rows: new Map(rows.map((row) => [row.whatsApp, row])),
    sent: [] as Sent[],
    /** Answers instead of the vendor, first come first served; `undefined` leaves one request to the vendor. */
    instead: [] as (undefined | ((request: Request) => Response | Promise<Response>))[],
    /** Called before an import is stored, after its request was read. */
    onImport: (_row: VendorRow): VendorRow => _row,
    imports: () => vendor.sent.filter(({ path }) => path.endsWith('/customer/api/import')),
    queries: () => vendor.sent.filter(({ path }) => path.endsWith('/customer/query')),
    async fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      request.signal.throwIfAborted();
      const { pathname } = new URL(request.url);
      const json: unknown = JSON.parse(await request.clone().text());
      vendor.sent.push({ path: pathname, method: request.method, headers: request.headers, json });
      const other = vendor.instead.shift();
      if (other) return other(request);
      if (pathname.endsWith('/customer/query')) {
        const asked = v.parse(v.array(v.object({ whatsApp: v.string() })), json);
        return envelope(asked.flatMap(({ whatsApp }) => vendor.rows.get(whatsApp) ?? []));
      }
      const { data } = v.parse(v.object({ data: v.array(v.looseObject({ whatsApp: v.string() })) }), json);
      for (const row of data) {
        vendor.rows.set(row.whatsApp, vendor.onImport({ ...vendor.rows.get(row.whatsApp), ...row }));
      }
      return envelope('');
    },
  };
  return vendor;
}

export function envelope(data: unknown, code: unknown = 200, message = 'success', status = 200): Response {
  return Response.json({ code, message, data }, { status });
}

export function refusal(code: number, message = ''): () => Response {
  return () => envelope('', code, message);
}

export function connectionOf(more: Record<string, unknown> = {}): SocialEpochConnection {
  const settings = v.parse(settingsSchema, {
    version: 1,
    connections: [
      {
        id: 'wa',
        provider: 'socialepoch',
        baseUrl: 'https://api.socialepoch.com',
        credentials: { tenantId: '1', apiKey: 'QOEAcPj6Tb8XRhwFvYih', userName: 'WhatsApp' },
        ...more,
      },
    ],
  });
  const [connection] = settings.connections;
  if (connection?.provider !== 'socialepoch') throw new Error('not a SocialEpoch connection');
  return connection;
}

export function clientFor(fetch: typeof globalThis.fetch, clock = systemClock) {
  return createHttpClient({
    fetch,
    clock,
    limiter: createRateLimiter({ clock, perSecond: 1e6, burst: 1e6 }),
    serverClock: createServerClock({ clock }),
    random: () => 0,
  });
}

export function adapterFor(
  vendor: { fetch: typeof globalThis.fetch },
  more: Partial<Omit<SocialEpochAdapterOptions, 'connection'>> & {
    connection?: Record<string, unknown>;
  } = {},
) {
  const { connection, ...options } = more;
  return createSocialEpochAdapter({
    connection: connectionOf(connection),
    http: clientFor(vendor.fetch),
    ownTimeZone: 'Europe/Berlin',
    ...createMemory(),
    ...options,
  });
}

export const never = new AbortController().signal;
