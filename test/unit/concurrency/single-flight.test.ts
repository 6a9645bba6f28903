import { describe, expect, it, vi } from 'vitest';
import { createSingleFlight } from '../../../lib/concurrency/single-flight.ts';

function createScene() {
  const join = createSingleFlight<string>();
  const landing = Promise.withResolvers<string>();
  let flightSignal: AbortSignal | null = null;
  const start = vi.fn((signal: AbortSignal) => {
    flightSignal = signal;
    return landing.promise;
  });
  return { join, start, landing, aborted: () => flightSignal?.aborted };
}

describe('single flight', () => {
  it('gives one answer to all who ask the same at the same time', async () => {
    const { join, start, landing } = createScene();
    const signal = new AbortController().signal;
    const both = Promise.all([join('a', start, signal), join('a', start, signal)]);
    landing.resolve('Ana');
    expect(await both).toEqual(['Ana', 'Ana']);
    expect(start).toHaveBeenCalledTimes(1);
  });

  it('asks again afterwards, also after a failure', async () => {
    const { join, start, landing } = createScene();
    const signal = new AbortController().signal;
    landing.reject(new Error('down'));
    await expect(join('a', start, signal)).rejects.toThrow('down');
    start.mockResolvedValueOnce('Ana');
    expect(await join('a', start, signal)).toBe('Ana');
  });

  it('lets one leave without taking the answer from the other', async () => {
    const { join, start, landing, aborted } = createScene();
    const leaving = new AbortController();
    const left = join('a', start, leaving.signal);
    const stayed = join('a', start, new AbortController().signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect(aborted()).toBe(false);
    landing.resolve('Ana');
    expect(await stayed).toBe('Ana');
  });

  it('stops the request when the last one has left, and starts anew for the next', async () => {
    const { join, start, aborted } = createScene();
    const leaving = new AbortController();
    const left = join('a', start, leaving.signal);
    leaving.abort();
    await expect(left).rejects.toMatchObject({ name: 'AbortError' });
    expect(aborted()).toBe(true);
    void join('a', start, new AbortController().signal);
    expect(start).toHaveBeenCalledTimes(2);
  });
});
