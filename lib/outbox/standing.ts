import type { AccountId } from '../accounts/account.ts';

export type Standing = ReturnType<typeof createStanding>;

/** Which accounts a connection stands for: as it is now, and as it was seen last. */
export function createStanding(read: () => Promise<ReadonlySet<AccountId>>) {
  /** Null: not yet. */
  let last: ReadonlySet<AccountId> | null = null;

  return {
    async refresh(): Promise<void> {
      last = await read();
    },

    async stands(accountId: AccountId): Promise<boolean> {
      last = await read();
      return last.has(accountId);
    },

    /** As it was seen last; true before. Only tells what to begin, and when to wake. */
    seemsToStand: (accountId: AccountId): boolean => last?.has(accountId) ?? true,
  };
}
