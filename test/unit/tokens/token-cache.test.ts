import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { AppError } from '../../../lib/errors/app-error.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import {
  createTokenCache,
  type IssuedToken,
  knockedOut,
  ownKeyPace,
  type TokenCacheOptions,
  tokenServicePace,
} from '../../../lib/tokens/token-cache.ts';
import { tokenMemory } from './memory.ts';

const start = Date.UTC(2026, 10, 22, 10, 0, 0);
const never = new AbortController().signal;
const day = 86_400;
const minutes = 60_000;

beforeEach(() => {
  vi.useFakeTimers({ now: start });
});
afterEach(() => {
  vi.useRealTimers();
});

function scene(more: Partial<TokenCacheOptions> = {}) {
  const asked: number[] = [];
  const storage = tokenMemory();
  const issue = vi.fn(async (): Promise<IssuedToken> => {
    asked.push(Date.now() - start);
    return { token: `t${asked.length}`, expiresIn: day };
  });
  const options: TokenCacheOptions = {
    storage,
    clock: systemClock,
    owner: 'acme',
    issue,
    pace: ownKeyPace,
    random: () => 0,
    ...more,
  };
  const cache = createTokenCache(options);
  return {
    asked,
    storage,
    issue,
    cache,
    /** The same, in a worker that was started anew. */
    restarted: (changes: Partial<TokenCacheOptions> = {}) => createTokenCache({ ...options, ...changes }),
    /** Lets time pass until there is a token. */
    async get() {
      let settled = false;
      const got = cache.get(never).finally(() => {
        settled = true;
      });
      got.catch(() => {});
      for (let ms = 0; !settled && ms < 60_000; ms += 10) await vi.advanceTimersByTimeAsync(10);
      return got;
    },
  };
}

