/** Under which keys, and so in which chats, messages are stored. All throw `StorageUnreadable`. */
import { lidDigits, numberOfJid } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import type { ModelStorage, Reader } from '../storage/model-storage.ts';
import { newestFirst } from '../storage/records.ts';

/** The keys under which these messages are stored in these chats. */
export const keysIn = (
  chats: readonly string[],
  ids: readonly string[],
  storage: ModelStorage,
): Promise<MessageKey[]> =>
  chats.length === 0 || ids.length === 0
    ? Promise.resolve([])
    : storage.read(['message'], (reader) => readKeys(reader, chats, ids));

/** As {@link keysIn}, within a transaction over `message`. */
export async function readKeys(
  reader: Reader,
  chats: readonly string[],
  ids: readonly string[],
): Promise<MessageKey[]> {
  const keys = await Promise.all(chats.flatMap((chat) => ids.map((id) => reader.messageKey(chat, id))));
  return keys.filter((key) => key !== null);
}

/** A person may have a chat under the LID and an older one under the number: rows of both are theirs. */
export function chatsOfPerson(chatId: string, storage: ModelStorage): Promise<string[]> {
  return storage.read(['message', 'contact'], async (reader) => {
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

/** Of the chats that these keys name, the one in which every message is stored; null when that is none or several. */
export async function chatWithAll(
  keys: readonly MessageKey[],
  storage: ModelStorage,
): Promise<{ chatId: string; keys: MessageKey[] } | null> {
  const ids = keys.map(({ messageId }) => messageId);
  const chats: { chatId: string; keys: MessageKey[] }[] = [];
  for (const chatId of new Set(keys.map((key) => key.chatId))) {
    const stored = await keysIn([chatId], ids, storage);
    if (stored.length === ids.length) chats.push({ chatId, keys: stored });
  }
  const [chat, ...more] = chats;
  return chat && more.length === 0 ? chat : null;
}

/** Of the chats that these keys name, the one in which most of the messages are stored; null when two people's are. */
export async function chatWithMost(
  keys: readonly MessageKey[],
  ids: readonly string[],
  storage: ModelStorage,
): Promise<string | null> {
  const chats = [...new Set(keys.map(({ chatId }) => chatId))];
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
