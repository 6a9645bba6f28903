import { formatPhone } from './phone-format.ts';
import type { ContactRow } from './records.ts';
import { fill, type Words } from './words.ts';
import { type Chat, phoneOf, type World } from './world.ts';

/** The words that titles need. */
export type TitleWords = Pick<Words, 'unknownUser' | 'guest'>;

/**
 * Saved name, verified name, @username, number, masked number, "Unknown user": the page's own order
 * (`WAWebFrontendContactGetters`, `WAWebName`). Before July 2026 the number came before the username.
 */
export function contactTitle(
  contact: ContactRow | undefined,
  { unknownUser }: Pick<Words, 'unknownUser'>,
  { usernames }: Pick<World, 'usernames'>,
): string {
  const isKept = contact?.username !== undefined && contact.usernameSoftDeleted !== true;
  const username = isKept ? `@${contact.username}` : undefined;
  const phone = phoneOf(contact);
  const number = phone === null ? undefined : formatPhone(phone);
  const handle = usernames ? (username ?? number) : (number ?? username);
  return contact?.name ?? contact?.verifiedName ?? handle ?? contact?.displayNameLID ?? unknownUser;
}

/** A username stands, though the number is known. */
export function hidesNumber(
  contact: ContactRow | undefined,
  { usernames }: Pick<World, 'usernames'>,
): boolean {
  const { name, verifiedName, username, usernameSoftDeleted } = contact ?? {};
  if (name !== undefined || verifiedName !== undefined) return false;
  return usernames && username !== undefined && usernameSoftDeleted !== true;
}

/** A group without a subject is called by its members' short names, or numbers (`WAWebParticipantListUtils`). */
function membersTitle({ members }: Chat, world: World, words: TitleWords): string {
  return members
    .map((id) => world.contacts.get(id))
    .map((contact) => contact?.shortName ?? contact?.name ?? contactTitle(contact, words, world))
    .join(', ');
}

export function chatTitle(chat: Chat, world: World, words: TitleWords): string {
  if (chat.subject === '' && chat.members.length > 0) return membersTitle(chat, world, words);
  const title = chat.subject ?? contactTitle(world.contacts.get(chat.contactId ?? ''), words, world);
  return chat.guest ? fill(words.guest, title) : title;
}

/** Whether the title is drawn from a number, and so reads left to right even in a right-to-left page. */
function isNumberTitle(title: string): boolean {
  return /^\+[\d∙]/.test(title);
}

/** In right-to-left pages a number is wrapped in isolates and its spaces do not break. */
export function isolated(title: string): string {
  return isNumberTitle(title) ? `\u2066${title.replaceAll(' ', '\u00A0')}\u2069` : title;
}
