/** Twelve agents on twelve machines, one company's limit: 50 requests a second to an interface, whoever sends them. */
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { isAppError } from '../../../lib/errors/app-error.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { type Call, createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { createRateWindow } from '../../doubles/crm-server/rate-window.ts';

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 10, 22, 10, 0, 0) });
});
afterEach(() => {
  vi.useRealTimers();
});

const schema = v.looseObject({ code: v.number() });
const query: Call<unknown> = {
  name: 'customer/query',
  method: 'POST',
  url: 'https://crm.example/query',
  safe: true,
  sign: () => ({ headers: {}, json: [] }),
  schema,
};
const change: Call<unknown> = {
  ...query,
  name: 'customer/api/import',
  method: 'PUT',
  url: 'https://crm.example/import',
  safe: false,
};

const agents = 12;
const roundTrip = 60;

/** The server as the vendor documents it, and who was refused by it when. */
function createCompany() {
  const window = createRateWindow(50);
  const seen: { agent: number; at: number; refused: boolean }[] = [];
  /** Random, and the same in every run. */
  let seed = 1;
  const random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };

  const clients = Array.from({ length: agents }, (_, agent) =>
    createHttpClient({
      async fetch(input) {
        const { url } = input instanceof Request ? input : new Request(input);
        await new Promise((arrived) => setTimeout(arrived, roundTrip / 2));
        const refused = !window.admit(url, Date.now());
        seen.push({ agent, at: Date.now(), refused });
        await new Promise((back) => setTimeout(back, roundTrip / 2));
        return refused ? new Response('', { status: 429 }) : Response.json({ code: 200 });
      },
      clock: systemClock,
      limiter: createRateLimiter({ clock: systemClock, random }),
      serverClock: createServerClock({ clock: systemClock }),
      random,
    }),
  );

  const outcomes: string[] = [];
  function send(agent: number, call: Call<unknown>): void {
    clients[agent]?.send(call, new AbortController().signal).then(
      () => outcomes.push('answered'),
      (thrown) => outcomes.push(isAppError(thrown) ? thrown.code : 'thrown'),
    );
  }
  return { send, seen, outcomes, random };
}

describe('twelve agents of one company', () => {
  it('who open a chat every other second and change something every ten are never refused', async () => {
    const { send, seen, outcomes, random } = createCompany();
    let sent = 0;
    for (let agent = 0; agent < agents; agent += 1) {
      for (let at = random() * 2_000; at < 120_000; at += 1_000 + random() * 2_000) {
        setTimeout(() => send(agent, query), at);
        sent += 1;
      }
      for (let at = random() * 10_000; at < 120_000; at += 5_000 + random() * 10_000) {
        // A change is read before and after.
        for (const call of [query, change, query]) setTimeout(() => send(agent, call), at);
        sent += 3;
      }
    }
    await vi.advanceTimersByTimeAsync(150_000);
    expect(seen.filter((one) => one.refused)).toEqual([]);
    expect(outcomes).toEqual(Array(sent).fill('answered'));
  });

  it('who all start work in the same second are not refused either: nobody begins with a burst', async () => {
    const { send, seen, outcomes } = createCompany();
    for (let agent = 0; agent < agents; agent += 1) for (let n = 0; n < 4; n += 1) send(agent, query);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(seen.filter((one) => one.refused)).toEqual([]);
    expect(outcomes).toHaveLength(agents * 4);
  });

  it('who all ask more than the company may have are slowed down, and answered', async () => {
    const { send, seen, outcomes } = createCompany();
    // Long enough idle to have saved up a burst each: 120 requests at once, and more behind them.
    await vi.advanceTimersByTimeAsync(60_000);
    for (let agent = 0; agent < agents; agent += 1) for (let n = 0; n < 30; n += 1) send(agent, query);
    await vi.advanceTimersByTimeAsync(60_000);
    const refused = seen.filter((one) => one.refused);
    expect(refused.length).toBeGreaterThan(0);
    expect(outcomes).toEqual(Array(agents * 30).fill('answered'));

    // Who is refused keeps still: what arrives of theirs within the next half second was on its way before.
    for (const { agent, at } of refused) {
      const still = seen.filter((one) => one.agent === agent && one.at > at + roundTrip && one.at < at + 500);
      expect(still).toEqual([]);
    }
  });
});
