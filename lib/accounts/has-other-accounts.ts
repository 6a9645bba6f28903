import type { AccountId } from './account.ts';

interface Connections {
  connections: readonly { id: string; accountId: AccountId | null }[];
}

/** Whether a connection stands for another account than it did, or is gone: what was read through it is not to be shown. */
export function hasOtherAccounts(before: Connections, now: Connections): boolean {
  return before.connections.some(
    ({ id, accountId }) => now.connections.find((one) => one.id === id)?.accountId !== accountId,
  );
}
