/**
 * What may be said of an open chat, from what the page shows and what the database holds. Pure. The rule of the house:
 * a number is given out only when everything that speaks of it agrees.
 */

import type { ChatKind, Confidence, Detection, PhoneSource, Reason } from '../detection.ts';
import { lidDigits, numberOfJid } from '../notation/jid.ts';
import { isBareNumber, isGuestOf, maskInTitle, plainName, sameName } from '../notation/names.ts';
import type { ChatReading } from '../page/read-chat.ts';
import type { Contact } from '../storage/records.ts';
import { type ChatFacts, people } from './chat-facts.ts';
import { isNumberHidden, lidOf, usernameOf } from './handles.ts';
import { reasons } from './reasons.ts';

/** What the page shows, apart from its rows. */
export type Shown = Pick<ChatReading, 'title' | 'selected' | 'toSelf'>;

/** How well the chat itself is known. */
export interface Evidence {
  chatId: string;
  /** Rows that name this chat; 0 when it was found by its title. */
  rows: number;
  /** Every row that was looked at names this chat. */
  complete: boolean;
  toSelf: boolean;
}

export interface Judgement {
  chatId: string | null;
  chatKey: string | null;
  lid: string | null;
  username: string | null;
  phone: string | null;
  phoneSource: PhoneSource | null;
  numberHidden: boolean;
  /** See {@link Detection.hiddenPhone}. */
  hiddenPhone?: string;
  /** See {@link Detection.suggestedPhone}. */
  suggestedPhone?: string;
  kind: ChatKind | null;
  groupSize: number | null;
  isBusiness: boolean;
  /** What stands in the title is WhatsApp's word for somebody who has no name at all. */
  noName?: true;
  confidence: Confidence;
  reasons: Reason[];
}

export const nameOnly = (...why: Reason[]): Judgement => ({
  chatId: null,
  chatKey: null,
  lid: null,
  username: null,
  phone: null,
  phoneSource: null,
  numberHidden: false,
  kind: null,
  groupSize: null,
  isBusiness: false,
  confidence: 'name-only',
  reasons: why,
});

/** The number of a chat, shown or hidden. */
export const numberIn = ({ phone, hiddenPhone }: Pick<Judgement, 'phone' | 'hiddenPhone'>): string | null =>
  phone ?? hiddenPhone ?? null;

/** @param account the agent's own number, where known. */
export function judgeChat(
  shown: Shown,
  evidence: Evidence,
  facts: ChatFacts,
  account: string | null,
): Judgement {
  if (facts.kind === null) return nameOnly(reasons.kindUnknown);
  const kind = isSelf(shown, evidence, facts, account) ? 'self' : facts.kind;
  const number = kind === 'person' ? numberOf(facts, shown) : { digits: null, source: null, why: [] };
  const known = number.digits ?? number.suggested ?? null;
  const check = checkTitle(shown, facts, kind === 'self' ? ownNumber(facts) : known, evidence.rows);
  if (check.verdict === 'differs') return { ...nameOnly(...check.why, ...number.why), kind };
  // One row alone, of a chat that has no name to compare with, may be a stray one.
  if (check.verdict === 'unknown' && evidence.rows < 2)
    return { ...nameOnly(...check.why, ...number.why), kind };

  const sure = check.verdict === 'same' && evidence.rows > 0 && (evidence.complete || evidence.rows > 1);
  const given = check.verdict === 'same' ? number : noNumber();
  const isHidden = isNumberHidden(facts, shown.title.text ?? '');
  return {
    chatId: evidence.chatId,
    chatKey: evidence.chatId,
    lid: kind === 'person' ? lidOf(facts, given.digits) : null,
    username: kind === 'person' ? usernameOf(facts) : null,
    ...(given.digits !== null && isHidden
      ? { phone: null, phoneSource: null, numberHidden: true, hiddenPhone: given.digits }
      : { phone: given.digits, phoneSource: given.source, numberHidden: false }),
    ...(given.suggested !== undefined && { suggestedPhone: given.suggested, numberHidden: isHidden }),
    kind,
    groupSize: kind === 'group' ? (facts.group?.size ?? null) : null,
    isBusiness: kind === 'person' && (facts.verified !== null || people(facts).some((one) => one.isBusiness)),
    ...(check.verdict === 'unknown' && kind === 'person' && isNobodysName(facts, shown) && { noName: true }),
    confidence: sure && given.source !== 'title' ? 'exact' : 'probable',
    reasons: [...check.why, ...number.why],
  };
}

