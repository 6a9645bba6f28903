import { accountIn } from './account.ts';
import type { ChatKind } from './detection.ts';
import { newestFirst } from './find-chat.ts';
import { kindOfJid, lidDigits, numberOfJid } from './jid.ts';
import type { MessageKey } from './message-key.ts';
import type { ModelStorage, Reader } from './model-storage.ts';
import type { ChatRow, Contact, GroupRow } from './records.ts';

/** What the database says of one chat. */
export interface ChatFacts {
  chatId: string;
  kind: ChatKind | null;
  /** The row of the address the chat is kept under. */
  contact: Contact | null;
  /** Of a LID with a number: the row of that number. Of a number: the row of its newest LID. */
  twin: Contact | null;
  /** Other LIDs that claim the same number. */
  rivals: Contact[];
  chat: ChatRow | null;
  /** The number of the account this chat belongs to, where it is kept under another address than the chat. */
  accountLidNumber: string | null;
  /** Where a changed number leads: digits, `unknown`, or null when it was not changed. */
  newNumber: string | null;
  verified: { name: string | null } | null;
  group: GroupRow | null;
  /** The agent's own number, where one of the messages tells it. */
  account: string | null;
}

const stores = ['message', 'contact', 'chat', 'group-metadata', 'verified-business-name'] as const;

/**
 * Throws `StorageUnreadable`.
 * @param keys known messages of this chat.
 */
export function readChatFacts(
  chatId: string,
  keys: readonly MessageKey[],
  storage: ModelStorage,
): Promise<ChatFacts> {
  return storage.read(stores, async (reader) => {
    const [facts, account] = await Promise.all([factsOf(chatId, reader), accountIn(keys, reader)]);
    return { ...facts, account };
  });
}

async function factsOf(chatId: string, reader: Reader): Promise<Omit<ChatFacts, 'account'>> {
  const lid = lidDigits(chatId);
  const [row, otherRow, chat, group] = await Promise.all([
    reader.contact(chatId),
    lid !== null && chatId.endsWith('@hosted.lid') ? reader.contact(`${lid}@lid`) : null,
    reader.chat(chatId),
    reader.group(chatId),
  ]);
  const contact = row ?? otherRow;
  const number = numberOfJid(chatId) ?? numberOfJid(contact?.phoneNumber ?? '');
  const sameNumber = number === null || number === lid ? [] : await reader.contactsOfNumber(number);
  const rivals = newestFirst(sameNumber.filter(({ id }) => id !== contact?.id && lidDigits(id) !== lid));
  const [numberRow, verifiedHere, verifiedNumber, accountLidNumber, newNumber] = await Promise.all([
    lid !== null && number !== null && number !== lid ? reader.contact(`${number}@c.us`) : null,
    reader.verifiedName(chatId),
    number === null ? null : reader.verifiedName(`${number}@c.us`),
    chat?.accountLid && chat.accountLid !== chatId ? numberBehind(chat.accountLid, reader) : null,
    chat?.changeNumberNewJid ? numberBehind(chat.changeNumberNewJid, reader) : null,
  ]);
  const moved = chat?.changeNumberNewJid && chat.changeNumberNewJid !== chatId;
  return {
    chatId,
    kind: kindOfJid(chatId),
    contact,
    twin: lid === null ? (rivals[0] ?? null) : numberRow,
    rivals: lid === null ? rivals.slice(1) : rivals,
    chat,
    accountLidNumber,
    newNumber: moved ? (newNumber ?? 'unknown') : null,
    verified: verifiedHere ?? verifiedNumber,
    group,
  };
}

async function numberBehind(jid: string, reader: Reader): Promise<string | null> {
  const number = numberOfJid(jid);
  if (number !== null || lidDigits(jid) === null) return number;
  return numberOfJid((await reader.contact(jid))?.phoneNumber ?? '');
}
