/**
 * Look-ups in the order the agent needs them: the chat opened last goes first, what nobody looks at any more is
 * dropped before it costs a request, and what has begun is finished, since its answer is worth keeping. What is to be
 * read anew is never dropped: where it is under way, it is read once more afterwards, and where all that is under way is
 * let go, when it is asked for the next time.
 */

/**
 * `anew`: one of those who asked wanted it read anew. What it resolves with is done once whoever asks next begins another
 * look-up: nobody who joined this one comes too late for it. Neither may throw.
 */
type Work = (anew: boolean) => Promise<() => Promise<void>>;

/** `Asked`: with what a look-up is asked, beside its key. */
export function createLookupQueue<Asked>(deps: { wanted(key: string): boolean; width?: number }) {
  const { wanted, width = 2 } = deps;
  const running = new Map<string, { asked: Asked; anew: boolean; run: Promise<void> }>();
  const waiting = new Map<string, { asked: Asked; anew: boolean; work: Work }>();
  /** Let go while they were read anew. */
  const owed = new Set<string>();

  function next(): void {
    while (running.size < width) {
      const last = [...waiting].findLast(([key]) => !running.has(key));
      if (!last) return;
      const [key, { asked, anew, work }] = last;
      waiting.delete(key);
      if (!anew && !wanted(key)) continue;
      const run = work(anew).then((afterwards) => {
        if (running.get(key)?.run === run) {
          running.delete(key);
          next();
        }
        return afterwards();
      });
      running.set(key, { asked, anew, run });
    }
  }

  return {
    /** With what the look-up is asked that is under way; null: none is. */
    askedWith: (key: string): Asked | null => running.get(key)?.asked ?? null,

    /** `anew`: whatever is known, or under way. `instead`: of what is under way, which is worth nothing any more. */
    ask(key: string, asked: Asked, work: Work, { anew = false, instead = false } = {}): void {
      const replaced = instead ? running.get(key) : undefined;
      if (instead) running.delete(key);
      if (running.has(key) && !anew) return;
      const before = waiting.get(key);
      waiting.delete(key);
      const isAnew = [anew, owed.delete(key), before?.anew, replaced?.anew].includes(true);
      waiting.set(key, { asked, anew: isAnew, work });
      next();
    },

    /** What is under way is worth nothing any more, for one key or for all: nobody waits for it to end. */
    letGo(key?: string): void {
      if (key === undefined) {
        for (const [each, { anew }] of running) if (anew) owed.add(each);
        running.clear();
      } else running.delete(key);
      next();
    },
  };
}
