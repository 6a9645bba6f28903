/**
 * Where a message is stored, of which only the bare id is known: message keys begin with the chat, so chats are asked
 * for it, those that come to mind first. All throw `StorageUnreadable`.
 */
import type { MessageKey } from '../notation/message-key.ts';
import { sameName } from '../notation/names.ts';
import { readChatOrder } from '../storage/chat-order.ts';
import { keysIn, readKeys } from './message-keys.ts';
import type { Question } from './question.ts';

/** Chats that are asked about in one transaction. */
export const sliceSize = 50;
/** Newest chats that are asked for a message before all chats are asked for their names. */
const recently = 2 * sliceSize;
/** Chats that are asked for their names in one transaction. */
const namesSliceSize = 200;
/** Chats that are asked for every row. */
const few = 8;

export const everywhere = Number.POSITIVE_INFINITY;

const stores = ['message', 'contact'] as const;

/** Keys of these messages in the first place that has any: chats that come to mind, then the newest, then all. */
export async function searchMessages(ids: readonly string[], question: Question): Promise<MessageKey[]> {
  // The newest row may not be stored yet, so the one before it is looked for first.
  const [newest, second] = ids;
  const promising = [second, newest].filter((id) => id !== undefined);
  const likely = await searchLikely(ids, promising, question);
  if (likely.length > 0) return likely;

  const inSteps = [
    ...promising.slice(0, 1).map((id) => () => searchNewest(id, question, 0, recently)),
    // The index of names, which is read by now or older than the name of this chat, knew nothing.
    () => searchNamed(ids, promising, question),
    ...promising.slice(1).map((id) => () => searchNewest(id, question, 0, recently)),
    ...promising.map((id) => () => searchNewest(id, question, recently, everywhere)),
  ];
  for (const step of inSteps) {
    const keys = await step();
    if (keys.length > 0 || question.signal.aborted) return keys;
  }
  return [];
}

/** Among the chats that come to mind: seen before, or meant by the title. */
async function searchLikely(
  ids: readonly string[],
  promising: readonly string[],
  { reading: { title }, storage, memory }: Question,
): Promise<MessageKey[]> {
  const named = memory.named(title.text);
  const chats = new Set([...memory.seen(ids, title.text), ...named.map(({ id }) => id)]);
  for (const digits of [title.number, ...named.map(({ number }) => number)]) {
    if (digits !== null) chats.add(`${digits}@c.us`);
  }
  if (chats.size === 0) return [];
  return await storage.read(stores, async (reader) => {
    if (title.number !== null)
      for (const { id } of await reader.contactsOfNumber(title.number)) chats.add(id);
    // Where very many are called the same, two rows find the chat and the others follow.
    return await readKeys(reader, [...chats], chats.size > few ? promising : ids);
  });
}

/** Among all chats that are called like this now, the newest first. */
async function searchNamed(
  ids: readonly string[],
  promising: readonly string[],
  { reading: { title }, storage, memory, signal }: Question,
): Promise<MessageKey[]> {
  const { text } = title;
  if (text === null || promising.every((id) => memory.wasNowhere(id))) return [];
  const order = await memory.chatOrder(() => readChatOrder(storage));
  for (let at = 0; at < order.length && !signal.aborted; at += namesSliceSize) {
    const slice = order.slice(at, at + namesSliceSize);
    const keys = await storage.read(stores, async (reader) => {
      const contacts = await Promise.all(slice.map(({ id }) => reader.contact(id)));
      const named = slice.filter(({ name }, index) =>
        [name ?? '', ...(contacts[index]?.names ?? [])].some((one) => sameName(one, text)),
      );
      return await readKeys(
        reader,
        named.map(({ id }) => id),
        ids,
      );
    });
    if (keys.length > 0) return keys;
  }
  return [];
}

/** Among the chats that were written in last, from one place in their order to another. */
export async function searchNewest(
  id: string,
  { storage, memory, signal }: Question,
  from: number,
  to: number,
): Promise<MessageKey[]> {
  if (memory.wasNowhere(id)) return [];
  const order = (await memory.chatOrder(() => readChatOrder(storage))).slice(0, to);
  for (let at = from; at < order.length; at += sliceSize) {
    if (signal.aborted) return [];
    const slice = order.slice(at, at + sliceSize).map((chat) => chat.id);
    const keys = await keysIn(slice, [id], storage);
    if (keys.length > 0) return keys;
  }
  if (to === everywhere) memory.rememberNowhere(id);
  return [];
}
