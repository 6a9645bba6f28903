import type { ChatKind } from '../types.ts';
import { cast } from './cast.ts';
import type { CastMember } from './cast-member.ts';
import { conversations, type Line, selfTalk, smallTalk } from './conversations.ts';
import { messageId } from './message-id.ts';
import type { ChatRow, ContactRow } from './records.ts';
import type { Switches } from './switches.ts';

/** The invented people, as the server hands them to the page (`test/doubles/people.ts`). */
export interface Guests {
  people: readonly { lid: string; phone: string | null; savedName: string | null; pushName: string }[];
  group: { id: string; subject: string; size: number };
  ownNumber: string;
}

export interface Message {
  /** The bare id, as in `data-id`. */
  id: string;
  fromMe: boolean;
  /** Who wrote it in a group: a contact's id. */
  author: string | null;
  text: string;
  /** Seconds since 1970. */
  t: number;
  /** Answers an advertisement: drawn as two rows of one id. */
  twice?: true;
}

export interface Chat {
  id: string;
  kind: ChatKind;
  contactId: string | null;
  subject: string | null;
  size: number | null;
  /** Of a group without a subject: the other members' contacts. */
  members: readonly string[];
  /** Of a subgroup: the community's chat id. */
  community: string | null;
  guest: boolean;
  readOnly: boolean;
  shelf: 'listed' | 'never' | 'archived' | 'locked';
  unread: number;
  /** Columns that its row has beside the usual ones. */
  columns: Partial<ChatRow>;
  verified: { name: string; level: number; isApi: boolean } | null;
  messages: Message[];
}

export interface World {
  /** The agent's own number, digits. */
  account: string;
  ownLid: string;
  /** Whether they stand where numbers stood (`WAWebUsernameGatingUtils`). */
  usernames: boolean;
  contacts: Map<string, ContactRow>;
  chats: Map<string, Chat>;
}

const ownLid = '100000000000099@lid';

function messagesOf(chatId: string, lines: readonly Line[], now: number): Message[] {
  return lines.map(([who, text, minutesAgo], index) => ({
    id: messageId(chatId, index, who === 'me'),
    fromMe: who === 'me',
    author: who.includes('@') ? who : null,
    text,
    t: now - minutesAgo * 60,
  }));
}

/** A chat with what its kind usually has. */
export function chatWith(id: string, kind: ChatKind, rest: Partial<Chat>): Chat {
  return {
    id,
    kind,
    contactId: null,
    subject: null,
    size: null,
    members: [],
    community: null,
    guest: false,
    readOnly: false,
    shelf: 'listed',
    unread: 0,
    columns: {},
    verified: null,
    messages: [],
    ...rest,
  };
}

function guestContact({ lid, phone, savedName, pushName }: Guests['people'][number]): ContactRow {
  return {
    id: lid,
    ...(phone === null
      ? { displayNameLID: `+55∙∙∙∙∙∙∙∙${lid.slice(0, lid.indexOf('@')).slice(-2)}` }
      : { phoneNumber: `${phone}@c.us`, phoneNumberCreatedAt: 1_760_000_000 }),
    ...(savedName === null ? {} : { name: savedName, shortName: savedName.split(' ')[0] ?? savedName }),
    pushname: pushName,
    type: 'in',
    isBusiness: false,
    isEnterprise: false,
    verifiedLevel: 0,
    isAddressBookContact: savedName === null ? 0 : 1,
    syncToAddressbook: false,
  };
}

/** What waits to be read when the page starts. */
const unread: Record<string, number> = { '100000000000002@lid': 1, '100000000000010@lid': 2 };

/** Extras in groups speak through people who exist. */
const groupTalk: readonly Line[] = [
  ['100000000000009@lid', 'Hello everyone', 3100],
  ['100000000000001@lid', 'Olá!', 3090],
];

/** `count` lines that end before `minutesAgo`. */
function longTalk(count: number, minutesAgo: number): Line[] {
  return Array.from(
    { length: count },
    (_, index): Line => [
      index % 3 === 1 ? 'me' : 'them',
      `Line ${index + 1} of a long history.`,
      minutesAgo + (count - index) * 7,
    ],
  );
}

