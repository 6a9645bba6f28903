/**
 * Which chat the rows on the page belong to: their packed ids say it, or the keys under which their messages are
 * stored. Every row that is known must belong to the same person.
 */

import type { Reason } from '../detection.ts';
import { lidDigits, numberOfJid } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import { numberInTitle, sameName } from '../notation/names.ts';
import { type Rows, sampleIds } from '../page/read-rows.ts';
import { readChatOrder } from '../storage/chat-order.ts';
import type { ModelStorage, Reader } from '../storage/model-storage.ts';
import type { NameIndex } from '../storage/name-index.ts';
import { tellingKey } from './account.ts';
import type { ChatMemory } from './chat-memory.ts';
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
  /** The index of all names as they are now. Throws `StorageUnreadable`. */
  nameIndex(): Promise<NameIndex>;
  /** Turns false when nobody waits for the answer any more: the search then ends early, with nothing. */
  wanted(): boolean;
}

/** Chats that are asked about in one transaction. */
const sliceSize = 50;
/** Newest chats that are asked for a message before all chats are asked for their names. */
const recently = 2 * sliceSize;
/** Chats that are asked for their names in one transaction. */
const namesSliceSize = 200;
/** Rows of which the chat is looked up. */
const sampleSize = 4;
/** Chats that are asked for every row. */
const few = 8;
/** Rows that are looked for in all chats, one after another, when nothing comes to mind. */
const maxThorough = 2;

const stores = ['message', 'contact'] as const;
const everywhere = Number.POSITIVE_INFINITY;

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
  const again = packed ? null : await seenAgain(ids, title, search);
  if (again) return known(again.chatId, again.keys, true, reasons.messageKeys);
  if (!packed && ids.length === 0) return nothing(reasons.noRows);

  const hits = packed ? rows.packed : await locate(ids, title, search);
  const [first] = hits;
  if (!first || !search.wanted()) return nothing(reasons.rowsUnknown);
  let chatId = packed ? packed.chatId : await fullest(hits, ids, storage);
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
      const stray = await findIn(id, search, 0, found.size > 1 ? sliceSize : everywhere);
      if (!search.wanted()) return nothing();
      take(stray);
    }
    if (!areAll(chats)) {
      // A message to several people at once has one id in all their chats: the chat that holds every row is meant.
      const holder = await holderOfAll(rows, [...found.values()], storage);
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
  title: string | null,
  { storage, memory }: ChatSearch,
): Promise<{ chatId: string; keys: MessageKey[] } | null> {
  const before = ids.map((id) => memory.keyOf(id)).filter((key) => key !== undefined);
  const [first, last] = [before[0], before.at(-1)];
  if (!first || !last || first === last || before.length < ids.length) return null;
  const { chatId } = first;
  if (before.some((key) => key.chatId !== chatId)) return null;
  const named = namedBy(title, memory);
  const number = numberOfJid(chatId) ?? named.find(({ id }) => id === chatId)?.number ?? null;
  const isOther = (id: string) => id !== chatId && (number === null || numberOfJid(id) !== number);
  if (named.some((one) => isOther(one.id) && (number === null || one.number !== number))) return null;
  if (memory.seen([], title).some(isOther)) return null;
  const keys = [...new Set([first, last, tellingKey(before) ?? first])];
  const stored = await storage.read(['message'], (reader) =>
    Promise.all(keys.map(({ key }) => reader.hasMessage(key))),
  );
  return stored.every((isStored) => isStored) ? { chatId, keys } : null;
}

const namedBy = (title: string | null, { nameIndex }: ChatMemory) =>
  title === null ? [] : (nameIndex?.byTitle(title) ?? []);

function known(chatId: string, keys: MessageKey[], complete: boolean, how: Reason): ChatByRows {
  const why = complete ? [how] : [how, reasons.rowsPartly];
  return { chatId, conflict: false, keys, complete, reasons: why };
}

