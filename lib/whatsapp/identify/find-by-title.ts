/**
 * Whom a title means when no row tells: the only one of that name, or the one with that number. Names are not unique,
 * so this is never more than probable, and any other who could be meant makes it nobody.
 */
import type { Reason } from '../detection.ts';
import { jidsOfNumber } from '../notation/jid.ts';
import { plainName, sameName } from '../notation/names.ts';
import type { ModelStorage } from '../storage/model-storage.ts';
import type { NamedChat, NameIndex } from '../storage/name-index.ts';
import { type Contact, newestFirst } from '../storage/records.ts';
import { type Judgement, numberIn } from './judge-chat.ts';
import type { Question } from './question.ts';
import { reasons } from './reasons.ts';

export type ByTitle =
  | { found: 'chat'; chatId: string; reasons: Reason[] }
  /** A number that no contact has. */
  | { found: 'number'; digits: string; reasons: Reason[] }
  | { found: 'none'; reasons: Reason[] };

/** Why one who is found by a title may be another all the same. */
export const doubtsOf = ({ packed, oddRows, unnamedGroups }: NameIndex): Reason[] => [
  ...(packed ? [reasons.packedColumns] : []),
  ...(oddRows ? [reasons.oddRows] : []),
  ...(unnamedGroups ? [reasons.unnamedGroups] : []),
];

const none = (...why: Reason[]): ByTitle => ({ found: 'none', reasons: why });

/**
 * Throws `StorageUnreadable`.
 * @param number the digits, where the title is a number in full.
 */
export async function findByTitle(
  text: string,
  number: string | null,
  index: NameIndex,
  storage: ModelStorage,
): Promise<ByTitle> {
  const named = index.byTitle(text);
  if (number === null) return byName(text, named);
  // Somebody was saved under this number as a name: whose number that is, nobody knows.
  if (named.length > 0) return none(reasons.nameShared);
  return await byNumber(number, storage);
}

/** Whether the title stands for somebody else too. Throws `StorageUnreadable`. */
export async function hasNamesake({ reading, nameIndex }: Question, judgement: Judgement): Promise<boolean> {
  const { text } = reading.title;
  const { chatId } = judgement;
  if (text === null || chatId === null) return false;
  const own = numberIn(judgement);
  const index = await nameIndex();
  return index
    .byTitle(text)
    .filter(({ titles }) => titles.some((one) => sameName(one, text)))
    .some(({ id, number }) => id !== chatId && (number === null || number !== own));
}

function byName(title: string, named: readonly NamedChat[]): ByTitle {
  const [first, ...others] = [...named].sort((one, other) => other.since - one.since);
  if (!first) return none(reasons.nameUnknown);
  const isSame = (one: NamedChat) =>
    one.id === first.id || (one.number !== null && one.number === first.number);
  if (!others.every(isSame)) return none(reasons.nameShared);
  if (!named.some((one) => one.titles.includes(plainName(title)))) return none(reasons.nameUnknown);
  return { found: 'chat', chatId: first.id, reasons: [reasons.byName] };
}

async function byNumber(digits: string, storage: ModelStorage): Promise<ByTitle> {
  const contacts = await storage.read(['contact'], async (reader) => {
    const rows = await Promise.all(jidsOfNumber(digits).map((jid) => reader.contact(jid)));
    return [...(await reader.contactsOfNumber(digits)), ...rows.filter((row) => row !== null)];
  });
  const [newest] = newestFirst(contacts);
  if (!newest) return { found: 'number', digits, reasons: [reasons.byNumber] };
  // One who has a name is not shown by number.
  if (contacts.some(hasTitle)) return none(reasons.titleDiffers);
  return { found: 'chat', chatId: newest.id, reasons: [reasons.byNumber] };
}

const hasTitle = (contact: Contact) => contact.titles.length > 0 || contact.nameless;
