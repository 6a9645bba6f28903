/** The rows of WhatsApp's own database, as far as they are understood. What is of another form counts as absent. */
import { plainJid } from '../notation/jid.ts';

/** A row of `contact`. */
export interface Contact {
  id: string;
  /** An address with a number; absent where the number is hidden. */
  phoneNumber: string | null;
  /** Seconds since 1970; 0: the number has gone to another address since; null: not known. */
  phoneNumberCreatedAt: number | null;
  /** Saved by the agent, and yet the name it was saved under is not there; or something else stands for a name. */
  nameless: boolean;
  /** As the agent saved them. */
  name: string | null;
  verifiedName: string | null;
  /** Without `@`; null when there is none, or none any more. */
  username: string | null;
  /** What the page may show as this contact's title, apart from the number. */
  titles: string[];
  /** Those, and the names that stand elsewhere on the page. */
  names: string[];
  isBusiness: boolean;
  /** It has columns, and none that we know: their names are packed, so nothing may be concluded from what is missing. */
  packed: boolean;
}

const contactColumns = [
  'phoneNumber',
  'phoneNumberCreatedAt',
  'name',
  'shortName',
  'pushname',
  'verifiedName',
  'verifiedLevel',
  'isBusiness',
  'isEnterprise',
  'isAddressBookContact',
  'displayNameLID',
  'username',
  'usernameSoftDeleted',
  'isUsernameContact',
  'type',
] as const;

export function parseContact(id: string, row: unknown): Contact | null {
  if (!isRecord(row)) return null;
  const name = text(row.name);
  const username = isOn(row.usernameSoftDeleted) ? null : text(text(row.username)?.replace(/^@/, ''));
  const verifiedName = text(row.verifiedName);
  const shown = [row.name, row.verifiedName, row.displayNameLID, row.username];
  const titles = [name, verifiedName, text(row.displayNameLID), username];
  if (username) titles.push(`@${username}`);
  return {
    id: plainJid(id),
    phoneNumber: text(row.phoneNumber),
    phoneNumberCreatedAt: typeof row.phoneNumberCreatedAt === 'number' ? row.phoneNumberCreatedAt : null,
    nameless: name === null && (Boolean(row.isAddressBookContact) || shown.some(isUnreadable)),
    name,
    verifiedName,
    username,
    titles: present(titles),
    names: present([...titles, text(row.shortName), text(row.pushname)]),
    isBusiness: isOn(row.isBusiness) || isOn(row.isEnterprise),
    packed: Object.keys(row).length > 1 && !contactColumns.some((column) => column in row),
  };
}

/** By when a number came to them. */
export function newestFirst(contacts: readonly Contact[]): Contact[] {
  const since = (one: Contact) => one.phoneNumberCreatedAt ?? 0;
  return [...contacts].sort((one, other) => since(other) - since(one));
}

/** A row of `chat`. */
export interface ChatRow {
  accountLid: string | null;
  /** Seconds since 1970; 0 when not known. */
  t: number;
  name: string | null;
  changeNumberNewJid: string | null;
}

export function parseChat(row: unknown): ChatRow | null {
  if (!isRecord(row)) return null;
  return {
    accountLid: address(row.accountLid),
    t: typeof row.t === 'number' ? row.t : 0,
    name: text(row.name),
    changeNumberNewJid: address(row.changeNumberNewJid),
  };
}

/** A row of `group-metadata`. */
export interface GroupRow {
  subject: string | null;
  size: number | null;
}

export function parseGroup(row: unknown): GroupRow | null {
  if (!isRecord(row)) return null;
  const { size } = row;
  return { subject: text(row.subject), size: typeof size === 'number' && size >= 0 ? size : null };
}

/** The name in a row of `verified-business-name`; null when there is no such row. */
export function parseVerifiedName(row: unknown): { name: string | null } | null {
  return isRecord(row) ? { name: text(row.name) } : null;
}

/** Whom a message row was sent to. Nothing else of it is looked at: the rest is encrypted and none of our business. */
export function parseRecipient(row: unknown): string | null {
  return isRecord(row) ? address(row.to) : null;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;
const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);
/** As text; or, since July 2026, as an object that holds it (`WAWebWid`). */
const address = (value: unknown) => text(isRecord(value) ? value._serialized : value);
const isOn = (value: unknown) => value === true || value === 1;
const isUnreadable = (value: unknown) => Boolean(value) && typeof value !== 'string';
const present = (values: (string | null)[]) => values.filter((value) => value !== null);
