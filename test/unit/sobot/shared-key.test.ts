/**
 * Twenty machines that share one company's key, for sixty simulated seconds, in both readings of the page: a new token
 * voids those before it, or they stay valid.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createCalls } from '../../../lib/crm/sobot/calls.ts';
import { tokenCacheFor } from '../../../lib/crm/sobot/token-cache-for.ts';
import { createSobotWire } from '../../../lib/crm/sobot/wire.ts';
import { isAppError } from '../../../lib/errors/app-error.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import type { BackEnd, Reply } from '../../doubles/crm-server/back-end.ts';
import { createSobot } from '../../doubles/crm-server/sobot/index.ts';
import { createTokenService } from '../../doubles/crm-server/token-service/index.ts';
import { tokenMemory } from '../tokens/memory.ts';

const start = Date.UTC(2026, 10, 22, 10, 0, 0);
const machines = 20;
const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

/** The same numbers at each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

interface Machine {
  /** When it asked the vendor for a token, ms. */
  askedKey: number[];
  askedService: number[];
  /** How long each read took from the wish to the answer, ms. */
  reads: number[];
  /** The reason that a call gave when it gave up. */
  said: Set<string>;
  refused: number;
}

async function simulate(options: {
  tokens: 'one' | 'many';
  service: boolean;
  seed: number;
  voidAt?: number;
}) {
  vi.setSystemTime(start);
  const random = seeded(options.seed);
  const sobot = createSobot(() => {});
  sobot.settings.tokens = options.tokens;
  const service = createTokenService(sobot.tokens);
  const [customer] = sobot.company.users;
  if (!customer) throw new Error('the company has customers');
  const noted = customer.events.length;
  const wished: string[] = [];

  function answered(backEnd: BackEnd, request: Request, text: string): Response {
    const url = new URL(request.url);
    const seen = {
      method: request.method,
      hostname: url.hostname,
      pathname: url.pathname,
      query: url.searchParams,
      headers: Object.fromEntries(request.headers),
      text,
      now: Date.now(),
    };
    const routed = backEnd.route(seen);
    const reply: Reply = 'refused' in routed ? routed.refused : backEnd.answer(routed.interface, seen);
    const headers = { date: new Date().toUTCString() };
    if (reply.code === null) return new Response(reply.text, { status: reply.status, headers });
    return Response.json(reply.json, { status: reply.status, headers });
  }

  async function run(number: number): Promise<Machine> {
    const machine: Machine = { askedKey: [], askedService: [], reads: [], said: new Set(), refused: 0 };
    async function fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
      const request = new Request(input, init);
      const text = await request.clone().text();
      const isService = request.url.startsWith(service.url);
      if (isService) machine.askedService.push(Date.now() - start);
      if (request.url.includes('/api/get_token')) machine.askedKey.push(Date.now() - start);
      await pause(20 + random() * 40);
      const response = answered(isService ? service : sobot, request, text);
      await pause(20 + random() * 40);
      return response;
    }
    const http = createHttpClient({
      fetch,
      clock: systemClock,
      limiter: createRateLimiter({ clock: systemClock, random }),
      serverClock: createServerClock({ clock: systemClock }),
      random,
    });
    const connection = {
      baseUrl: 'https://www.sobot.com',
      credentials: sobot.app,
      ...(options.service && { tokenService: { url: service.url, bearer: service.bearer } }),
    };
    const tokens = tokenCacheFor({ connection, http, clock: systemClock, storage: tokenMemory(), random });
    const wire = createSobotWire(createCalls({ http, baseUrl: connection.baseUrl, tokens }));

    /** As the product does: a refusal for the token has changed nothing, and says when to come again. */
    async function untilDone(work: () => Promise<unknown>): Promise<void> {
      for (;;) {
        try {
          await work();
          return;
        } catch (thrown) {
          if (!isAppError(thrown) || thrown.code !== 'RATE_LIMITED') throw thrown;
          machine.refused += 1;
          if (thrown.reason) machine.said.add(thrown.reason);
          await pause(Math.max(0, (thrown.retryAt ?? 0) - Date.now()));
        }
      }
    }

    const search = { by: 'tel', text: '13800000011', page: 1, pageSize: 50 } as const;
    await pause(random() * 2000);
    for (let turn = 1; Date.now() < start + 60_000; turn += 1) {
      const began = Date.now();
      await untilDone(() => wire.searchUsers(search, never));
      machine.reads.push(Date.now() - began);
      if (turn % 3 === 0) {
        const text = `note ${turn} of machine ${number}`;
        wished.push(text);
        await untilDone(() => wire.saveNote(customer?.id ?? '', text, never));
      }
      await pause(2000 + random() * 6000);
    }
    return machine;
  }

  if (options.voidAt !== undefined) setTimeout(() => sobot.tokens.voidAll(), options.voidAt);
  const running = Promise.all(Array.from({ length: machines }, (_, number) => run(number)));
  let settled = false;
  running.then(
    () => {
      settled = true;
    },
    () => {
      settled = true;
    },
  );
  while (!settled) await vi.advanceTimersByTimeAsync(1000);
  const all = await running;
  const reads = all.flatMap((machine) => machine.reads).sort((a, b) => a - b);
  const gaps = all.flatMap(({ askedKey }) => askedKey.slice(1).map((at, i) => at - (askedKey[i] ?? 0)));
  const landed = customer.events.slice(noted).map(({ content }) => content.content);
  return {
    all,
    reads: reads.length,
    p50: reads[Math.floor(reads.length / 2)] ?? 0,
    p95: reads[Math.floor(reads.length * 0.95)] ?? 0,
    slowest: reads.at(-1) ?? 0,
    shortestGap: Math.min(...gaps, Number.POSITIVE_INFINITY),
    issued: sobot.tokens.issued(),
    landed: landed.sort(),
    wished: wished.sort(),
    said: new Set(all.flatMap((machine) => [...machine.said])),
    refused: all.reduce((sum, machine) => sum + machine.refused, 0),
  };
}

