/** Time, as far as the watcher needs it. Each wait returns what ends it early. */
export interface Timers {
  /** Epoch ms. */
  now(): number;
  after(ms: number, run: () => void): () => void;
  /** Before the next frame is drawn; soon after, where no frames are drawn. */
  frame(run: () => void): () => void;
  /** When there is nothing better to do. */
  idle(run: () => void): () => void;
}

/** Frames are not drawn in the background, nor under another window: then this many ms must do. */
const frameAtMost = 50;
const idleAtMost = 2000;

export function browserTimers(window: Window): Timers {
  const after = (ms: number, run: () => void) => {
    const id = window.setTimeout(run, ms);
    return () => window.clearTimeout(id);
  };
  return {
    now: () => Date.now(),
    after,
    frame(run) {
      const once = () => {
        cancel();
        run();
      };
      const id = window.requestAnimationFrame(once);
      const cancelTimeout = after(frameAtMost, once);
      const cancel = () => {
        window.cancelAnimationFrame(id);
        cancelTimeout();
      };
      return cancel;
    },
    idle(run) {
      if (typeof window.requestIdleCallback !== 'function') return after(100, run);
      const id = window.requestIdleCallback(run, { timeout: idleAtMost });
      return () => window.cancelIdleCallback(id);
    },
  };
}
