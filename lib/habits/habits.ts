/**
 * How the agent uses the panel on this device: which sections are folded and which pages open, in which order they stand, which tags were
 * used last. Kept sealed over restarts; the session shows it to the panel. Nothing in it is about a customer.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { SealedCollection } from '../sealed/index.ts';
import type { Habits, Layout } from '../session/shapes.ts';

const rowId = 'panel';
const mostRecent = 12;
const none: Habits = { order: [], folded: [], recentTags: {} };

export type HabitKeeper = ReturnType<typeof createHabits>;

export function createHabits({
  rows,
  show,
}: {
  rows: SealedCollection<Habits>;
  /** Puts them where the panel sees them. */
  show(habits: Habits): Promise<void>;
}) {
  const inTurn = createQueue();

  const change = (next: (habits: Habits) => Habits): Promise<void> =>
    inTurn(async () => {
      const before = (await rows.get(rowId)) ?? none;
      const after = next(before);
      if (after === before) return;
      await rows.put(rowId, after);
      await show(after);
    });

  return {
    /** At the worker's start. */
    resume: () => inTurn(async () => show((await rows.get(rowId)) ?? none)),

    arrange: (layout: Layout) => change(({ recentTags }) => ({ ...layout, recentTags })),

    /** Tag ids, in the order in which they were added. */
    tagsUsed: (accountId: AccountId, ids: readonly string[]) =>
      change((habits) => {
        if (ids.length === 0) return habits;
        const before = habits.recentTags[accountId] ?? [];
        const recent = [...new Set([...ids.toReversed(), ...before])].slice(0, mostRecent);
        return { ...habits, recentTags: { ...habits.recentTags, [accountId]: recent } };
      }),

    /** The recent tags of an account that is gone, or of all. */
    forgetTags: (accountId?: AccountId) =>
      change((habits) => ({
        ...habits,
        recentTags: Object.fromEntries(
          Object.entries(habits.recentTags).filter(([id]) => accountId !== undefined && id !== accountId),
        ),
      })),
  };
}
