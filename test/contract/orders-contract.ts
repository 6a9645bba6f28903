/**
 * What every source of orders promises, whatever shop is behind it. The shop holds orders of Ana and of others; it is
 * spoken to over real HTTP.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../lib/http/clock.ts';
import { createHttpClient, type HttpClient } from '../../lib/http/http-client.ts';
import { createRateLimiter } from '../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../lib/http/server-clock.ts';
import type { OrderCustomer } from '../../lib/orders/model.ts';
import type { OrderPort } from '../../lib/orders/port.ts';
import type { E164 } from '../../lib/phone/e164.ts';
import { serve } from '../support/serve.ts';

export interface OrderHarness {
  handler(request: IncomingMessage, response: ServerResponse): void;
  /** A source that asks the shop at this address. */
  open(baseUrl: string, http: HttpClient): OrderPort;
  /** What must stand in no address. */
  secret: string;
  /** How many of Ana's there are, more than one page of them. */
  anas: number;
  /** What no correct client sends. */
  violations(): string[];
}

export const ana: OrderCustomer = {
  id: 'ana',
  name: 'Ana Cliente',
  email: 'ana@example.com',
  chatPhone: '+5511900000001' as E164,
  phones: [],
};
const nobody: OrderCustomer = { ...ana, id: 'x', email: 'x@example.com', chatPhone: '+15550100009' as E164 };
const never = new AbortController().signal;

const http = (deadline?: number): HttpClient =>
  createHttpClient({
    fetch,
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6, random: () => 0 }),
    serverClock: createServerClock({ clock: systemClock }),
    allowPlainHttp: true,
    random: () => 0,
    ...(deadline !== undefined && { deadline }),
  });

type Handler = OrderHarness['handler'];

const with_ =
  (status: number, headers: Record<string, string> = {}, body = ''): Handler =>
  (_, response) => {
    response.writeHead(status, headers);
    response.end(body);
  };
const json = { 'content-type': 'application/json' };

export function orderContract(name: string, makeHarness: () => OrderHarness): void {
  describe(name, () => {
    let close: (() => Promise<void>) | null = null;
    afterEach(async () => {
      await close?.();
      close = null;
    });

    /** The shop on a port; `instead` answers in its place. */
    async function scene({ instead, deadline }: { instead?: Handler; deadline?: number } = {}) {
      const shop = makeHarness();
      const asked: string[] = [];
      const server = await serve((request, response) => {
        asked.push(`${request.method} ${request.url}`);
        (instead ?? shop.handler)(request, response);
      });
      close = server.close;
      return { shop, asked, source: shop.open(server.baseUrl, http(deadline)), baseUrl: server.baseUrl };
    }

    it("finds the customer's orders, each once, page after page, and nobody else's", async () => {
      const { shop, source } = await scene();
      const found = [];
      let cursor: string | null = null;
      do {
        const page = await source.find(ana, cursor, never);
        found.push(...page.orders);
        cursor = page.next;
      } while (cursor !== null);
      const whole = source.capabilities.pages ? shop.anas : found.length;
      expect(found).toHaveLength(whole);
      expect(new Set(found.map(({ id }) => id)).size).toBe(whole);
      expect(found.length).toBeGreaterThan(1);
      for (const { match } of found) expect(['chat', 'email']).toContain(match.by);
      expect(shop.violations()).toEqual([]);
    });

    it('knows that somebody has none', async () => {
      const { shop, source } = await scene();
      expect(await source.find(nobody, null, never)).toEqual({ orders: [], next: null });
      expect(shop.violations()).toEqual([]);
    });

    it('asks nothing where nothing is known to ask by', async () => {
      const { source, asked } = await scene();
      const unknown = { ...ana, chatPhone: null, email: null };
      await expect(source.find(unknown, null, never)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
      expect(asked).toEqual([]);
    });

    it('has its key in no address', async () => {
      const { shop, source, asked } = await scene();
      await source.find(ana, null, never);
      expect(asked.join()).not.toContain(shop.secret);
      expect(decodeURIComponent(asked.join())).not.toContain(shop.secret);
    });

    it('reads the next page of no other host', async () => {
      const { source, asked } = await scene();
      const elsewhere = source.find(ana, 'https://evil.example/orders?page=2', never);
      await expect(elsewhere).rejects.toMatchObject({ code: 'INVALID_INPUT' });
      expect(asked).toEqual([]);
    });

    it.each<[string, Handler, object]>([
      ['a page', with_(200, { 'content-type': 'text/html' }, '<h1>Hello</h1>'), { code: 'BAD_RESPONSE' }],
      ['other JSON', with_(200, json, '{"hello":[1]}'), { code: 'BAD_RESPONSE' }],
      ['half of a reply', with_(200, json, '[{"id":1'), { code: 'BAD_RESPONSE' }],
      ['nothing', with_(200), { code: 'BAD_RESPONSE' }],
      ['401', with_(401, json, '{"code":"no"}'), { code: 'BAD_CREDENTIALS', retryable: false }],
      ['403', with_(403, json, '{"code":"no"}'), { code: 'FORBIDDEN', retryable: false }],
      ['404', with_(404, json, '{"code":"no"}'), { code: 'BAD_RESPONSE' }],
      ['429', with_(429, { 'retry-after': '3600' }), { code: 'RATE_LIMITED', retryAt: expect.any(Number) }],
      ['500', with_(500), { code: 'SERVER_DOWN', retryable: true }],
      ['a gateway', with_(503, { 'content-type': 'text/html' }, '<h1>Busy</h1>'), { code: 'SERVER_DOWN' }],
      ['a broken connection', (request) => request.socket.destroy(), { code: 'OFFLINE' }],
    ])('tells %s for what it is', async (_, instead, error) => {
      const { source } = await scene({ instead });
      await expect(source.find(ana, null, never)).rejects.toMatchObject(error);
    });

    it.each([301, 302, 307, 308])('follows no redirect: the key would go with it (%d)', async (status) => {
      let followed = 0;
      const other = await serve((_, response) => {
        followed += 1;
        response.end('[]');
      });
      const { source } = await scene({ instead: with_(status, { location: `${other.baseUrl}/orders` }) });
      await expect(source.find(ana, null, never)).rejects.toMatchObject({ reason: 'redirected' });
      await other.close();
      expect(followed).toBe(0);
    });

    it('stops reading what does not end', async () => {
      let ended: () => void = () => {};
      const stopped = new Promise<void>((resolve) => {
        ended = resolve;
      });
      const instead: Handler = (request, response) => {
        response.writeHead(200, json);
        const more = () => {
          while (!response.destroyed && response.write(`"${'x'.repeat(65_536)}",`));
          if (!response.destroyed) response.once('drain', more);
        };
        request.socket.once('close', ended);
        more();
      };
      const { source } = await scene({ instead });
      await expect(source.find(ana, null, never)).rejects.toMatchObject({ reason: 'too-long' });
      await stopped;
    });

    it('waits for no answer for ever, and ends when nobody wants it any more', async () => {
      const { source } = await scene({ instead: () => {}, deadline: 100 });
      await expect(source.find(ana, null, never)).rejects.toMatchObject({ code: 'TIMEOUT' });
      const stop = new AbortController();
      const asking = source.find(ana, null, stop.signal);
      stop.abort(new DOMException('left', 'AbortError'));
      await expect(asking).rejects.toMatchObject({ name: 'AbortError' });
    });
  });
}
