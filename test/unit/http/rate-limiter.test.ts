import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../lib/http/clock.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';

const never = new AbortController().signal;

beforeEach(() => {
  vi.useFakeTimers({ now: Date.UTC(2026, 0, 1) });
});
afterEach(() => {
  vi.useRealTimers();
});

function createLimiter() {
  return createRateLimiter({ clock: systemClock, random: () => 1 });
}

/** How many requests got through, and grows while time passes. */
function admitted(limiter: ReturnType<typeof createLimiter>, count: number, name = 'query') {
  const through: number[] = [];
  const start = Date.now();
  for (let n = 0; n < count; n += 1) limiter.take(name, never).then(() => through.push(Date.now() - start));
  return through;
}

describe('the bucket', () => {
  it('is empty at first: the first request waits for its token', async () => {
    const through = admitted(createLimiter(), 1);
    await vi.advanceTimersByTimeAsync(199);
    expect(through).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    expect(through).toEqual([200]);
  });

  it('lets five a second through, in order', async () => {
    const through = admitted(createLimiter(), 6);
    await vi.advanceTimersByTimeAsync(2000);
    expect(through).toEqual([200, 400, 600, 800, 1000, 1200]);
  });

  it('saves up ten and no more', async () => {
    const limiter = createLimiter();
    await vi.advanceTimersByTimeAsync(60_000);
    const through = admitted(limiter, 12);
    await vi.advanceTimersByTimeAsync(0);
    expect(through).toHaveLength(10);
    await vi.advanceTimersByTimeAsync(400);
    expect(through).toHaveLength(12);
  });

  it('gives the token back when who waited for it leaves', async () => {
    const limiter = createLimiter();
    const leaving = new AbortController();
    const gone = limiter.take('query', leaving.signal);
    leaving.abort();
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' });
    const through = admitted(limiter, 1);
    await vi.advanceTimersByTimeAsync(200);
    expect(through).toEqual([200]);
  });
});

describe('after a refusal', () => {
  it('nothing leaves for that interface until the server said so; others go on', async () => {
    const limiter = createLimiter();
    await vi.advanceTimersByTimeAsync(10_000);
    limiter.refused('query', Date.now() + 3000);
    const held = admitted(limiter, 1, 'query');
    const free = admitted(limiter, 1, 'import');
    await vi.advanceTimersByTimeAsync(2999);
    expect([held.length, free.length]).toEqual([0, 1]);
    await vi.advanceTimersByTimeAsync(251);
    expect(held).toEqual([3250]);
  });

  it('what waited for its turn meanwhile waits for the end of the pause too', async () => {
    const limiter = createLimiter();
    const through = admitted(limiter, 3, 'query');
    await vi.advanceTimersByTimeAsync(200);
    expect(through).toEqual([200]);
    limiter.refused('query', null);
    await vi.advanceTimersByTimeAsync(999);
    expect(through).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(through).toHaveLength(3);
  });

  it('the pause doubles with each one in a row, up to a minute', async () => {
    const limiter = createLimiter();
    const pauses: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      const pause = limiter.refused('query', null) - Date.now();
      pauses.push(pause);
      await vi.advanceTimersByTimeAsync(pause);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('the pause grows no longer when the clock is set back', () => {
    const limiter = createLimiter();
    const until = limiter.refused('query', Date.now() + 5_000);
    vi.setSystemTime(Date.now() - 3_600_000);
    expect(limiter.blockedUntil('query')).toBe(until - 3_600_000);
  });

  it('those that had left together are one', async () => {
    const limiter = createLimiter();
    const ends = Array.from({ length: 10 }, () => limiter.refused('query', null));
    expect(new Set(ends)).toEqual(new Set([1000 + Date.now()]));
    await vi.advanceTimersByTimeAsync(1000);
    expect(limiter.refused('query', null) - Date.now()).toBe(2000);
  });

  it('an answer ends the row, but not a pause that has begun since it was asked for', async () => {
    const limiter = createLimiter();
    limiter.refused('query', null);
    limiter.answered('query');
    expect(limiter.blockedUntil('query') - Date.now()).toBe(1000);
    await vi.advanceTimersByTimeAsync(1000);
    limiter.answered('query');
    expect(limiter.refused('query', null) - Date.now()).toBe(1000);
  });
});
