/**
 * What came first: a question that left, or a decision about what it asks. An answer that was asked for before a decision
 * is not filed after it, nor while the decision is being kept. Counts, since clocks are set back; one life of the
 * worker long, since its questions die with it: nothing of an earlier life is ever answered.
 */

/** When a question left: its place in the order, and epoch ms for the age of its answer. */
export interface Stamp {
  place: number;
  at: number;
}

/** Decisions that speak of everything: the set-up, the account, what is forgotten. */
const everything = '';

export type Order = ReturnType<typeof createOrder>;

export function createOrder(now: () => number) {
  let count = 0;
  /** When the last decision about each thing was kept. */
  const decided = new Map<string, number>();
  /** Decisions that are being kept. */
  const open = new Map<string, number>();

  const isSettled = (left: number, about: string) =>
    (open.get(about) ?? 0) === 0 && (decided.get(about) ?? 0) < left;

  /** Keeps a decision about one thing, or about everything; whoever calls asks again afterwards, kept or not. */
  async function decide(about: string, keep: () => Promise<void>): Promise<void> {
    open.set(about, (open.get(about) ?? 0) + 1);
    try {
      await keep();
    } finally {
      open.set(about, (open.get(about) ?? 1) - 1);
      count += 1;
      decided.set(about, count);
    }
  }

  return {
    /** A question leaves. */
    stamp(): Stamp {
      count += 1;
      return { place: count, at: now() };
    },
    /** Whether anything was decided since then about what was asked. */
    isOutdated: ({ place }: Stamp, about = everything): boolean =>
      !isSettled(place, about) || !isSettled(place, everything),
    /** What this asks is another question from now on: no answer to the one before is filed. */
    overtake(about: string): void {
      count += 1;
      decided.set(about, count);
    },
    decide,
    decideAll: (keep: () => Promise<void>): Promise<void> => decide(everything, keep),
  };
}
