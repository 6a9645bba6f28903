import { type ChatMemory, createChatMemory } from '../../../lib/whatsapp/identify/chat-memory.ts';
import { detectChat } from '../../../lib/whatsapp/identify/detect-chat.ts';
import type { Judgement } from '../../../lib/whatsapp/identify/judge-chat.ts';
import { readOpenChat } from '../../../lib/whatsapp/page/read-chat.ts';
import { readScreen } from '../../../lib/whatsapp/page/read-screen.ts';
import { createModelStorage } from '../../../lib/whatsapp/storage/model-storage.ts';
import { buildNameIndex } from '../../../lib/whatsapp/storage/name-index.ts';
import type { ChatCase } from '../../fixtures/whatsapp/index.ts';
import { isDrawnByStyle } from './drawn.ts';

/** What is said of the page as it stands, without the waiting of a watch; by one who saw nothing before, or remembers. */
export async function detectNow(
  one: Pick<ChatCase, 'refuse'> = {},
  memory: ChatMemory = createChatMemory({ now: () => 0 }),
): Promise<Judgement | null> {
  const { root } = readScreen(document, isDrawnByStyle, { wasUp: true, unknownFor: 0 });
  if (!root) return null;
  const storage = createModelStorage({ indexedDB });
  const judgement = await detectChat({
    reading: readOpenChat(document, root).reading,
    account: null,
    storage: one.refuse ? createModelStorage({ indexedDB: one.refuse(indexedDB) }) : storage,
    memory,
    signal: new AbortController().signal,
    nameIndex: () => buildNameIndex(storage, () => Promise.resolve()),
  });
  storage.close();
  return judgement;
}