const report = (what: string, of: Awaited<ReturnType<typeof simulate>>) => {
  const { reads, p50, p95, slowest, issued, refused } = of;
  if (process.env.SHOW_FIGURES) console.log(what, { reads, p50, p95, slowest, issued, refused });
};

const seeds = [1, 2, 3, 4];

describe.each(seeds)('machines that share a key (seed %i)', (seed) => {
  it('with a token service all succeed at once, with two tokens at most', async () => {
    for (const tokens of ['one', 'many'] as const) {
      const result = await simulate({ tokens, service: true, seed, voidAt: 30_000 });
      report(`service, ${tokens}`, result);
      expect(result.refused).toBe(0);
      expect(result.issued).toBeLessThanOrEqual(2);
      for (const machine of result.all) {
        expect(machine.askedService.length).toBeLessThanOrEqual(2);
        expect(machine.askedKey).toEqual([]);
      }
      expect(result.landed).toEqual(result.wished);
    }
  });

  it('without one, where tokens void each other, wait their turn, lose nothing and say why', async () => {
    const result = await simulate({ tokens: 'one', service: false, seed });
    report('own key, voiding', result);
    expect(result.shortestGap).toBeGreaterThanOrEqual(5000);
    expect(result.p95).toBeLessThanOrEqual(20_000);
    expect(result.landed).toEqual(result.wished);
    expect(result.said).toContain('key-shared');
  });

  it('without one, where old tokens stay valid, notice nothing', async () => {
    const result = await simulate({ tokens: 'many', service: false, seed });
    report('own key, lasting', result);
    expect(result.shortestGap).toBeGreaterThanOrEqual(5000);
    expect(result.p95).toBeLessThanOrEqual(1000);
    expect(result.issued).toBe(machines);
    expect(result.refused).toBe(0);
    expect(result.landed).toEqual(result.wished);
  });
});
