import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/http/clock.ts';
import { type Call, createHttpClient, type HttpClientOptions } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';

const start = Date.UTC(2026, 10, 22, 10, 0, 0);

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

const schema = v.looseObject({ code: v.number() });
const read: Call<{ code: number }> = {
  name: 'customer/query',
  method: 'POST',
  url: 'https://crm.example/query',
  safe: true,
  sign: (now) => ({ headers: { stamp: String(now) }, json: { stamp: now } }),
  schema,
};
const write: typeof read = { ...read, name: 'customer/import', method: 'PUT', safe: false };

type Answer = (request: Request) => Response | Promise<Response>;
const ok: Answer = () => Response.json({ code: 200 });
const dropped: Answer = () => Promise.reject(new TypeError('Failed to fetch'));
const html: Answer = () => new Response('<html>Sign in</html>');
const cut: Answer = () => new Response('{"code":200,"da');
const gateway: Answer = () => new Response('<html>Bad Gateway</html>', { status: 502 });
const silent: Answer = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));

/** A client whose server gives these answers in turn, the last one for good. */
function createScene(answers: Answer[], options: Partial<HttpClientOptions> = {}) {
  const requests: Request[] = [];
  const serverClock = createServerClock({ clock: systemClock });
  const client = createHttpClient({
    fetch: async (input, init) => {
      const request = input instanceof Request ? input : new Request(input, init);
      requests.push(request.clone());
      const answer = answers.length > 1 ? answers.shift() : answers[0];
      return (answer ?? ok)(request);
    },
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6, random: () => 0 }),
    serverClock,
    random: () => 0,
    ...options,
  });
  /** Sends, and lets time pass until it is settled. */
  async function settle(call: typeof read, signal = new AbortController().signal) {
    const outcome = client.send(call, signal).then(
      (value) => ({ value, after: Date.now() - start }),
      (error: unknown) => ({ error, after: Date.now() - start }),
    );
    await vi.advanceTimersByTimeAsync(120_000);
    return outcome;
  }
  return { client, requests, serverClock, settle };
}

describe('a request', () => {
  it('carries no cookies, no referrer, nothing from a cache, and follows no redirect', async () => {
    const { settle, requests } = createScene([ok]);
    await settle(read);
    expect(requests[0]?.method).toBe('POST');
    expect(requests[0]?.credentials).toBe('omit');
    expect(requests[0]?.referrerPolicy).toBe('no-referrer');
    expect(requests[0]?.cache).toBe('no-store');
    expect(requests[0]?.redirect).toBe('manual');
    expect(requests[0]?.headers.get('content-type')).toBe('application/json');
  });

  it('sends a form as a form', async () => {
    const { settle, requests } = createScene([ok]);
    await settle({ ...read, sign: () => ({ headers: {}, form: { grant: 'a b', key: 'é&=' } }) });
    expect(requests[0]?.headers.get('content-type')).toBe('application/x-www-form-urlencoded;charset=UTF-8');
    expect(await requests[0]?.text()).toBe('grant=a+b&key=%C3%A9%26%3D');
  });

  it('is signed anew for every attempt', async () => {
    const { settle, requests } = createScene([dropped, ok]);
    await settle(read);
    const stamps = requests.map(({ headers }) => Number(headers.get('stamp')));
    expect(stamps[1]).toBeGreaterThan(stamps[0] ?? 0);
    expect(await requests[1]?.json()).toEqual({ stamp: stamps[1] });
  });

  it("is stamped by the server's clock, once that is known", async () => {
    const ahead: Answer = () =>
      Response.json({ code: 1 }, { headers: { date: new Date(Date.now() + 600_000).toUTCString() } });
    const { client, requests } = createScene([ahead, ok]);
    const signal = new AbortController().signal;
    const first = client.send(read, signal);
    await vi.advanceTimersByTimeAsync(10);
    await first;
    const second = client.send(read, signal);
    await vi.advanceTimersByTimeAsync(10);
    await second;
    const [before, after] = requests.map(({ headers }) => Number(headers.get('stamp')) - start);
    expect(before).toBeLessThan(1000);
    expect(after).toBeGreaterThan(599_000);
  });
});

