import { expect, it, vi } from 'vitest';
import { coalesce } from '../../../lib/whatsapp/watch/coalesce.ts';

function coalesced() {
  const waiting = new Set<() => void>();
  const run = vi.fn();
  const controller = new AbortController();
  const wait = (then: () => void) => {
    waiting.add(then);
    return () => waiting.delete(then);
  };
  const elapse = () => {
    for (const then of [...waiting]) {
      waiting.delete(then);
      then();
    }
  };
  return { run, elapse, end: () => controller.abort(), it: coalesce(wait, run, controller.signal) };
}

it('runs once after the wait, however often it was asked for', () => {
  const { it: coalescing, run, elapse } = coalesced();
  coalescing.start();
  coalescing.start();
  expect([run.mock.calls.length, coalescing.isDue()]).toEqual([0, true]);
  elapse();
  elapse();
  expect([run.mock.calls.length, coalescing.isDue()]).toEqual([1, false]);
});

it('runs again when it is asked for again, also from within its own run', () => {
  const { it: coalescing, run, elapse } = coalesced();
  run.mockImplementationOnce(() => coalescing.start());
  coalescing.start();
  elapse();
  expect(coalescing.isDue()).toBe(true);
  elapse();
  expect(run).toHaveBeenCalledTimes(2);
});

it('does not run once its signal has ended, whether it was asked for before or after', () => {
  const { it: coalescing, run, elapse, end } = coalesced();
  coalescing.start();
  end();
  coalescing.start();
  elapse();
  expect(run).not.toHaveBeenCalled();
});
