/**
 * Which chat the rows on the page belong to: their packed ids say it, or the keys under which their messages are
 * stored. Every row that is known must belong to the same person.
 */
import type { ChatMemory } from './chat-memory.ts';
import { readChatOrder } from './chat-order.ts';
import type { Reason } from './detection.ts';
import { jidsOfNumber, lidDigits, numberOfJid } from './jid.ts';
import type { MessageKey } from './message-key.ts';
import type { ModelStorage, Reader } from './model-storage.ts';
import { numberInTitle } from './names.ts';
import { type Rows, sampleIds } from './read-rows.ts';
import { reasons } from './reasons.ts';

export interface ChatByRows {
  /** Null: no row is known, or they disagree. */
  chatId: string | null;
  /** The rows name different chats: nothing may be concluded from anything else. */
  conflict: boolean;
  /** Known keys of this chat, one a row. */
  keys: MessageKey[];
  /** Whether every row that was looked up is known. */
  complete: boolean;
  reasons: Reason[];
}

export interface ChatSearch {
  storage: ModelStorage;
  memory: ChatMemory;
  /** Turns false when nobody waits for the answer any more: the search then ends early, with nothing. */
  wanted(): boolean;
}

/** Chats that are asked about in one transaction. */
const sliceSize = 50;
/** Rows of which the chat is looked up. */
const sampleSize = 8;
/** Rows that are looked for in all chats, one after another, when nothing comes to mind. */
const maxThorough = 2;

const stores = ['message', 'contact'] as const;

const nothing = (...why: Reason[]): ChatByRows => ({
  chatId: null,
  conflict: false,
  keys: [],
  complete: false,
  reasons: why,
});

const conflict: ChatByRows = { ...nothing(reasons.rowsDisagree), conflict: true };

/** From packed ids alone: needs no database. */
export function chatByPackedRows(rows: Rows): ChatByRows {
  const [first, ...more] = rows.packed;
  if (!first) return nothing(rows.bare.length > 0 ? reasons.rowsUnknown : reasons.noRows);
  if (more.some(({ chatId }) => chatId !== first.chatId)) return conflict;
  return known(first.chatId, rows.packed, rows.bare.length === 0, reasons.packedRow);
}

/**
 * From packed ids and message keys. Throws `StorageUnreadable`.
 * @param title says where to look first; it identifies nobody here.
 */
export async function findChatByRows(
  rows: Rows,
  title: string | null,
  search: ChatSearch,
): Promise<ChatByRows> {
  const { storage, memory } = search;
  const ids = sampleIds(rows.bare, sampleSize);
  const [packed] = rows.packed;
  if (!packed && ids.length === 0) return nothing(reasons.noRows);

  const found = new Map(rows.packed.map((key) => [key.messageId, key]));
  const take = (keys: Iterable<MessageKey>) => {
    for (const key of keys) found.set(key.messageId, key);
  };
  const missing = () => ids.filter((id) => !found.has(id));

  let chatId = packed?.chatId ?? null;
  if (chatId === null) {
    const hits = await likelyHits(ids, title, search);
    chatId = mostFrequent(hits.map((hit) => hit.chatId));
    for (const id of inOrderOfPromise(ids)) {
      if (chatId !== null || !search.wanted()) break;
      chatId = (await findEverywhere(id, search, Number.POSITIVE_INFINITY))?.chatId ?? null;
    }
  }
  if (chatId === null) return nothing(reasons.rowsUnknown);

  let chats = await chatsOfPerson(chatId, storage);
  take(await keysIn(chats, missing(), storage));
  for (const id of missing().slice(0, maxThorough)) {
    // Two rows that agree need less proof that a third is merely not stored yet.
    const stray = await findEverywhere(id, search, found.size > 1 ? sliceSize : Number.POSITIVE_INFINITY);
    if (!search.wanted()) return nothing();
    if (stray) take([stray]);
  }
  if ([...found.values()].some((key) => !chats.includes(key.chatId))) {
    // A message to several people at once has one id in all their chats: the chat that holds every row is meant.
    const holder = await holderOfAll(rows, [...found.values()], storage);
    if (holder === null) return conflict;
    chatId = holder.chatId;
    chats = await chatsOfPerson(chatId, storage);
    take(holder.keys);
  }

  const keys = [...found.values()];
  for (const { messageId } of keys) memory.remember(messageId, chatId);
  const how = packed ? reasons.packedRow : keys.length > 1 ? reasons.messageKeys : reasons.oneMessageKey;
  return known(chatId, keys, missing().length === 0, how);
}

