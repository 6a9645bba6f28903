import { formatPhone } from './phone-format.ts';
import type { ContactRow } from './records.ts';
import { type Chat, phoneOf, type World } from './world.ts';

/** Saved name, verified name, @username, number, masked number, "Unknown user": the page's own order. */
export function contactTitle(contact: ContactRow | undefined, unknownUser: string): string {
  const username = contact?.username === undefined ? undefined : `@${contact.username}`;
  const phone = phoneOf(contact);
  const number = phone === null ? undefined : formatPhone(phone);
  return (
    contact?.name ?? contact?.verifiedName ?? username ?? number ?? contact?.displayNameLID ?? unknownUser
  );
}

/** A group without a subject is called by its members' short names, or numbers (`WAWebParticipantListUtils`). */
function membersTitle({ members }: Chat, world: World, unknownUser: string): string {
  return members
    .map((id) => world.contacts.get(id))
    .map((contact) => contact?.shortName ?? contact?.name ?? contactTitle(contact, unknownUser))
    .join(', ');
}

export function chatTitle(chat: Chat, world: World, unknownUser: string): string {
  if (chat.subject === '' && chat.members.length > 0) return membersTitle(chat, world, unknownUser);
  return chat.subject ?? contactTitle(world.contacts.get(chat.contactId ?? ''), unknownUser);
}

/** Whether the title is drawn from a number, and so reads left to right even in a right-to-left page. */
function isNumberTitle(title: string): boolean {
  return /^\+[\d∙]/.test(title);
}

/** In right-to-left pages a number is wrapped in isolates and its spaces do not break. */
export function isolated(title: string): string {
  return isNumberTitle(title) ? `\u2066${title.replaceAll(' ', '\u00A0')}\u2069` : title;
}