describe('a token', () => {
  it('is asked for once, however many wait for it', async () => {
    const { cache, asked } = scene();
    const got = await Promise.all(Array.from({ length: 8 }, () => cache.get(never)));
    expect(new Set(got)).toEqual(new Set(['t1']));
    expect(asked).toEqual([0]);
  });

  it('is kept over a restart of the worker', async () => {
    const { cache, restarted, asked } = scene();
    await cache.get(never);
    expect(await restarted().get(never)).toBe('t1');
    expect(asked).toHaveLength(1);
  });

  it('of other credentials is not used', async () => {
    const { cache, restarted } = scene();
    await cache.get(never);
    expect(await restarted({ owner: 'other' }).get(never)).toBe('t2');
  });

  it('is renewed shortly before its end', async () => {
    const { cache, get } = scene();
    await cache.get(never);
    vi.setSystemTime(start + day * 1000 - 6 * minutes);
    expect(await cache.get(never)).toBe('t1');
    vi.setSystemTime(start + day * 1000 - 4 * minutes);
    expect(await get()).toBe('t2');
  });

  it('holds to its end when it cannot be renewed early', async () => {
    const { cache, issue } = scene();
    await cache.get(never);
    issue.mockRejectedValue(new AppError('SERVER_DOWN'));
    vi.setSystemTime(start + day * 1000 - 4 * minutes);
    expect(await cache.get(never)).toBe('t1');
    vi.setSystemTime(start + day * 1000 + 1);
    await expect(cache.get(never)).rejects.toMatchObject({ code: 'SERVER_DOWN' });
  });

  it('that lapsed is asked for anew, once, although many say so', async () => {
    const { cache, get, asked } = scene();
    await cache.get(never);
    vi.setSystemTime(start + 20 * minutes);
    await Promise.all([cache.lapsed('t1'), cache.lapsed('t1'), cache.lapsed('t1')]);
    expect(await get()).toBe('t2');
    await cache.lapsed('t1');
    expect(await cache.get(never)).toBe('t2');
    expect(asked).toHaveLength(2);
  });

  it('that lives no longer than its way here is used all the same', async () => {
    const { cache } = scene({ issue: async () => ({ token: 'brief', expiresIn: 0 }) });
    expect(await cache.get(never)).toBe('brief');
  });

  it('is not asked for twice within five seconds, not even by another worker', async () => {
    const { cache, restarted, asked } = scene();
    await cache.get(never);
    await cache.lapsed('t1');
    const next = restarted().get(never);
    await vi.advanceTimersByTimeAsync(4999);
    expect(asked).toEqual([0]);
    await vi.advanceTimersByTimeAsync(1);
    expect(await next).toBe('t2');
  });

  it('is not waited for by who has left', async () => {
    const { cache, asked } = scene();
    await cache.get(never);
    await cache.lapsed('t1');
    const stop = new AbortController();
    const left = cache.get(stop.signal);
    stop.abort(new Error('left'));
    await expect(left).rejects.toThrow('left');
    await vi.advanceTimersByTimeAsync(20_000);
    expect(asked).toHaveLength(1);
  });

  it('is waited for no longer than seconds, however far the clock was set back', async () => {
    const { cache, asked } = scene();
    await cache.get(never);
    await cache.lapsed('t1');
    vi.setSystemTime(start - 3_600_000);
    const next = cache.get(never);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(await next).toBe('t2');
    expect(asked).toHaveLength(2);
  });

  it('that the browser forbids to ask for is asked for the moment it allows it', async () => {
    const { issue, get, cache } = scene();
    issue.mockRejectedValueOnce(new AppError('PERMISSION_MISSING'));
    await expect(get()).rejects.toMatchObject({ code: 'PERMISSION_MISSING' });
    expect(await cache.get(never)).toBe('t1');
  });

  it('that is refused for good is refused at once to all who come within five seconds', async () => {
    const issue = vi.fn().mockRejectedValue(new AppError('BAD_CREDENTIALS'));
    const { cache } = scene({ issue });
    for (let count = 0; count < 3; count += 1) {
      await expect(cache.get(never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    }
    expect(issue).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(5001);
    await expect(cache.get(never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(issue).toHaveBeenCalledTimes(2);
  });
});

describe('tokens that die young', () => {
  it('are asked for at growing distances', async () => {
    const { cache, asked, get } = scene({ random: () => 1 });
    for (let count = 1; count <= 4; count += 1) {
      await get();
      await cache.lapsed(`t${count}`);
    }
    await get();
    const gaps = asked.slice(1).map((at, index) => Math.round((at - (asked[index] ?? 0)) / 100) / 10);
    expect(gaps).toEqual([5.8, 6.7, 7.5, 7.5]);
  });

  it('three times in a row mean that another machine uses the same key', async () => {
    const { cache, restarted, get } = scene();
    for (let count = 1; count <= 3; count += 1) {
      expect(await cache.keyIsShared()).toBe(false);
      await get();
      await cache.lapsed(`t${count}`);
    }
    expect(await cache.keyIsShared()).toBe(true);
    expect(await restarted().keyIsShared()).toBe(true);
    const error = await knockedOut(cache, { code: '900002', message: 'lapsed' });
    expect(error).toMatchObject({ code: 'RATE_LIMITED', reason: 'key-shared', backend: { code: '900002' } });
    expect(error.retryAt).toBeGreaterThan(Date.now());
  });

  it('are forgotten when one lives long', async () => {
    const { cache, get } = scene();
    for (let count = 1; count <= 3; count += 1) {
      await get();
      await cache.lapsed(`t${count}`);
    }
    await get();
    expect(await cache.keyIsShared()).toBe(true);
    vi.setSystemTime(Date.now() + 11 * minutes);
    expect(await cache.keyIsShared()).toBe(false);
    await cache.lapsed('t4');
    expect(await cache.keyIsShared()).toBe(false);
  });

  it('are asked for again soon where a service gives everybody the same', async () => {
    const { cache, asked } = scene({ pace: tokenServicePace });
    await cache.get(never);
    await cache.lapsed('t1');
    const next = cache.get(never);
    await vi.advanceTimersByTimeAsync(1000);
    expect(await next).toBe('t2');
    expect(asked).toEqual([0, 1000]);
  });
});
