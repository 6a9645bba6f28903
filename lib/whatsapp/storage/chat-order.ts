import type { ModelStorage } from './model-storage.ts';
import { readAll } from './read-all.ts';
import { parseChat } from './records.ts';

export interface ListedChat {
  id: string;
  /** Groups have one. */
  name: string | null;
}

/** All chats, the one that was last written in first. Throws `StorageUnreadable`. */
export async function readChatOrder(storage: ModelStorage): Promise<ListedChat[]> {
  const chats: (ListedChat & { t: number })[] = [];
  for await (const rows of readAll('chat', storage)) {
    for (const { id, row } of rows) {
      const { t = 0, name = null } = parseChat(row) ?? {};
      chats.push({ id, name, t });
    }
  }
  return chats.sort((one, other) => other.t - one.t);
}
