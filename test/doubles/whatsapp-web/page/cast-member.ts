import type { ChatKind } from '../types.ts';
import type { ChatRow, ContactRow } from './records.ts';

/** A chat beyond the people whom the CRM double knows. */
export interface CastMember {
  chatId: string;
  kind: ChatKind;
  /** Its contact row; left out for groups and the like. */
  contact?: ContactRow;
  /** The subject of a group, channel or broadcast. */
  subject?: string;
  size?: number;
  /** The community that a group belongs to: its chat id. */
  community?: string;
  /** Columns of its chat row beside id, time and unread count. */
  chat?: Partial<ChatRow>;
  /** `never`: no message, no chat row, not in the list. `archived`, `locked`: not in the list. */
  shelf?: 'never' | 'archived' | 'locked';
  /** Nobody but its owners may write: there is no composer. */
  readOnly?: boolean;
  /** Titled with the word for a guest behind the name. */
  guest?: boolean;
  /** Its first message answers an advertisement: two rows of one id. */
  fromAd?: boolean;
  /** So many older messages before the usual ones. */
  talk?: number;
  /** Its row in `verified-business-name`. */
  verified?: { name: string; level: number; isApi: boolean };
}

const since = 1_760_000_000;

/** A person: the LID ends in `ending`, the telephone number is given by its digits. */
export function person(ending: string, digits: string | null, columns: Partial<ContactRow>): ContactRow {
  const id = `1000000000000${ending}@lid`;
  const known = digits === null ? {} : { phoneNumber: `${digits}@c.us`, phoneNumberCreatedAt: since };
  return { id, ...known, type: 'in', isAddressBookContact: columns.name === undefined ? 0 : 1, ...columns };
}

export function chatOf(contact: ContactRow, more: Partial<CastMember> = {}): CastMember {
  return { chatId: contact.id, kind: 'person', contact, ...more };
}
