import type { Behind } from '../matching/links.ts';
import { chatName, isPassing, lastingName } from '../session/chat-name.ts';
import type { Match, Setup, TabState, TabView } from '../session/shapes.ts';
import type { Known } from '../session/writer.ts';
import type { Detection } from '../whatsapp/detection.ts';

/** What can be said of a tab before the CRM has been asked again. Pure. */
export function tabView(documentId: string, detection: Detection, setup: Setup, known: Known): TabView {
  const base: TabView = {
    documentId,
    epoch: detection.epoch,
    detection,
    state: 'loading',
    connectionId: setup.active?.id ?? null,
    accountId: setup.active?.accountId ?? null,
    customerId: null,
    candidates: [],
    error: null,
    needsAccess: null,
  };
  if (!setup.enabled || !setup.active) return { ...base, state: 'not-configured' };
  const fixed = withoutCrm(detection);
  if (fixed) return { ...base, state: fixed };
  const { match } = known;
  if (!match || !isAskedBy(match, askedWith({ documentId, detection })) || !isAbout(match, detection))
    return canBeAsked(detection) ? base : { ...base, state: 'name-only' };
  return { ...base, ...matched(detection, match, known.hasCard) };
}

/**
 * While WhatsApp does not show itself, the customer who was shown before in the same document stays, to be read only:
 * nothing speaks for a chat then, so nothing can be done to them.
 */
export function withCustomerBefore(now: TabView, was: TabView): TabView {
  const isSame = now.connectionId === was.connectionId && now.accountId === was.accountId;
  return now.state === 'inactive' && isSame ? { ...now, customerId: was.customerId } : now;
}

/** With what a chat is asked beside its name; null where it is not known. */
export interface AskedWith extends Behind {
  /** Its username. */
  handle: string | null;
}

export const askedWith = (view: Pick<TabView, 'documentId' | 'detection'>): AskedWith => ({
  lid: lastingName(view),
  hiddenNumber: view.detection.hiddenPhone ?? null,
  handle: view.detection.username,
});

/** Whether a question was asked with less than this, or with another's number: its answer may name somebody else. */
export const isAskedWithOther = (asked: Behind, now: Behind): boolean =>
  (now.lid !== null && now.lid !== asked.lid) ||
  (now.hiddenNumber !== null && now.hiddenNumber !== asked.hiddenNumber);

/** Whether a match was asked with all that is known of the chat: its LID may say otherwise than its number. */
export const isAskedBy = (match: Match, { lid, handle }: Pick<AskedWith, 'lid' | 'handle'>): boolean =>
  (lid === null || match.lid === lid) && (match.handle === undefined || match.handle === handle);

/**
 * Whether a match that lies under this chat's name says whose chat it is: with another hidden number it is asked anew. Whom
 * the agent chose for a title stays whatever its number.
 */
export const isAbout = (
  { by, customerId }: Match,
  { hiddenPhone, chatKey }: Pick<Detection, 'hiddenPhone' | 'chatKey'>,
): boolean => by === hiddenPhone || (by === undefined && customerId !== null && chatKey === null);

/** A detection of which the agent says that the only one of this name it is. */
export const confirmed = (detection: Detection): Detection => {
  const { suggestedPhone, numberHidden } = detection;
  if (suggestedPhone === undefined || detection.phone !== null) return detection;
  return {
    ...detection,
    kind: 'person',
    ...(numberHidden ? { hiddenPhone: suggestedPhone } : { phone: suggestedPhone, phoneSource: 'title' }),
    confidence: 'probable',
  };
};

/** As it was before the agent said so, where that hangs on a number that is hidden: no link could keep it. */
function unconfirmed(detection: Detection): Detection {
  const { hiddenPhone, ...before } = detection;
  if (hiddenPhone === undefined || before.suggestedPhone === undefined || before.chatKey !== null)
    return detection;
  return { ...before, kind: null, confidence: 'name-only' };
}

/** Whether the agent said so of this very chat, and nothing has come to be known since that speaks against it. */
export const isConfirmed = (was: TabView, documentId: string, now: Detection) =>
  was.documentId === documentId &&
  was.epoch === now.epoch &&
  numberOf(now) === null &&
  now.suggestedPhone !== undefined &&
  now.suggestedPhone === was.detection.suggestedPhone &&
  now.numberHidden === was.detection.numberHidden &&
  now.suggestedPhone === numberOf(was.detection);

/** By which the customer is found, shown or hidden: digits. */
export const numberOf = ({ phone, hiddenPhone }: Detection): string | null => phone ?? hiddenPhone ?? null;

/** The chat of a tab, and through which connection it is known; null for what is no person's, or of no connection. */
export function shownChat(
  view: Pick<TabView, 'documentId' | 'detection'>,
  { active }: Setup,
): { connectionId: string; name: string } | null {
  const name = chatName(view);
  return active && name ? { connectionId: active.id, name } : null;
}

/** Whose chat a tab shows, as far as that is settled. */
type Whose = Pick<TabView, 'state' | 'customerId' | 'candidates' | 'rejected' | 'linkGone'>;

/** What a match makes of a tab. `loading` when the card itself is not at hand. */
export function matched(detection: Detection, match: Match, hasCard: boolean): Whose {
  const { customerId, candidates } = match;
  const nobody = { customerId: null, candidates: [], rejected: undefined, linkGone: undefined };
  if (customerId) return { ...nobody, state: hasCard ? 'ready' : 'loading', customerId };
  if (candidates.length === 1) return { ...nobody, state: 'confirm', candidates };
  if (candidates.length > 1) return { ...nobody, state: 'choose', candidates };
  return { ...nobody, state: unmatched(detection), rejected: match.rejected, linkGone: match.linkGone };
}

/** A tab of which nothing is known any more: who it is must be asked again. */
export function undecided(detection: Detection): Whose & Pick<TabView, 'detection'> {
  const before = unconfirmed(detection);
  return {
    detection: before,
    state: canBeAsked(before) ? 'loading' : 'name-only',
    customerId: null,
    candidates: [],
    rejected: undefined,
    linkGone: undefined,
  };
}

function unmatched(detection: Detection): TabState {
  if (!isNamed(detection)) return 'name-only';
  return detection.phone ? 'not-found' : 'hidden-number';
}

const canBeAsked = (detection: Detection): boolean =>
  isNamed(detection) || detection.hiddenPhone !== undefined;

/** Whether more is known of a person's chat than its title. */
function isNamed(detection: Detection): boolean {
  const chat = chatName({ documentId: '', detection });
  return chat !== null && !isPassing(chat);
}

/** The state of every screen that no CRM is needed for; null when a person's chat is open. */
function withoutCrm(detection: Detection): TabState | null {
  switch (detection.state) {
    case 'loading':
      return 'waiting';
    case 'signed-out':
    case 'inactive':
    case 'no-chat':
    case 'unreadable':
    case 'layout-changed':
      return detection.state;
    case 'chat':
      break;
  }
  switch (detection.kind) {
    case 'group':
      return 'group';
    case 'channel':
    case 'broadcast':
      return 'channel';
    case 'bot':
    case 'system':
      return 'system';
    case 'self':
      return 'self';
    case 'person':
    case null:
      return null;
  }
}
