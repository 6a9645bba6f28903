/**
 * Look-ups in the order the agent needs them: the chat opened last goes first, what nobody looks at any more is
 * dropped before it costs a request, and what has begun is finished, since its answer is worth keeping.
 */
export function createLookupQueue(deps: { wanted(key: string): boolean; width?: number }) {
  const { wanted, width = 2 } = deps;
  const running = new Map<string, Promise<void>>();
  const waiting = new Map<string, () => Promise<void>>();

  function next(): void {
    while (running.size < width) {
      const last = [...waiting].at(-1);
      if (!last) return;
      const [key, work] = last;
      waiting.delete(key);
      if (!wanted(key)) continue;
      const run = work().finally(() => {
        running.delete(key);
        next();
      });
      running.set(key, run);
    }
  }

  return {
    /** Asks once: a key that is already under way is not asked again. `work` must not throw. */
    ask(key: string, work: () => Promise<void>): void {
      if (running.has(key)) return;
      waiting.delete(key);
      waiting.set(key, work);
      next();
    },
  };
}
