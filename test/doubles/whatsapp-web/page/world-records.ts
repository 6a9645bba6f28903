import type { ChatRow, ContactRow, GroupRow, MessageRow, Records, VerifiedNameRow } from './records.ts';
import type { Switches } from './switches.ts';
import { type Chat, type Message, messageKey, phoneOf, type World } from './world.ts';

/** Nobody reads it: the same bytes for every body. */
const opaque = new Uint8Array(64);

/** The rows that saved people have beside their LID's: same name, filed under the number. */
function legacyTwin(contact: ContactRow): ContactRow | null {
  const { id, phoneNumber, name, pushname, isBusiness } = contact;
  if (!id.endsWith('@lid') || name === undefined || !/^\d{7,15}@c\.us$/.test(phoneNumber ?? '')) return null;
  if (phoneNumber === undefined || id.startsWith(phoneNumber.replace(/c\.us$/, ''))) return null;
  return {
    id: phoneNumber,
    name,
    ...(pushname === undefined ? {} : { pushname }),
    ...(isBusiness === undefined ? {} : { isBusiness }),
    isAddressBookContact: 1,
  };
}

/** Since July 2026 a chat that is kept under a number names its LID too (`WAWebSchemaChat`). */
function accountLidOf({ id, contactId, kind }: Chat, { records }: Switches): string | null {
  if (id.endsWith('@lid')) return id;
  return records === 'today' && kind === 'person' && contactId?.endsWith('@lid') ? contactId : null;
}

/** A newly written chat has no row until something is said in it. */
export function chatRow(chat: Chat, switches: Switches): ChatRow | null {
  const t = chat.messages.at(-1)?.t;
  if (t === undefined) return null;
  const accountLid = accountLidOf(chat, switches);
  return {
    id: chat.id,
    ...(accountLid === null ? {} : { accountLid }),
    t,
    unreadCount: chat.unread,
    ...(chat.subject === null ? {} : { name: chat.subject }),
    ...(chat.shelf === 'archived' ? { archive: true } : {}),
    ...(chat.shelf === 'locked' ? { isLocked: true } : {}),
    ...chat.columns,
  };
}

function ownAddress(world: World, switches: Switches): { to?: string } {
  switch (switches['own-address']) {
    case 'number':
      return { to: `${world.account}@c.us` };
    case 'lid':
      return { to: world.ownLid };
    case 'absent':
      return {};
  }
}

export function messageRow(chat: Chat, message: Message, world: World, switches: Switches): MessageRow {
  const route = message.fromMe ? { to: chat.id } : { from: chat.id, ...ownAddress(world, switches) };
  return {
    id: messageKey(chat, message, world),
    t: message.t,
    type: 'chat',
    ...route,
    msgRowOpaqueData: opaque,
  };
}

/** Kept under the bare number where it is known (`WAWebVerifiedBusinessNameSchema`), else under the LID. */
function verifiedRow(
  { contactId, verified }: Chat,
  world: World,
  switches: Switches,
): VerifiedNameRow | null {
  if (contactId === null || verified === null) return null;
  const number = switches.records === 'today' ? phoneOf(world.contacts.get(contactId)) : null;
  return { id: number ?? contactId, ...verified, isSmb: !verified.isApi };
}

const present = <T>(value: T | null): value is T => value !== null;

/** A contact's rows: its own, and its twin where there are twins. */
export function contactRows(contact: ContactRow, switches: Switches): ContactRow[] {
  return [switches.twins ? legacyTwin(contact) : null, contact].filter(present);
}

/** A group's row in `contact`, which has its subject. */
export function groupContact({ id, subject }: Chat): ContactRow {
  return subject ? { id, name: subject } : { id };
}

export function groupRow({ id, subject, size, kind, community, readOnly }: Chat): GroupRow {
  return {
    id,
    subject: subject ?? '',
    size: size ?? 0,
    isLidAddressingMode: true,
    ...(kind === 'community' ? { isParentGroup: true } : {}),
    ...(community === null ? {} : { parentGroup: community }),
    ...(readOnly ? { announce: true } : {}),
  };
}

export const isGroup = ({ id }: Chat) => id.endsWith('@g.us');

/** The whole `contact` store. A twin may meet a contact that is filed under the number: the contact wins. */
export function contactRecords(world: World, switches: Switches): ContactRow[] {
  const groups = [...world.chats.values()].filter(isGroup).map(groupContact);
  const contacts = [...world.contacts.values()];
  const rows = [...contacts.flatMap((contact) => contactRows(contact, switches)), ...contacts, ...groups];
  return [...new Map(rows.map((row) => [row.id, row])).values()];
}

/** Everything the database holds of a world; `stored` tells which messages have reached it. */
export function recordsOf(
  world: World,
  switches: Switches,
  stored: (message: Message) => boolean = () => true,
): Records {
  const chats = [...world.chats.values()];
  return {
    contact: contactRecords(world, switches),
    chat: chats.map((chat) => chatRow(chat, switches)).filter(present),
    message: chats.flatMap((chat) =>
      chat.messages.filter(stored).map((message) => messageRow(chat, message, world, switches)),
    ),
    'group-metadata': chats.filter(isGroup).map(groupRow),
    'verified-business-name': chats.map((chat) => verifiedRow(chat, world, switches)).filter(present),
    'lid-pn-mapping': [],
  };
}

/** A row of a build that names its columns by position: only the key is still where it was. */
export function packedColumns(row: { id: string }): { id: string } {
  const columns = Object.entries(row).filter(([name]) => name !== 'id');
  return { id: row.id, ...Object.fromEntries(columns.map(([, value], index) => [`c${index}`, value])) };
}
