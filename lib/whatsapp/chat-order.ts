import type { ModelStorage } from './model-storage.ts';
import { readAll } from './read-all.ts';
import { parseChat } from './records.ts';

/** The ids of all chats, the one that was last written in first. Throws `StorageUnreadable`. */
export async function readChatOrder(storage: ModelStorage): Promise<string[]> {
  const chats: { id: string; t: number }[] = [];
  for await (const rows of readAll('chat', storage)) {
    for (const { id, row } of rows) chats.push({ id, t: parseChat(row)?.t ?? 0 });
  }
  return chats.sort((one, other) => other.t - one.t).map(({ id }) => id);
}
