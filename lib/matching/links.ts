/**
 * What the agent said about whose chat it is: kept sealed on this device, per account and chat. A chat is named by
 * its number (`phone:+…`), or by account and chat id where the number is hidden.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { SealedCollection } from '../sealed/index.ts';

export interface LinkRow {
  accountId: AccountId;
  chat: string;
  /** Whose chat it is; null: not said. */
  customerId: string | null;
  /** Whose it is not. Never holds `customerId`. */
  rejected: string[];
  /** Epoch ms of the agent's last word. */
  at: number;
}

export type Link = Pick<LinkRow, 'customerId' | 'rejected'>;
export type Links = ReturnType<typeof createLinks>;

/** Changes run one after another, so that none is lost between reading a row and writing it. Throws what the store throws. */
export function createLinks({
  collection,
  clock,
}: {
  collection: SealedCollection<LinkRow>;
  clock: { now(): number };
}) {
  const inTurn = createQueue();
  const rowId = (accountId: AccountId, chat: string) => `${accountId} ${chat}`;

  async function read(accountId: AccountId, chat: string): Promise<Link> {
    const row = await collection.get(rowId(accountId, chat));
    return { customerId: row?.customerId ?? null, rejected: row?.rejected ?? [] };
  }

  const put = (accountId: AccountId, chat: string, link: Link): Promise<void> =>
    collection.put(rowId(accountId, chat), { accountId, chat, ...link, at: clock.now() });

  const change = (accountId: AccountId, chat: string, to: (link: Link) => Link): Promise<void> =>
    inTurn(async () => put(accountId, chat, to(await read(accountId, chat))));

  /** Writes what `left` makes of each row; a row about which nothing is said any more goes. */
  function changeAll(left: (row: LinkRow) => Link): Promise<void> {
    return inTurn(async () => {
      for (const { id, value } of await collection.list()) {
        const link = left(value);
        if (link.customerId === null && link.rejected.length === 0) await collection.delete(id);
        else if (link !== value) await collection.put(id, { ...value, ...link });
      }
    });
  }

  return {
    get: read,

    /** This chat is this customer's. */
    set: (accountId: AccountId, chat: string, customerId: string) =>
      change(accountId, chat, ({ rejected }) => ({ customerId, rejected: without(rejected, customerId) })),

    /**
     * The same for a customer whom we made for this chat: unless the agent has said since then (epoch ms) that it is
     * somebody else's, or ever that it is not this one's.
     */
    setUnlessSaid: (accountId: AccountId, chat: string, customerId: string, since: number) =>
      inTurn(async () => {
        const row = await collection.get(rowId(accountId, chat));
        if (row?.rejected.includes(customerId)) return;
        if (row?.customerId && row.at > since) return;
        await put(accountId, chat, { customerId, rejected: row?.rejected ?? [] });
      }),

    /** This chat is none of these customers'. */
    reject: (accountId: AccountId, chat: string, customerIds: readonly string[]) =>
      change(accountId, chat, (link) => ({
        customerId:
          link.customerId !== null && customerIds.includes(link.customerId) ? null : link.customerId,
        rejected: [...new Set([...link.rejected, ...customerIds])],
      })),

    /** Nothing was ever said about this chat. */
    forget: (accountId: AccountId, chat: string) => inTurn(() => collection.delete(rowId(accountId, chat))),

    /** Nothing was ever said about this customer, neither for nor against. */
    forgetCustomer: (accountId: AccountId, customerId: string) =>
      changeAll((row) =>
        row.accountId === accountId && speaksOf(row, customerId)
          ? {
              customerId: row.customerId === customerId ? null : row.customerId,
              rejected: without(row.rejected, customerId),
            }
          : row,
      ),

    /** Nothing was ever said; of one account where one is named. */
    forgetAll: (accountId?: AccountId) =>
      changeAll((row) => (accountId === undefined || row.accountId === accountId ? nothingSaid : row)),

    /** The back end made one customer of two: what was said of the one that is gone holds for the one that stays. */
    merge: (accountId: AccountId, { gone, stays }: { gone: string; stays: string }) =>
      inTurn(async () => {
        for (const { id, value } of await collection.list()) {
          if (value.accountId !== accountId) continue;
          const merged = repointed(value, gone, stays);
          if (merged) await collection.put(id, { ...value, ...merged });
        }
      }),
  };
}

const nothingSaid: Link = { customerId: null, rejected: [] };

const speaksOf = ({ customerId, rejected }: Link, id: string) => customerId === id || rejected.includes(id);

const without = (ids: string[], id: string) => ids.filter((one) => one !== id);

function repointed({ customerId, rejected }: Link, gone: string, stays: string): Link | null {
  if (!speaksOf({ customerId, rejected }, gone)) return null;
  const linked = customerId === gone ? stays : customerId;
  const refused = [...new Set(rejected.map((id) => (id === gone ? stays : id)))];
  // Linked to the one and rejected for the other: the link is the stronger word.
  return { customerId: linked, rejected: refused.filter((id) => id !== linked) };
}
