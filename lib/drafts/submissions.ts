/**
 * Which submissions were taken, long after their rows are gone: a panel that slept over night, or in another window, may
 * hand one over again, or put away as a draft what is saved already. Only ids, which say nothing of anybody.
 */
import type { JoinedCollection, SealedChange } from '../sealed/index.ts';

/** ms. No panel stays open, and no draft in it, for longer than that. */
const rememberFor = 30 * 86_400_000;
const pruneEvery = 86_400_000;
/** Beside the ids, which are UUIDs: when the old ones were last taken out. */
const pruned = 'pruned';

export type SubmissionMemory = ReturnType<typeof createSubmissionMemory>;

export function createSubmissionMemory({
  rows,
  now,
}: {
  /** By id, epoch ms. */
  rows: JoinedCollection<number>;
  /** Epoch ms. */
  now(): number;
}) {
  return {
    async has(id: string): Promise<boolean> {
      return (await rows.get(id)) !== undefined;
    },

    /** To be committed with the row that was made of it. */
    toRemember: (id: string): SealedChange => rows.toPut(id, now()),

    /** Takes out what is too old, once a day. */
    async prune(): Promise<void> {
      const at = now();
      const last = await rows.get(pruned);
      if (last !== undefined && at - last < pruneEvery) return;
      const old = (await rows.list()).filter(({ value }) => at - value >= rememberFor);
      await Promise.all(old.map(({ id }) => rows.delete(id)));
      await rows.put(pruned, at);
    },
  };
}