describe('the reply', () => {
  it('counts whatever the HTTP status, as long as it has the envelope', async () => {
    const { settle, requests } = createScene([() => Response.json({ code: 502 }, { status: 502 })]);
    expect(await settle(read)).toMatchObject({ value: { code: 502 } });
    expect(requests).toHaveLength(1);
  });

  it.each<[string, Answer, string]>([
    ['a page', html, 'BAD_RESPONSE'],
    ['JSON cut in half', cut, 'BAD_RESPONSE'],
    ['nothing', () => new Response(''), 'BAD_RESPONSE'],
    ['null', () => Response.json(null), 'BAD_RESPONSE'],
    ['another type', () => Response.json({ code: [200] }), 'BAD_RESPONSE'],
    ['a list', () => Response.json([1]), 'BAD_RESPONSE'],
    ['404', () => new Response('', { status: 404 }), 'BAD_RESPONSE'],
    ['401', () => new Response('', { status: 401 }), 'BAD_CREDENTIALS'],
    ['403', () => new Response('', { status: 403 }), 'FORBIDDEN'],
    ['a gateway page', gateway, 'SERVER_DOWN'],
    ['a dropped connection', dropped, 'OFFLINE'],
    ['silence', silent, 'TIMEOUT'],
    [
      'a redirect',
      () => new Response(null, { status: 302, headers: { location: '/login' } }),
      'BAD_RESPONSE',
    ],
  ])('to a read, when it is %s, is %s', async (_, answer, code) => {
    expect(await createScene([answer]).settle(read)).toMatchObject({ error: { code } });
  });

  it.each<[string, Answer, string]>([
    ['a page', html, 'OUTCOME_UNKNOWN'],
    ['JSON cut in half', cut, 'OUTCOME_UNKNOWN'],
    ['a gateway page', gateway, 'OUTCOME_UNKNOWN'],
    ['a dropped connection', dropped, 'OUTCOME_UNKNOWN'],
    ['silence', silent, 'OUTCOME_UNKNOWN'],
    ['403', () => new Response('', { status: 403 }), 'FORBIDDEN'],
    ['429', () => new Response('', { status: 429 }), 'RATE_LIMITED'],
  ])('to a write, when it is %s, is %s, and nothing is sent twice', async (_, answer, code) => {
    const { settle, requests } = createScene([answer]);
    expect(await settle(write)).toMatchObject({ error: { code } });
    expect(requests).toHaveLength(1);
  });
});

describe('a read that fails', () => {
  it.each<[string, Answer]>([
    ['dropped', dropped],
    ['refused by a gateway', gateway],
    ['not answered', silent],
    ['refused for its rate', () => new Response('', { status: 429 })],
  ])('because it was %s is tried again', async (_, answer) => {
    expect(await createScene([answer, ok]).settle(read)).toMatchObject({ value: { code: 200 } });
  });

  it('is given up after four attempts', async () => {
    const { settle, requests } = createScene([dropped]);
    await settle(read);
    expect(requests).toHaveLength(4);
  });

  it('ends within 25 s in any case', async () => {
    const { after } = await createScene([silent]).settle(read);
    expect(after).toBeLessThanOrEqual(25_000);
  });

  it('waits as long as the server asks', async () => {
    const busy: Answer = () => new Response('', { status: 429, headers: { 'retry-after': '7' } });
    const { after } = await createScene([busy, ok]).settle(read);
    expect(after).toBeGreaterThanOrEqual(7000);
    expect(after).toBeLessThan(8000);
  });

  it('says when, instead of waiting, if the server asks for longer than that', async () => {
    const busy: Answer = () => new Response('', { status: 429, headers: { 'retry-after': '90' } });
    const { settle, requests } = createScene([busy]);
    expect(await settle(read)).toMatchObject({
      error: { code: 'RATE_LIMITED', retryable: true, retryAt: start + 90_000 },
      after: 0,
    });
    expect(requests).toHaveLength(1);
  });

  it('is not even tried while the server wants to be left alone', async () => {
    const busy: Answer = () => new Response('', { status: 429, headers: { 'retry-after': '600' } });
    const { settle, requests } = createScene([busy]);
    await settle(read);
    expect(await settle(read)).toMatchObject({ error: { code: 'RATE_LIMITED' } });
    expect(requests).toHaveLength(1);
  });
});

describe('a write', () => {
  it('has its 25 s for one answer', async () => {
    expect(await createScene([silent]).settle(write)).toMatchObject({
      error: { code: 'OUTCOME_UNKNOWN', retryable: false },
      after: 25_000,
    });
  });

  it('that could not be signed was never sent', async () => {
    const { settle, requests } = createScene([ok]);
    const sign = () => {
      throw new RangeError('a number of somebody');
    };
    const outcome = await settle({ ...write, sign });
    expect(outcome).toMatchObject({
      error: { code: 'BUG', detail: 'customer/import: RangeError', unsent: true },
    });
    expect(requests).toHaveLength(0);
  });
});

