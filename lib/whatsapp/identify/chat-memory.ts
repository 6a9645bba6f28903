/**
 * Where to look first: chats that were open before. Nothing in here is believed, everything is asked of the database
 * again, so that forgetting costs time only.
 */

import type { MessageKey } from '../notation/message-key.ts';
import { looseName } from '../notation/names.ts';
import type { ListedChat } from '../storage/chat-order.ts';
import type { NamedChat, NameIndex } from '../storage/name-index.ts';

const maxMessages = 2000;
const maxTitles = 500;
/** ms for which the order of chats is good enough to search by. */
const orderLasts = 5000;
/** ms for which a message that is stored nowhere is not looked for everywhere again. */
const nowhereLasts = 900;

/** What hung on a chat when it was open before. */
interface KnownChat {
  number: string | null;
  /** A message in it that tells whose account this is. */
  accountKey: MessageKey | null;
}

export type ChatMemory = ReturnType<typeof createChatMemory>;

export function createChatMemory({ now }: { now(): number }) {
  const keys = new Map<string, MessageKey>();
  const chatsOfTitle = new Map<string, Set<string>>();
  const knownOfChat = new Map<string, KnownChat>();
  const nowhere = new Map<string, number>();
  let order: { chats: ListedChat[]; at: number } | null = null;
  let index: NameIndex | null = null;

  return {
    get nameIndex(): NameIndex | null {
      return index;
    },
    set nameIndex(fresh: NameIndex | null) {
      index = fresh;
    },

    remember(key: MessageKey): void {
      keys.delete(key.messageId);
      keys.set(key.messageId, key);
      dropOldest(keys, maxMessages);
    },

    /** Under which key this message was stored. */
    keyOf: (messageId: string): MessageKey | undefined => keys.get(messageId),

    rememberTitle(title: string | null, chatId: string): void {
      if (title === null) return;
      const name = looseName(title);
      const chats = chatsOfTitle.get(name) ?? new Set();
      chatsOfTitle.delete(name);
      chatsOfTitle.set(name, chats.add(chatId));
      dropOldest(chatsOfTitle, maxTitles);
    },

    rememberChat(chatId: string, known: KnownChat): void {
      knownOfChat.delete(chatId);
      knownOfChat.set(chatId, known);
      dropOldest(knownOfChat, maxTitles);
    },

    chatSeen: (chatId: string): KnownChat | null => knownOfChat.get(chatId) ?? null,

    /** Chats in which one of these messages was, or that had this title. */
    seen(messageIds: readonly string[], title: string | null): string[] {
      const chats = new Set(title === null ? [] : chatsOfTitle.get(looseName(title)));
      for (const id of messageIds) {
        const key = keys.get(id);
        if (key) chats.add(key.chatId);
      }
      return [...chats];
    },

    /** Who had a name that this title may be, when the names were last read. */
    named: (title: string | null): NamedChat[] => (title === null ? [] : (index?.byTitle(title) ?? [])),

    rememberNowhere(messageId: string): void {
      nowhere.set(messageId, now());
      dropOldest(nowhere, maxTitles);
    },

    wasNowhere(messageId: string): boolean {
      const at = nowhere.get(messageId);
      return at !== undefined && now() - at < nowhereLasts;
    },

    async chatOrder(load: () => Promise<ListedChat[]>): Promise<ListedChat[]> {
      if (!order || now() - order.at > orderLasts) order = { chats: await load(), at: now() };
      return order.chats;
    },

    /** Another database: nothing of the old one helps. */
    clear(): void {
      keys.clear();
      chatsOfTitle.clear();
      knownOfChat.clear();
      nowhere.clear();
      order = null;
      index = null;
    },
  };
}

function dropOldest(map: Map<string, unknown>, max: number): void {
  for (const key of map.keys()) {
    if (map.size <= max) return;
    map.delete(key);
  }
}
