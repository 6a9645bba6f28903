/** What hangs on a chat. Of one that comes to mind it is read while its rows are still being looked up. */
import { numberOfJid } from '../notation/jid.ts';
import type { MessageKey } from '../notation/message-key.ts';
import { readAccountIn, tellingKey } from './account.ts';
import { type ChatFacts, readChatFacts } from './chat-facts.ts';
import type { FoundChat } from './find-by-rows.ts';
import type { Question } from './question.ts';

/** Both reject with `StorageUnreadable`. */
export interface ChatRead {
  chatId: string;
  facts: Promise<ChatFacts>;
  /** The message that tells whose account this is, where one does. */
  accountKey: MessageKey | null;
  account: Promise<string | null>;
}

/** Null where no chat, or more than one, comes to mind. */
export function readAhead(question: Question): ChatRead | null {
  const { reading, memory } = question;
  const [packed] = reading.rows.packed;
  const [chatId, ...more] = packed ? [packed.chatId] : memory.seen(reading.rows.bare, reading.title.text);
  if (chatId === undefined || more.length > 0) return null;
  const accountKey = memory.chatSeen(chatId)?.accountKey ?? null;
  const ahead = {
    chatId,
    facts: factsOf(chatId, question),
    accountKey,
    account: accountBy(accountKey, question),
  };
  // Whoever needs them hears of it.
  for (const answer of [ahead.facts, ahead.account]) answer.catch(() => {});
  return ahead;
}

/** Of what was read ahead, what holds for the chat that was found; the rest is read now. */
export function readFound({ chatId, keys }: FoundChat, question: Question, ahead: ChatRead | null): ChatRead {
  const own = ahead?.chatId === chatId ? ahead : null;
  const wasAsked = own !== null && keys.some(({ key }) => key === own.accountKey?.key);
  const accountKey = wasAsked ? own.accountKey : tellingKey(keys);
  return {
    chatId,
    facts: own ? own.facts : factsOf(chatId, question),
    accountKey,
    account: wasAsked ? own.account : accountBy(accountKey, question),
  };
}

const factsOf = (chatId: string, { storage, memory }: Question) =>
  readChatFacts(chatId, storage, numberOfJid(chatId) ?? memory.chatSeen(chatId)?.number ?? null);

async function accountBy(key: MessageKey | null, { reading, storage }: Question): Promise<string | null> {
  if (reading.ownNumber !== null) return reading.ownNumber;
  return key ? await readAccountIn(key, storage) : null;
}