interface ChatNumber {
  digits: string | null;
  source: PhoneSource | null;
  /** Digits that only the agent may take for the chat's. */
  suggested?: string;
  why: Reason[];
}

const noNumber = (...why: Reason[]): ChatNumber => ({ digits: null, source: null, why });

function isSelf(shown: Shown, evidence: Evidence, facts: ChatFacts, account: string | null): boolean {
  if (facts.kind !== 'person') return false;
  if (evidence.toSelf || shown.toSelf) return true;
  const number = ownNumber(facts);
  return number !== null && number === account;
}

const ownNumber = ({ chatId, contact }: ChatFacts) =>
  numberOfJid(chatId) ?? numberOfJid(contact?.phoneNumber ?? '');

function numberOf(facts: ChatFacts, shown: Shown): ChatNumber {
  const stored = storedNumber(facts, shown);
  if (stored.digits === null) return stored;
  const doubts: Reason[] = [];
  if (facts.newNumber !== null && facts.newNumber !== stored.digits) doubts.push(reasons.changed);
  if (facts.accountLidNumber !== null && facts.accountLidNumber !== stored.digits) {
    doubts.push(reasons.accountLidDiffers);
  }
  if (facts.superseded) doubts.push(reasons.superseded);
  if (stored.source === 'contact' && !facts.rivalsKnown) doubts.push(reasons.ownersUnknown);
  if (isNewerOwned(facts, shown)) doubts.push(reasons.newerOwner);
  if (isTwinOther(facts)) doubts.push(reasons.twinDiffers);
  if (doubts.length === 0) return stored;
  // The number has another account now, of the same person as far as one can tell: whether it is, the agent may know.
  return facts.superseded && doubts.length === 1
    ? { ...noNumber(...doubts), suggested: stored.digits }
    : noNumber(...doubts);
}

function storedNumber(facts: ChatFacts, shown: Shown): ChatNumber {
  const { contact, chatId } = facts;
  if (people(facts).some((one) => one.packed)) return noNumber(reasons.packedColumns);
  const own = numberOfJid(chatId);
  if (own !== null) {
    const isOther = contact?.phoneNumber != null && numberOfJid(contact.phoneNumber) !== own;
    return isOther ? noNumber(reasons.malformed) : { digits: own, source: 'chat-id', why: [] };
  }
  if (!contact) return noNumber(reasons.contactMissing);
  if (contact.phoneNumber === null) return numberFromTitle(contact, facts, shown);
  const digits = numberOfJid(contact.phoneNumber);
  if (digits === null) return noNumber(reasons.malformed);
  if (digits === lidDigits(chatId)) return noNumber(reasons.isLid);
  return { digits, source: 'contact', why: [] };
}

/** Only where the contact has no name, nor had one, that would stand there instead. */
function numberFromTitle(contact: Contact, facts: ChatFacts, { title }: Shown): ChatNumber {
  const digits = title.unclear ? null : title.number;
  const named = contact.titles.length > 0 || contact.nameless || facts.verified?.name || facts.chat?.name;
  if (digits === null || named || digits === lidDigits(facts.chatId)) return noNumber(reasons.hidden);
  return { digits, source: 'title', why: [] };
}

/**
 * The same number under another LID: it belongs to the one that had it last, unless both are one person by name. Where
 * it is not known who that was, it is nobody's.
 */
