/**
 * What the agent said about whose chat it is: kept sealed on this device, per account and chat. A chat goes by its number
 * (`phone:+…`), and by the agent's own account and its LID (`chat:<account>:<lid>`), which outlasts number and username:
 * where both are known a word is kept under both, each naming the other. What was kept under one alone is moved over when
 * the chat is met again. A number that WhatsApp hides is kept as a digest, which tells another one from it.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { SealedCollection } from '../sealed/index.ts';
import {
  aliasOf,
  type ChatNames,
  lidIn,
  mergeWords,
  namesOf,
  readNamesOf,
  type Said,
} from './merge-words.ts';

export interface LinkRow {
  accountId: AccountId;
  chat: string;
  /** The other name that the chat had when this was said; left out: it had none, or it was not known. */
  alias?: string;
  /** Digest of the number that WhatsApp hid when this was said; left out: it hid none, or none was known. */
  hidden?: string;
  /** Whose chat it is; null: not said. */
  customerId: string | null;
  /** Whose it is not. Never holds `customerId`. */
  rejected: string[];
  /** Epoch ms of the agent's last word. */
  at: number;
}

/** By what a chat goes, beside its name: its lasting name where that is known and another, and digits that WhatsApp hides. */
export interface Behind {
  lid: string | null;
  hiddenNumber: string | null;
}

export type Link = Pick<LinkRow, 'customerId' | 'rejected'>;
export type Links = ReturnType<typeof createLinks>;

/** Changes run one after another, so that none is lost between reading a row and writing it. Throws what the store throws. */
export function createLinks({
  collection,
  clock,
  digest,
}: {
  collection: SealedCollection<LinkRow>;
  clock: { now(): number };
  /** Equal for equal texts under one salt, and not to be read back. */
  digest(text: string, salt: string): Promise<string>;
}) {
  const inTurn = createQueue();
  const rowId = (accountId: AccountId, chat: string) => `${accountId} ${chat}`;

  async function namesIn(chat: string, { lid, hiddenNumber }: Behind): Promise<ChatNames> {
    const hidden = hiddenNumber === null ? null : `phone:+${hiddenNumber}`;
    const number = hidden ?? (chat.startsWith('phone:') ? chat : null);
    const isKept = number !== null && lid !== null;
    return { chat, lid, hidden, digest: isKept ? await digest(number, lidIn(lid)) : null };
  }

  async function read(accountId: AccountId, names: ChatNames): Promise<Said> {
    const rows = await Promise.all(readNamesOf(names).map((name) => collection.get(rowId(accountId, name))));
    return mergeWords(
      rows.filter((row) => row !== undefined),
      names,
    );
  }

  async function put(accountId: AccountId, names: ChatNames, link: Link, at = clock.now()): Promise<void> {
    const { customerId, rejected } = link;
    for (const chat of namesOf(names)) {
      const there = await collection.get(rowId(accountId, chat));
      const shown = aliasOf(chat, names);
      const isHidden = names.hidden !== null && names.digest !== null;
      const alias = shown ?? (isHidden ? undefined : there?.alias);
      const hidden = isHidden ? names.digest : shown === undefined ? there?.hidden : undefined;
      const row: LinkRow = {
        accountId,
        chat,
        ...(alias !== undefined && { alias }),
        ...(hidden !== undefined && hidden !== null && { hidden }),
        customerId,
        rejected,
        at,
      };
      if (!there || JSON.stringify(inOrder(there)) !== JSON.stringify(inOrder(row)))
        await collection.put(rowId(accountId, chat), row);
    }
  }

  const change = (
    accountId: AccountId,
    chat: string,
    behind: Behind,
    to: (link: Link) => Link,
  ): Promise<void> =>
    inTurn(async () => {
      const names = await namesIn(chat, behind);
      await put(accountId, names, to(await read(accountId, names)));
    });

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
    async get(accountId: AccountId, chat: string, lid: string | null = null): Promise<Link> {
      const { customerId, rejected } = await read(accountId, { chat, lid, hidden: null, digest: null });
      return { customerId, rejected };
    },

    /** The same, with how the chat's number stands to it. */
    said: async (accountId: AccountId, chat: string, behind: Behind): Promise<Said> =>
      read(accountId, await namesIn(chat, behind)),

    /** The other names under which something may be known of this chat: also the one by a number that is hidden now. */
    async otherNames(accountId: AccountId, chat: string, { lid, hiddenNumber }: Behind): Promise<string[]> {
      const names = [
        ...readNamesOf({ chat, lid }),
        ...(hiddenNumber === null ? [] : [`phone:+${hiddenNumber}`]),
      ];
      const rows = await Promise.all(names.map((name) => collection.get(rowId(accountId, name))));
      const aliases = rows.flatMap((row) => row?.alias ?? []);
      return [...new Set([...names, ...aliases])].filter((name) => name !== chat);
    },

    /** What is known of the chat under one of its names is known under all, unless it has a doubt: no new word. */
    settle: (accountId: AccountId, chat: string, behind: Behind): Promise<void> =>
      inTurn(async () => {
        const names = await namesIn(chat, behind);
        const said = await read(accountId, names);
        if (said.at > 0 && said.number !== 'changed') await put(accountId, names, said, said.at);
      }),

    /** This chat is this customer's. */
    set: (accountId: AccountId, chat: string, customerId: string, behind = nothingBehind) =>
      change(accountId, chat, behind, ({ rejected }) => ({
        customerId,
        rejected: without(rejected, customerId),
      })),

    /**
     * The same for a customer whom we made for this chat: unless the agent has said since then (epoch ms) that it is
     * somebody else's, or ever that it is not this one's.
     */
    setUnlessSaid: (
      accountId: AccountId,
      chat: string,
      customerId: string,
      since: number,
      behind = nothingBehind,
    ) =>
      inTurn(async () => {
        const names = await namesIn(chat, behind);
        const said = await read(accountId, names);
        if (said.rejected.includes(customerId)) return;
        if (said.customerId && said.at > since) return;
        await put(accountId, names, { customerId, rejected: said.rejected });
      }),

    /** This chat is none of these customers'. */
    reject: (accountId: AccountId, chat: string, customerIds: readonly string[], behind = nothingBehind) =>
      change(accountId, chat, behind, (link) => ({
        customerId:
          link.customerId !== null && customerIds.includes(link.customerId) ? null : link.customerId,
        rejected: [...new Set([...link.rejected, ...customerIds])],
      })),

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

const nothingBehind: Behind = { lid: null, hiddenNumber: null };

/** Rows of older versions have their entries in another order. */
const inOrder = ({ accountId, chat, alias, hidden, customerId, rejected, at }: LinkRow) => [
  accountId,
  chat,
  alias,
  hidden,
  customerId,
  rejected,
  at,
];

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
