/**
 * Youmi's callbacks and the events of its v2 as events of our model. Pure: how a message gets here is for whoever receives
 * it, see `docs/youmi-callbacks.md`.
 *
 * None of it is in the vendor's page of basic data. Of a callback the envelope and three fields of `Values` are known, of a
 * v2 event its name alone. The rest is not read: chats and remarks stand in it, and what they would mean is not said.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';

/** What a callback says has happened, by its `Type`. */
const kinds = [
  /** A tag or a remark was saved. */
  'marks-saved',
  'message-sent',
  'profile-edited',
  /** Something about a group: which, and what, is not said. */
  'group',
  'chat-message',
  'friend-list',
  'device-fault',
  /** A moment was liked or commented. */
  'moment-noticed',
  /** The comment on a moment was answered. */
  'moment-answered',
] as const;

export interface CallbackEvent {
  /** `unknown`: a `Type` that no page names. */
  kind: (typeof kinds)[number] | 'unknown';
  /** The company's number at the vendor. */
  merchantId: string;
  /** ISO 8601 UTC; null where the message's time is none. */
  at: string | null;
  /** Whom it is about, as far as it says. */
  friends: CallbackFriend[];
}

/** By the vendor's names, which no page explains; null where it does not say. One of them at least is there. */
interface CallbackFriend {
  ad_friend_id: string | null;
  ad_friend_uwenober: string | null;
  ad_friend_wenober: string | null;
}

const v2Kinds: Readonly<Record<string, V2Event['kind']>> = {
  fansInfoChange: 'friend-changed',
  fansAttributionChange: 'owner-changed',
  chat: 'chat-message',
  rpaTaskResult: 'task-result',
};

/** Whom it is about is not known: how v2 publishes an event is not documented. */
export interface V2Event {
  kind: 'friend-changed' | 'owner-changed' | 'chat-message' | 'task-result' | 'unknown';
}

/** What Youmi wants for an answer to each callback. */
export const callbackAnswer = { Result: true, ReturnCode: 200, Message: 'OK' } as const;

const scalar = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.finite())]),
  v.transform((value) => String(value).trim()),
);
const told = v.pipe(
  v.nullish(scalar, ''),
  v.transform((text) => text || null),
);

const envelopeSchema = v.looseObject({
  Type: v.pipe(scalar, v.regex(/^\d{1,9}$/), v.transform(Number)),
  MerchantId: v.pipe(scalar, v.nonEmpty()),
  MsgTime: v.unknown(),
  Values: v.unknown(),
});

const friendSchema = v.object({
  ad_friend_id: told,
  ad_friend_uwenober: told,
  ad_friend_wenober: told,
});

/**
 * @param message the body of a callback, parsed or as text.
 * @param merchantId whose messages are taken; null: anybody's.
 * @throws AppError `BAD_RESPONSE` where it is no such message, `FORBIDDEN` where it is another company's.
 */
export function readCallback(message: unknown, merchantId: string | null): CallbackEvent {
  const read = v.safeParse(envelopeSchema, fromJson(message));
  if (!read.success) throw unreadable('envelope');
  const { Type, MerchantId, MsgTime, Values } = read.output;
  if (merchantId !== null && MerchantId !== merchantId.trim()) {
    throw new AppError('FORBIDDEN', { detail: 'callback: another company' });
  }
  return {
    kind: kinds[Type] ?? 'unknown',
    merchantId: MerchantId,
    at: timeOf(MsgTime),
    friends: friendsIn(fromJson(Values)),
  };
}

/**
 * @param name the name of a v2 event, as it was subscribed to.
 * @throws AppError `BAD_RESPONSE` where it is no name.
 */
export function readV2Event(name: unknown): V2Event {
  if (typeof name !== 'string' || name.trim() === '') throw unreadable('name');
  const key = name.trim();
  return { kind: (Object.hasOwn(v2Kinds, key) && v2Kinds[key]) || 'unknown' };
}

/** `Values` is one or a list. What is no object tells of nobody; a known field that is neither number nor text is an error. */
function friendsIn(values: unknown): CallbackFriend[] {
  const entries = Array.isArray(values) ? values : [values];
  return entries.flatMap((entry) => {
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return [];
    const read = v.safeParse(friendSchema, entry);
    if (!read.success) throw unreadable('friend');
    return Object.values(read.output).some((text) => text !== null) ? [read.output] : [];
  });
}

/** Epoch seconds as ISO 8601 UTC; null where it is no moment between 1970 and the year 9999. */
function timeOf(seconds: unknown): string | null {
  const read = v.safeParse(scalar, seconds);
  const number = read.success && read.output !== '' ? Number(read.output) : Number.NaN;
  return number > 0 && number < 253_402_300_800 ? new Date(number * 1000).toISOString() : null;
}

/** JSON that may come as text; undefined where it is neither. */
function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

const unreadable = (what: string) => new AppError('BAD_RESPONSE', { detail: `callback: ${what}` });
