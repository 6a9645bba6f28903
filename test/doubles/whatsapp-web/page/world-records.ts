import type { ChatRow, ContactRow, MessageRow, Records, VerifiedNameRow } from './records.ts';
import type { Switches } from './switches.ts';
import { type Chat, type Message, messageKey, type World } from './world.ts';

const opaque = { iv: new Uint8Array(16), _data: new Uint8Array(48) };

/** The rows that saved people have beside their LID's: same name, filed under the number. */
export function legacyTwin(contact: ContactRow): ContactRow | null {
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

/** A newly written chat has no row until something is said in it. */
export function chatRow(chat: Chat): ChatRow | null {
  const t = chat.messages.at(-1)?.t;
  if (t === undefined) return null;
  return {
    id: chat.id,
    ...(chat.id.endsWith('@lid') ? { accountLid: chat.id } : {}),
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

function verifiedRow({ contactId, verified }: Chat): VerifiedNameRow | null {
  return contactId === null || verified === null
    ? null
    : { id: contactId, ...verified, isSmb: !verified.isApi };
}

const present = <T>(value: T | null): value is T => value !== null;

/** Everything the database holds of a world; `stored` tells which messages have reached it. */
export function recordsOf(
  world: World,
  switches: Switches,
  stored: (message: Message) => boolean = () => true,
): Records {
  const contacts = [...world.contacts.values()];
  const chats = [...world.chats.values()];
  const twins = switches.twins ? contacts.map(legacyTwin).filter(present) : [];
  // A twin may meet a chat that is filed under the number: one row a key.
  const rows = new Map([...twins, ...contacts].map((contact) => [contact.id, contact]));
  const groups = chats.filter(({ id }) => id.endsWith('@g.us'));
  for (const { id, subject } of groups) rows.set(id, { id, name: subject ?? '' });
  return {
    contact: [...rows.values()],
    chat: chats.map(chatRow).filter(present),
    message: chats.flatMap((chat) =>
      chat.messages.filter(stored).map((message) => messageRow(chat, message, world, switches)),
    ),
    'group-metadata': groups.map(({ id, subject, size, kind, readOnly }) => ({
      id,
      subject: subject ?? '',
      size: size ?? 0,
      isLidAddressingMode: true,
      ...(kind === 'community' ? { isParentGroup: true } : {}),
      ...(readOnly ? { announce: true } : {}),
    })),
    'verified-business-name': chats.map(verifiedRow).filter(present),
    'lid-pn-mapping': [],
  };
}

/** A row of a build that names its columns by position: only the key is still where it was. */
export function packedColumns(row: { id: string }): { id: string } {
  const columns = Object.entries(row).filter(([name]) => name !== 'id');
  return { id: row.id, ...Object.fromEntries(columns.map(([, value], index) => [`c${index}`, value])) };
}