/** Keys of these messages in the first place that has any: chats that come to mind, then the newest, then all. */
async function locate(
  ids: readonly string[],
  title: string | null,
  search: ChatSearch,
): Promise<MessageKey[]> {
  // The newest row may not be stored yet, so the one before it is looked for first.
  const [newest, second] = ids;
  const promising = [second, newest].filter((id) => id !== undefined);
  const likely = await likelyHits(ids, promising, title, search);
  if (likely.length > 0) return likely;

  const inSteps = [
    ...promising.slice(0, 1).map((id) => () => findIn(id, search, 0, recently)),
    // The index of names, which is read by now or older than the name of this chat, knew nothing.
    () => (title === null ? Promise.resolve([]) : findNamed(title, ids, promising, search)),
    ...promising.slice(1).map((id) => () => findIn(id, search, 0, recently)),
    ...promising.map((id) => () => findIn(id, search, recently, everywhere)),
  ];
  for (const step of inSteps) {
    const hits = await step();
    if (hits.length > 0 || !search.wanted()) return hits;
  }
  return [];
}

/** Where these messages are stored among all chats that are called like this now, the newest first. */
async function findNamed(
  title: string,
  ids: readonly string[],
  promising: readonly string[],
  { storage, memory, wanted }: ChatSearch,
): Promise<MessageKey[]> {
  if (promising.every((id) => memory.wasNowhere(id))) return [];
  const order = await memory.chatOrder(() => readChatOrder(storage));
  for (let at = 0; at < order.length && wanted(); at += namesSliceSize) {
    const slice = order.slice(at, at + namesSliceSize);
    const keys = await storage.read(stores, async (reader) => {
      const contacts = await Promise.all(slice.map(({ id }) => reader.contact(id)));
      const named = slice.filter(({ name }, index) =>
        [name ?? '', ...(contacts[index]?.names ?? [])].some((one) => sameName(one, title)),
      );
      return await keysOf(
        reader,
        named.map(({ id }) => id),
        ids,
      );
    });
    if (keys.length > 0) return keys;
  }
  return [];
}

/** Where these messages are stored among the chats that come to mind: seen before, or meant by the title. */
async function likelyHits(
  ids: readonly string[],
  promising: readonly string[],
  title: string | null,
  { storage, memory }: ChatSearch,
): Promise<MessageKey[]> {
  const named = namedBy(title, memory);
  const number = title === null ? null : numberInTitle(title);
  const chats = new Set([...memory.seen(ids, title), ...named.map(({ id }) => id)]);
  for (const digits of [number, ...named.map((contact) => contact.number)]) {
    if (digits !== null) chats.add(`${digits}@c.us`);
  }
  if (chats.size === 0 && number === null) return [];
  return await storage.read(stores, async (reader) => {
    if (number !== null) for (const { id } of await reader.contactsOfNumber(number)) chats.add(id);
    // Where very many are called the same, two rows find the chat and the others follow.
    return await keysOf(reader, [...chats], chats.size > few ? promising : ids);
  });
}

/** Looks for a message among the chats that were written in last, from one place in their order to another. */
async function findIn(id: string, search: ChatSearch, from: number, to: number): Promise<MessageKey[]> {
  const { storage, memory, wanted } = search;
  if (memory.wasNowhere(id)) return [];
  const order = (await memory.chatOrder(() => readChatOrder(storage))).slice(0, to);
  for (let at = from; at < order.length; at += sliceSize) {
    if (!wanted()) return [];
    const slice = order.slice(at, at + sliceSize).map((chat) => chat.id);
    const keys = await keysIn(slice, [id], storage);
    if (keys.length > 0) return keys;
  }
  if (to === everywhere) memory.rememberNowhere(id);
  return [];
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
      if (number !== null && number !== lid) chats.add(`${number}@c.us`);
    }
    const number = numberOfJid(chatId);
    if (number !== null) {
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

/** The one chat that holds most of the messages; null when two do. */
async function fullest(
  hits: readonly MessageKey[],
  ids: readonly string[],
  storage: ModelStorage,
): Promise<string | null> {
  const chats = [...new Set(hits.map(({ chatId }) => chatId))];
  if (chats.length === 1) return chats[0] ?? null;
  const counts = new Map<string, number>();
  for (const { chatId } of await keysIn(chats, ids, storage)) {
    counts.set(chatId, (counts.get(chatId) ?? 0) + 1);
  }
  const [best, second] = [...counts].sort(([, one], [, other]) => other - one);
  if (!best) return null;
  if (second && second[1] === best[1] && !(await chatsOfPerson(best[0], storage)).includes(second[0]))
    return null;
  return best[0];
}