describe('an abort', () => {
  it('passes through as it is, for a read', async () => {
    const { client } = createScene([silent]);
    const stop = new AbortController();
    const result = client.send(read, stop.signal);
    const seen = expect(result).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await seen;
  });

  it('ends the pause between attempts', async () => {
    const { client, requests } = createScene([dropped]);
    const stop = new AbortController();
    const seen = expect(client.send(read, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(10);
    stop.abort();
    await seen;
    expect(requests).toHaveLength(1);
  });

  it('of a write that has left is OUTCOME_UNKNOWN', async () => {
    const { client } = createScene([silent]);
    const stop = new AbortController();
    const seen = expect(client.send(write, stop.signal)).rejects.toMatchObject({ code: 'OUTCOME_UNKNOWN' });
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await seen;
  });

  it('of a write that has not left is an abort', async () => {
    const limiter = createRateLimiter({ clock: systemClock });
    const { client, requests } = createScene([ok], { limiter });
    const stop = new AbortController();
    const seen = expect(client.send(write, stop.signal)).rejects.toMatchObject({ name: 'AbortError' });
    await vi.advanceTimersByTimeAsync(100);
    stop.abort();
    await seen;
    expect(requests).toHaveLength(0);
  });
});

describe('before anything is sent', () => {
  const plain = { ...read, url: 'http://crm.example/query' };

  it('an address without encryption needs consent', async () => {
    const { settle, requests } = createScene([ok]);
    expect(await settle(plain)).toMatchObject({ error: { code: 'PERMISSION_MISSING' } });
    expect(requests).toHaveLength(0);
    expect(await createScene([ok], { allowPlainHttp: true }).settle(plain)).toMatchObject({ value: {} });
  });

  it.each(['ftp://crm.example/', 'not an address'])('%s is refused', async (url) => {
    const { settle, requests } = createScene([ok], { allowPlainHttp: true });
    expect(await settle({ ...read, url })).toHaveProperty('error.code');
    expect(requests).toHaveLength(0);
  });

  it('the browser is asked whether the host may be reached', async () => {
    const hasAccess = vi.fn(async () => false);
    const { settle, requests } = createScene([ok], { hasAccess });
    expect(await settle(read)).toMatchObject({ error: { code: 'PERMISSION_MISSING' } });
    expect(hasAccess).toHaveBeenCalledWith('https://crm.example');
    expect(requests).toHaveLength(0);
  });

  it('a browser that cannot say whether it may be reached leaves the write unsent', async () => {
    const hasAccess = () => Promise.reject(new TypeError('Invalid host pattern'));
    const { settle, requests } = createScene([ok], { hasAccess });
    expect(await settle(write)).toMatchObject({ error: { code: 'PERMISSION_MISSING' } });
    expect(requests).toHaveLength(0);
  });

  it('an address with a name and a password in it is none', async () => {
    const { settle, requests } = createScene([ok]);
    const url = 'https://ana:secret@crm.example/';
    expect(await settle({ ...write, url })).toMatchObject({ error: { code: 'NOT_CONFIGURED' } });
    expect(requests).toHaveLength(0);
  });

  it.each([
    ['an invisible character', 'tok\u200ben'],
    ['a full-width letter', 'tokｅn'],
    ['a soft hyphen', 'tok\u00aden'],
    ['a line break in the middle', 'tok\nen'],
    ['a no-break space behind it', 'token\u00a0'],
  ])('a header with %s is told by its name, and never sent', async (_, token) => {
    const { settle, requests } = createScene([ok]);
    const sign = () => ({ headers: { stamp: '1', token } });
    expect(await settle({ ...write, sign })).toMatchObject({
      error: { code: 'BAD_CREDENTIALS', reason: 'key-unsendable', field: 'token' },
    });
    expect(await settle({ ...read, sign })).toMatchObject({ error: { field: 'token' } });
    expect(requests).toHaveLength(0);
  });

  it('a body that cannot be built was certainly not sent', async () => {
    const { settle, requests } = createScene([ok]);
    const sign = () => ({ headers: {}, json: { amount: 1n } });
    expect(await settle({ ...write, sign })).toMatchObject({ error: { code: 'BUG', unsent: true } });
    expect(requests).toHaveLength(0);
  });
});

describe('a browser that says it is offline', () => {
  const seemsOffline = () => true;
  const probes = (requests: Request[]) => requests.filter(({ method }) => method === 'HEAD');

  it('is not believed: a read is tried, and may be answered', async () => {
    const { settle, requests } = createScene([ok], { seemsOffline });
    expect(await settle(read)).toMatchObject({ value: { code: 200 } });
    expect(requests).toHaveLength(1);
  });

  it('is believed once a read has failed, which is not tried again then', async () => {
    const { settle, requests } = createScene([dropped], { seemsOffline });
    expect(await settle(read)).toMatchObject({ error: { code: 'OFFLINE' } });
    expect(requests).toHaveLength(1);
  });

  it('has the server knocked at before a write leaves, which stays unsent when nobody opens', async () => {
    const { settle, requests } = createScene([dropped], { seemsOffline });
    expect(await settle(write)).toMatchObject({ error: { code: 'OFFLINE', retryable: true } });
    expect(requests.map(({ method, url }) => `${method} ${url}`)).toEqual(['HEAD https://crm.example/']);
  });

  it('does not hold up a write to a server that opens, whatever it answers', async () => {
    const { settle, requests } = createScene([() => new Response('', { status: 404 }), ok], { seemsOffline });
    expect(await settle(write)).toMatchObject({ value: { code: 200 } });
    expect(requests.map(({ method }) => method)).toEqual(['HEAD', 'PUT']);
  });

  it('does not make a write whose answer is lost one that was never sent', async () => {
    const { settle, requests } = createScene([ok, dropped], { seemsOffline });
    expect(await settle(write)).toMatchObject({ error: { code: 'OUTCOME_UNKNOWN' } });
    expect(probes(requests)).toHaveLength(1);
  });

  it('does not wait for ever for a server that keeps the door shut', async () => {
    const { settle, requests } = createScene([silent], { seemsOffline });
    expect(await settle(write)).toMatchObject({ error: { code: 'OFFLINE' }, after: 10_000 });
    expect(requests).toHaveLength(1);
  });
});