function castChat(member: CastMember, index: number, now: number): Chat {
  const lines = conversations[member.chatId] ?? (member.chatId.endsWith('@g.us') ? groupTalk : smallTalk);
  const older = lines.map(([who, text, ago]): Line => [who, text, ago + 3000 + index * 190]);
  const spoken = Object.hasOwn(conversations, member.chatId) ? lines : older;
  const history = longTalk(member.talk ?? 0, spoken[0]?.[2] ?? 0);
  const said = member.shelf === 'never' ? [] : messagesOf(member.chatId, [...history, ...spoken], now);
  return chatWith(member.chatId, member.kind, {
    contactId: member.contact?.id ?? null,
    subject: member.subject ?? null,
    size: member.size ?? null,
    community: member.community ?? null,
    guest: member.guest ?? false,
    readOnly: member.readOnly ?? false,
    shelf: member.shelf ?? 'listed',
    columns: member.chat ?? {},
    verified: member.verified ?? null,
    messages: said.map((message, at) =>
      member.fromAd && at === 0 ? { ...message, twice: true as const } : message,
    ),
  });
}

/** The digits of a contact's number as a reader may give them out: well formed and not the LID's own. */
export function phoneOf(contact: ContactRow | undefined): string | null {
  const digits = /^(\d{7,15})@(?:c\.us|s\.whatsapp\.net)$/.exec(contact?.phoneNumber ?? '')?.[1];
  return digits === undefined || contact?.id.startsWith(`${digits}@`) === true ? null : digits;
}

/** Everyone and everything said, as of `now` (seconds since 1970). Same input, same world. */
export function createWorld(guests: Guests, switches: Switches, now: number): World {
  const account = switches.account === 'own' ? guests.ownNumber : switches.account;
  const usernames = switches.records === 'today';
  const world: World = { account, ownLid, usernames, contacts: new Map(), chats: new Map() };
  const add = (chat: Chat) => world.chats.set(chat.id, chat);

  for (const person of guests.people) {
    world.contacts.set(person.lid, guestContact(person));
    const messages = messagesOf(person.lid, conversations[person.lid] ?? smallTalk, now);
    add(
      chatWith(person.lid, 'person', {
        contactId: person.lid,
        unread: unread[person.lid] ?? 0,
        messages,
      }),
    );
  }
  add(
    chatWith(guests.group.id, 'group', {
      subject: guests.group.subject,
      size: guests.group.size,
      messages: messagesOf(guests.group.id, conversations[guests.group.id] ?? groupTalk, now),
    }),
  );
  const alone = switches['unnamed-group'];
  if (alone !== null) {
    const id = '120363000000000005@g.us';
    const messages = messagesOf(
      id,
      [
        [alone, 'Oi!', 2900],
        ['me', 'Hello!', 2890],
      ],
      now,
    );
    add(chatWith(id, 'group', { subject: '', size: 2, members: [alone], messages }));
  }
  const selfId = `${account}@c.us`;
  world.contacts.set(selfId, { id: selfId, name: 'Bo', pushname: 'Bo', isAddressBookContact: 1 });
  add(chatWith(selfId, 'self', { contactId: selfId, messages: messagesOf(selfId, selfTalk, now) }));
  world.contacts.set(ownLid, {
    id: ownLid,
    phoneNumber: selfId,
    phoneNumberCreatedAt: 1_760_000_000,
    pushname: 'Bo',
  });

  if (switches.cast === 'full') {
    cast.forEach((member, index) => {
      if (member.contact !== undefined) world.contacts.set(member.contact.id, { ...member.contact });
      add(castChat(member, index, now));
    });
  }
  return switches['chat-ids'] === 'number' ? withNumberIds(world) : world;
}

/** As before the move to LIDs: whoever has a number is filed under it. */
function withNumberIds(world: World): World {
  const chats = new Map<string, Chat>();
  for (const chat of world.chats.values()) {
    const phone = chat.kind === 'person' ? phoneOf(world.contacts.get(chat.contactId ?? '')) : null;
    const id = phone === null ? chat.id : `${phone}@c.us`;
    const taken = chats.get(id);
    if (taken === undefined) chats.set(id, { ...chat, id });
  }
  return { ...world, chats };
}

/** The key of a message in the `message` store. */
export function messageKey(chat: Chat, message: Message, world: Pick<World, 'ownLid'>): string {
  const start = `${message.fromMe}_${chat.id}_${message.id}`;
  if (chat.kind === 'self') return `${start}_out`;
  if (!chat.id.endsWith('@g.us')) return start;
  return `${start}_${message.author ?? world.ownLid}`;
}
