import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserTimers } from '../../../lib/whatsapp/watch/timers.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A window whose frames are drawn on command, as they are in a tab that is hidden: never. */
function windowWithFrames() {
  const frames = new Map<number, () => void>();
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => {
    frames.set(frames.size + 1, run);
    return frames.size;
  });
  vi.stubGlobal('cancelAnimationFrame', (id: number) => frames.delete(id));
  vi.stubGlobal('window', globalThis);
  return { draw: () => [...frames.values()].map((run) => run()), waiting: () => frames.size };
}

describe('the next frame', () => {
  it('comes with the drawing', () => {
    const { draw } = windowWithFrames();
    const run = vi.fn();
    browserTimers(window).frame(run);
    draw();
    vi.advanceTimersByTime(1000);
    expect(run).toHaveBeenCalledOnce();
  });

  it('comes soon where nothing is drawn, and once only', () => {
    const { draw, waiting } = windowWithFrames();
    const run = vi.fn();
    browserTimers(window).frame(run);
    vi.advanceTimersByTime(50);
    expect(run).toHaveBeenCalledOnce();
    expect(waiting()).toBe(0);
    draw();
    expect(run).toHaveBeenCalledOnce();
  });

  it('can be called off', () => {
    const { draw } = windowWithFrames();
    const run = vi.fn();
    browserTimers(window).frame(run)();
    draw();
    vi.advanceTimersByTime(1000);
    expect(run).not.toHaveBeenCalled();
  });
});

it('idle time comes after a while where the browser has no word for it', () => {
  windowWithFrames();
  vi.stubGlobal('requestIdleCallback', undefined);
  const run = vi.fn();
  browserTimers(window).idle(run);
  vi.advanceTimersByTime(100);
  expect(run).toHaveBeenCalledOnce();
});