function isNewerOwned({ contact, rivals, chatId }: ChatFacts, { title }: Shown): boolean {
  if (lidDigits(chatId) === null || !contact) return false;
  return rivals.some((rival) => mayOwn(rival, contact) && !isSamePerson(contact, rival, title.text));
}

/** Whether the number may have come to the one after it was the other's. */
function mayOwn(one: Contact, other: Contact): boolean {
  const [since, before] = [one.phoneNumberCreatedAt, other.phoneNumberCreatedAt];
  if (since === null) return true;
  // Gone from both: from whom to whom, nobody knows.
  return since === 0 ? before === 0 : since >= (before ?? 0);
}

/** Shown by one title, and nothing else that the two are called speaks against it. */
function isSamePerson(one: Contact, other: Contact, title: string | null): boolean {
  if (title === null || !other.names.some((name) => sameName(name, title))) return false;
  const rest = (contact: Contact) => contact.names.filter((name) => !sameName(name, title));
  const [mine, theirs] = [rest(one), rest(other)];
  if (mine.length === 0 || theirs.length === 0) return true;
  return mine.some((name) => theirs.some((their) => sameName(name, their)));
}

/** The row of the number and the row of the LID know quite different people. */
function isTwinOther({ contact, twin }: ChatFacts): boolean {
  if (!contact || !twin) return false;
  if (contact.names.length === 0 || twin.names.length === 0) return false;
  return !contact.names.some((name) => twin.names.some((other) => sameName(name, other)));
}

interface Check {
  verdict: 'same' | 'differs' | 'unknown';
  why: Reason[];
}

function checkTitle(
  { title, selected }: Shown,
  facts: ChatFacts,
  number: string | null,
  rows: number,
): Check {
  const { text } = title;
  if (text === null) return { verdict: 'unknown', why: [reasons.noTitle] };
  if (title.unclear) return { verdict: 'differs', why: [reasons.titleUnclear] };
  if (selected.length > 0 && !selected.some((one) => sameName(one, text))) {
    return { verdict: 'differs', why: [reasons.selectedDiffers] };
  }
  if (number !== null && (title.number === number || isBareNumber(text, number)))
    return { verdict: 'same', why: [] };
  // A contact may be saved under a number that is not theirs: then two rows must say that it is this contact.
  const savedAsNumber = rows > 1 && facts.contact?.titles.some((name) => plainName(name) === plainName(text));
  const isOther = title.number !== null ? !savedAsNumber : maskInTitle(text)?.fits(number ?? '') === false;
  if (number !== null && isOther) return { verdict: 'differs', why: [reasons.titleNumberDiffers] };
  const names = namesOf(facts);
  const isNamed = (name: string) => sameName(name, text) || (rows > 1 && isGuestOf(text, name));
  if (names.some(isNamed)) return { verdict: 'same', why: [] };
  if (names.length === 0 && number === null) return { verdict: 'unknown', why: [reasons.titleUnverified] };
  return { verdict: 'differs', why: [reasons.titleDiffers] };
}

/** Whoever it is has no name that could be the title, as far as the database knows them. */
function isNobodysName({ contact, twin, verified }: ChatFacts, { title }: Shown): boolean {
  const isKnown = contact !== null && [contact, twin].every((one) => !one?.nameless && !one?.packed);
  return isKnown && !verified?.name && title.text !== null && maskInTitle(title.text) === null;
}

function namesOf(facts: ChatFacts): string[] {
  const own = people(facts).flatMap((one) => one.names);
  const others = [facts.chat?.name, facts.group?.subject].filter(
    (name) => name !== null && name !== undefined,
  );
  // A name that only the verification knows is shown for a business that has no other.
  const verified = facts.verified?.name;
  const isShown =
    people(facts).some((one) => one.isBusiness) && people(facts).every((one) => !one.titles.length);
  return [...own, ...others, ...(verified && isShown ? [verified] : [])].filter(
    (name) => plainName(name) !== '',
  );
}
