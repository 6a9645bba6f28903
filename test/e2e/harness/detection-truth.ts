/** Holds what the extension says of a chat against what the stand-in knows of it. */
import type { Detection } from '../../../lib/whatsapp/detection.ts';
import { sameName } from '../../../lib/whatsapp/notation/names.ts';
import { people } from '../../doubles/people.ts';
import { cast } from '../../doubles/whatsapp-web/page/cast.ts';
import type { ChatTruth } from '../../doubles/whatsapp-web/types.ts';

/**
 * How much is known, least first. `name`: the title alone. `less`: some of it. `asked`: the number too, if the agent says
 * so. `probable`: kind and number, as they are. `whole`: which chat it is too, and for certain.
 */
const levels = ['nothing', 'name', 'less', 'asked', 'probable', 'whole'] as const;
export type Knowledge = (typeof levels)[number];

export const isAtLeast = (one: Knowledge, other: Knowledge) => levels.indexOf(one) >= levels.indexOf(other);

/**
 * Whatever is said and is not so, in words; empty when everything said is true, however little that is.
 * @param account the agent's own number.
 */
export function lies(said: Detection, truth: ChatTruth, account: string): string[] {
  const found: string[] = [];
  // Where nothing tells whose WhatsApp this is, one's own chat is that of a person with one's own number.
  const isOwn = truth.kind === 'self' && said.account === null;
  const phone = isOwn ? account : truth.phone;
  const number = phone ?? truth.hiddenPhone;
  const ids = [truth.chatId, ...idsOf(truth)];
  if (said.account !== null && said.account !== account) found.push(`account ${said.account}`);
  if (said.phone !== null && said.phone !== phone) found.push(`phone ${said.phone}`);
  if (said.hiddenPhone !== undefined && said.hiddenPhone !== truth.hiddenPhone)
    found.push(`hidden phone ${said.hiddenPhone}`);
  // What a title suggests may be wrong where it is a group's that has no name of its own.
  if (said.suggestedPhone !== undefined && said.suggestedPhone !== number && truth.kind === 'person')
    found.push(`suggested phone ${said.suggestedPhone}`);
  if (said.lid !== null && said.lid !== truth.lid && !ids.includes(said.lid)) found.push(`lid ${said.lid}`);
  if (said.chatId !== null && !ids.includes(said.chatId)) found.push(`chat ${said.chatId}`);
  if (said.chatKey !== null && !ids.includes(said.chatKey)) found.push(`key ${said.chatKey}`);
  if (said.kind !== null && said.kind !== kindOf(truth) && !(isOwn && said.kind === 'person'))
    found.push(`kind ${said.kind}`);
  if (said.displayName !== null && !sameName(said.displayName, truth.title))
    found.push(`name ${said.displayName}`);
  return found;
}

export function knowledge(said: Detection, truth: ChatTruth): Knowledge {
  if (said.state !== 'chat') return 'nothing';
  const number = truth.phone ?? truth.hiddenPhone;
  const known =
    said.kind === kindOf(truth) && said.phone === truth.phone && (said.hiddenPhone ?? said.phone) === number;
  if (known && said.chatId !== null && said.confidence === 'exact') return 'whole';
  if (known && said.confidence !== 'name-only') return 'probable';
  if (number !== null && said.suggestedPhone === number) return 'asked';
  if (said.chatId !== null || said.phone !== null || said.kind !== null) return 'less';
  return said.displayName === null ? 'nothing' : 'name';
}

/** A community is a group to us. */
const kindOf = ({ kind }: ChatTruth): Detection['kind'] => (kind === 'community' ? 'group' : kind);

/** The addresses of the person whose chat this is: by LID and by number. */
function idsOf({ phone, title }: ChatTruth): string[] {
  if (phone === null) return [];
  const contacts = [
    ...people.map(({ lid, phone: digits, savedName }) => ({ id: lid, digits, name: savedName })),
    ...cast.flatMap(({ contact }) =>
      contact
        ? [{ id: contact.id, digits: contact.phoneNumber?.split('@')[0], name: contact.name ?? null }]
        : [],
    ),
  ];
  const same = contacts.filter(({ digits, name }) => digits === phone && (name === null || name === title));
  return [`${phone}@c.us`, ...same.map(({ id }) => id)];
}
