import { describe, expect, it } from 'vitest';
import { createServerClock } from '../../../lib/http/server-clock.ts';

const start = Date.UTC(2026, 10, 22, 10, 0, 0);

function createScene() {
  let now = start;
  const clock = createServerClock({ clock: { now: () => now, sleep: () => Promise.resolve() } });
  return {
    clock,
    /** An answer after `roundTrip` from a server that is `ahead` ms of us. */
    answer(roundTrip: number, ahead: number, headers: Record<string, string> = {}) {
      const sentAt = now;
      now += roundTrip;
      const date = new Date(now - roundTrip / 2 + ahead).toUTCString();
      clock.learn(new Headers({ date, ...headers }), sentAt, now);
    },
    pass(ms: number) {
      now += ms;
    },
  };
}

describe('the server clock', () => {
  it('is ours while nothing is known', () => {
    const { clock } = createScene();
    expect(clock.now()).toBe(start);
    expect(clock.offset()).toBeNull();
  });

  it('learns the offset from Date and half of the round trip', () => {
    const scene = createScene();
    scene.answer(200, 420_000);
    expect(scene.clock.offset()).toBeGreaterThan(420_000 - 600);
    expect(scene.clock.offset()).toBeLessThan(420_000 + 600);
  });

  it('ignores answers from a cache', () => {
    const scene = createScene();
    scene.answer(20, -3_600_000, { age: '3600' });
    expect(scene.clock.offset()).toBeNull();
  });

  it.each([{}, { date: 'yesterday' }])('ignores answers with %j', (headers) => {
    const { clock } = createScene();
    clock.learn(new Headers(headers), start, start);
    expect(clock.offset()).toBeNull();
  });

  it('keeps the estimate with the shortest round trip', () => {
    const scene = createScene();
    scene.answer(20, 60_000);
    const best = scene.clock.offset();
    scene.answer(4000, 60_000);
    expect(scene.clock.offset()).toBe(best);
  });

  it('gives it up when a later answer contradicts it: somebody set this clock', () => {
    const scene = createScene();
    scene.answer(20, 60_000);
    scene.answer(4000, -60_000);
    expect(scene.clock.offset()).toBeLessThan(-55_000);
  });

  it('gives it up when it is old', () => {
    const scene = createScene();
    scene.answer(20, 60_000);
    const best = scene.clock.offset();
    scene.pass(11 * 60_000);
    scene.answer(3000, 60_700);
    expect(scene.clock.offset()).not.toBe(best);
  });
});