function known(chatId: string, keys: MessageKey[], complete: boolean, how: Reason): ChatByRows {
  const why = complete ? [how] : [how, reasons.rowsPartly];
  return { chatId, conflict: false, keys, complete, reasons: why };
}

/** Where these messages are stored among the chats that come to mind first. */
async function likelyHits(
  ids: readonly string[],
  title: string | null,
  { storage, memory }: ChatSearch,
): Promise<MessageKey[]> {
  const number = title === null ? null : numberInTitle(title);
  const named = title === null ? [] : (memory.nameIndex?.byTitle(title) ?? []);
  const numbers = new Set(number === null ? [] : [number]);
  for (const contact of named) if (contact.number !== null) numbers.add(contact.number);
  return await storage.read(stores, async (reader) => {
    const chats = new Set([...memory.seen(ids, title), ...named.map(({ id }) => id)]);
    for (const digits of numbers) for (const jid of jidsOfNumber(digits)) chats.add(jid);
    if (number !== null) for (const { id } of await reader.contactsOfNumber(number)) chats.add(id);
    return await keysOf(reader, [...chats], ids);
  });
}

/** Looks in the chats that were written in last, in slices. */
async function findEverywhere(id: string, search: ChatSearch, limit: number): Promise<MessageKey | null> {
  const { storage, memory, wanted } = search;
  if (memory.wasNowhere(id)) return null;
  const order = (await memory.chatOrder(() => readChatOrder(storage))).slice(0, limit);
  for (let from = 0; from < order.length; from += sliceSize) {
    if (!wanted()) return null;
    const [key] = await keysIn(order.slice(from, from + sliceSize), [id], storage);
    if (key) return key;
  }
  if (limit === Number.POSITIVE_INFINITY) memory.rememberNowhere(id);
  return null;
}

const keysIn = (
  chats: readonly string[],
  ids: readonly string[],
  storage: ModelStorage,
): Promise<MessageKey[]> =>
  chats.length === 0 || ids.length === 0
    ? Promise.resolve([])
    : storage.read(['message'], (reader) => keysOf(reader, chats, ids));

async function keysOf(
  reader: Reader,
  chats: readonly string[],
  ids: readonly string[],
): Promise<MessageKey[]> {
  const keys = await Promise.all(chats.flatMap((chat) => ids.map((id) => reader.messageKey(chat, id))));
  return keys.filter((key) => key !== null);
}

/** A person may have a chat under the LID and an older one under the number: rows of both are theirs. */
function chatsOfPerson(chatId: string, storage: ModelStorage): Promise<string[]> {
  return storage.read(stores, async (reader) => {
    const chats = new Set([chatId]);
    const lid = lidDigits(chatId);
    if (lid !== null) {
      for (const id of [`${lid}@lid`, `${lid}@hosted.lid`]) chats.add(id);
      const number = numberOfJid((await reader.contact(chatId))?.phoneNumber ?? '');
      if (number !== null && number !== lid) for (const jid of jidsOfNumber(number)) chats.add(jid);
    }
    const number = numberOfJid(chatId);
    if (number !== null) {
      for (const jid of jidsOfNumber(number)) chats.add(jid);
      const [newest] = newestFirst(await reader.contactsOfNumber(number));
      if (newest) chats.add(newest.id);
    }
    return [...chats];
  });
}

/** The one of the named chats in which every row is, where there are two rows or more. */
async function holderOfAll(
  rows: Rows,
  keys: readonly MessageKey[],
  storage: ModelStorage,
): Promise<{ chatId: string; keys: MessageKey[] } | null> {
  if (rows.packed.length > 0) return null;
  const ids = keys.map(({ messageId }) => messageId);
  const holders: { chatId: string; keys: MessageKey[] }[] = [];
  for (const chatId of new Set(keys.map((key) => key.chatId))) {
    const held = await keysIn([chatId], ids, storage);
    if (held.length === ids.length) holders.push({ chatId, keys: held });
  }
  const [holder, ...more] = holders;
  return holder && more.length === 0 ? holder : null;
}

export function newestFirst<T extends { phoneNumberCreatedAt: number }>(contacts: readonly T[]): T[] {
  return [...contacts].sort((one, other) => other.phoneNumberCreatedAt - one.phoneNumberCreatedAt);
}

/** The newest row may not be stored yet, so the one before it is looked for first. */
function inOrderOfPromise(ids: readonly string[]): string[] {
  const [newest, second] = ids;
  return [second, newest].filter((id) => id !== undefined).slice(0, maxThorough);
}

function mostFrequent(chatIds: readonly string[]): string | null {
  const counts = new Map<string, number>();
  for (const id of chatIds) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [best] = [...counts].sort(([, one], [, other]) => other - one);
  return best?.[0] ?? null;
}
