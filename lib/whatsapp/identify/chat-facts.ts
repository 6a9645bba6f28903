import type { ChatKind } from '../detection.ts';
import { kindOfJid, lidDigits, numberOfJid } from '../notation/jid.ts';
import type { ModelStorage, Reader } from '../storage/model-storage.ts';
import { type ChatRow, type Contact, type GroupRow, newestFirst } from '../storage/records.ts';

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
  /** Whether there was a way to ask for them. */
  rivalsKnown: boolean;
  chat: ChatRow | null;
  /** The number of the account this chat belongs to, where it is kept under another address than the chat. */
  accountLidNumber: string | null;
  /** The account this chat was with is not the one that has the number now. */
  superseded: boolean;
  /** Where a changed number leads: digits, `unknown`, or null when it was not changed. */
  newNumber: string | null;
  verified: { name: string | null } | null;
  group: GroupRow | null;
}

/** The rows of the one the chat is with. */
export const people = ({ contact, twin }: ChatFacts): Contact[] =>
  [contact, twin].filter((one) => one !== null);

const stores = ['contact', 'chat', 'group-metadata', 'verified-business-name'] as const;

/**
 * Throws `StorageUnreadable`.
 * @param likely the number that this chat had before: what hangs on it is read along at once. Only a different one
 * costs another round.
 */
export function readChatFacts(
  chatId: string,
  storage: ModelStorage,
  likely: string | null,
): Promise<ChatFacts> {
  return storage.read(stores, (reader) => factsOf(chatId, reader, likely));
}

async function factsOf(chatId: string, reader: Reader, likely: string | null): Promise<ChatFacts> {
  const lid = lidDigits(chatId);
  const [row, otherRow, chat, group, verifiedHere, ofLikely] = await Promise.all([
    reader.contact(chatId),
    lid !== null && chatId.endsWith('@hosted.lid') ? reader.contact(`${lid}@lid`) : null,
    reader.chat(chatId),
    chatId.endsWith('@g.us') ? reader.group(chatId) : null,
    reader.verifiedName(chatId),
    likely === null ? null : readNumber(likely, lid, reader),
  ]);
  const contact = row ?? otherRow;
  const number = numberOfJid(chatId) ?? numberOfJid(contact?.phoneNumber ?? '');
  const [ofNumber, accountLidNumber, newNumber] = await Promise.all([
    number === null || number === likely ? ofLikely : readNumber(number, lid, reader),
    chat?.accountLid && chat.accountLid !== chatId ? numberBehind(chat.accountLid, reader) : null,
    chat?.changeNumberNewJid ? numberBehind(chat.changeNumberNewJid, reader) : null,
  ]);
  const { contacts, row: numberRow, verified } = number === null ? nobody : (ofNumber ?? nobody);
  const rivals = newestFirst(contacts.filter(({ id }) => id !== contact?.id && lidDigits(id) !== lid));
  const [newest] = newestFirst(contacts);
  const moved = chat?.changeNumberNewJid && chat.changeNumberNewJid !== chatId;
  return {
    chatId,
    kind: kindOfJid(chatId),
    contact,
    twin: lid === null ? (rivals[0] ?? null) : numberRow,
    rivals: lid === null ? rivals.slice(1) : rivals,
    rivalsKnown: reader.knowsNumbers,
    chat,
    accountLidNumber,
    superseded: chat?.accountLid != null && newest !== undefined && newest.id !== chat.accountLid,
    newNumber: moved ? (newNumber ?? 'unknown') : null,
    verified: verifiedHere ?? verified,
    group,
  };
}

/** What is kept under a number: who claims it, its own row where the chat has another, a name that was verified. */
interface OfNumber {
  contacts: Contact[];
  row: Contact | null;
  verified: { name: string | null } | null;
}

const nobody: OfNumber = { contacts: [], row: null, verified: null };

async function readNumber(number: string, lid: string | null, reader: Reader): Promise<OfNumber> {
  const isLid = number === lid;
  const [contacts, row, verified] = await Promise.all([
    isLid ? [] : reader.contactsOfNumber(number),
    lid === null || isLid ? null : reader.contact(`${number}@c.us`),
    reader.verifiedName(`${number}@c.us`),
  ]);
  return { contacts, row, verified };
}

async function numberBehind(jid: string, reader: Reader): Promise<string | null> {
  const number = numberOfJid(jid);
  if (number !== null || lidDigits(jid) === null) return number;
  return numberOfJid((await reader.contact(jid))?.phoneNumber ?? '');
}
