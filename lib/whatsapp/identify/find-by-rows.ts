/**
 * Which chat the rows on the page belong to: their packed ids say it, or the keys under which their messages are
 * stored. Every row that is known must belong to the same person.
 */

import type { Reason } from '../detection.ts';
import { numberOfJid } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import { type Rows, sampleIds } from '../page/read-rows.ts';
import { tellingKey } from './account.ts';
import { chatsOfPerson, chatWithAll, chatWithMost, keysIn } from './message-keys.ts';
import type { Question } from './question.ts';
import { reasons } from './reasons.ts';
import { everywhere, searchMessages, searchNewest, sliceSize } from './search-messages.ts';

/** A chat, and what of its rows names it. */
export interface FoundChat {
  found: 'chat';
  chatId: string;
  /** Known keys of this chat, one a row; none when it was found by its title. */
  keys: MessageKey[];
  /** Whether every row that was looked up is known. */
  complete: boolean;
  reasons: Reason[];
}

export type ChatByRows =
  | FoundChat
  /** No row is known. */
  | { found: 'none'; reasons: Reason[] }
  /** The rows name different chats: nothing may be concluded from anything else. */
  | { found: 'conflict'; reasons: Reason[] };

/** Rows of which the chat is looked up. */
const sampleSize = 4;
/** Rows that are looked for in all chats, one after another, when nothing comes to mind. */
const maxThorough = 2;

const none = (...why: Reason[]): ChatByRows => ({ found: 'none', reasons: why });

const conflict: ChatByRows = { found: 'conflict', reasons: [reasons.rowsDisagree] };

/** From packed ids alone: needs no database. */
export function findByPackedRows(rows: Rows): ChatByRows {
  const [first, ...more] = rows.packed;
  if (!first) return none(rows.bare.length > 0 ? reasons.rowsUnknown : reasons.noRows);
  if (more.some(({ chatId }) => chatId !== first.chatId)) return conflict;
  return known(first.chatId, rows.packed, rows.bare.length === 0, reasons.packedRow);
}

/** From packed ids and message keys; the title says where to look first, and identifies nobody here. Throws `StorageUnreadable`. */
export async function findByRows(question: Question): Promise<ChatByRows> {
  const { storage, memory, signal } = question;
  const { rows } = question.reading;
  const ids = sampleIds(rows.bare, sampleSize);
  const [packed] = rows.packed;
  const again = packed ? null : await seenAgain(ids, question);
  if (again) return again;
  if (!packed && ids.length === 0) return none(reasons.noRows);

  const hits = packed ? rows.packed : await searchMessages(ids, question);
  if (hits.length === 0 || signal.aborted) return none(reasons.rowsUnknown);
  let chatId = packed ? packed.chatId : await chatWithMost(hits, ids, storage);
  if (chatId === null) return conflict;

  const found = new Map<string, MessageKey>();
  const take = (keys: Iterable<MessageKey>) => {
    for (const key of keys) found.set(key.messageId, key);
  };
  const missing = () => ids.filter((id) => !found.has(id));
  const areAll = (chats: readonly string[]) => [...found.values()].every((key) => chats.includes(key.chatId));

  take(packed ? rows.packed : hits.filter((hit) => hit.chatId === chatId));
  if (missing().length > 0 || !areAll([chatId])) {
    const chats = await chatsOfPerson(chatId, storage);
    take(await keysIn(chats, missing(), storage));
    take(hits.filter(({ messageId }) => !found.has(messageId)));
    for (const id of missing().slice(0, maxThorough)) {
      // Two rows that agree need less proof that a third is merely not stored yet.
      const stray = await searchNewest(id, question, 0, found.size > 1 ? sliceSize : everywhere);
      if (signal.aborted) return none();
      take(stray);
    }
    if (!areAll(chats)) {
      // A message to several people at once has one id in all their chats: the chat that holds every row is meant.
      const holder = packed ? null : await chatWithAll([...found.values()], storage);
      if (holder === null) return conflict;
      chatId = holder.chatId;
      take(holder.keys);
    }
  }

  const keys = [...found.values()];
  for (const key of keys) memory.remember(key);
  const how = packed ? reasons.packedRow : keys.length > 1 ? reasons.messageKeys : reasons.oneMessageKey;
  return known(chatId, keys, missing().length === 0, how);
}

/**
 * All these rows were there before, in one chat: two of them, from both ends, and one that tells whose account it is
 * show that they still are. A message to several people at once has one id in all their chats, so nobody else may bear
 * the title.
 */
async function seenAgain(
  ids: readonly string[],
  { reading: { title }, storage, memory }: Question,
): Promise<ChatByRows | null> {
  const before = ids.map((id) => memory.keyOf(id)).filter((key) => key !== undefined);
  const [first, last] = [before[0], before.at(-1)];
  if (!first || !last || first === last || before.length < ids.length) return null;
  const { chatId } = first;
  if (before.some((key) => key.chatId !== chatId)) return null;
  const named = memory.named(title.text);
  const number = numberOfJid(chatId) ?? named.find(({ id }) => id === chatId)?.number ?? null;
  const isOther = (id: string) => id !== chatId && (number === null || numberOfJid(id) !== number);
  if (named.some((one) => isOther(one.id) && (number === null || one.number !== number))) return null;
  if (memory.seen([], title.text).some(isOther)) return null;
  const keys = [...new Set([first, last, tellingKey(before) ?? first])];
  const stored = await storage.read(['message'], (reader) =>
    Promise.all(keys.map(({ key }) => reader.hasMessage(key))),
  );
  return stored.every((isStored) => isStored) ? known(chatId, keys, true, reasons.messageKeys) : null;
}

function known(chatId: string, keys: MessageKey[], complete: boolean, how: Reason): FoundChat {
  const why = complete ? [how] : [how, reasons.rowsPartly];
  return { found: 'chat', chatId, keys, complete, reasons: why };
}
