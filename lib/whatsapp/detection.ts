/** What the content script says of the page: which chat is open, and whose number it is. Plain JSON. */

export type ScreenState =
  | 'loading' // the app is not up yet
  | 'signed-out' // the QR screen
  | 'inactive' // the app does not show itself: see InactiveReason
  | 'no-chat'
  | 'chat'
  | 'unreadable' // a conversation is open, but two signals disagree on which
  | 'layout-changed'; // the app is up and nothing we know is found

/** What stands in place of the app, or over it. Stable words. */
export const inactiveReasons = [
  'use-here', // open in another window or browser, or busy with a call there: these are drawn alike
  'connecting',
  'banned', // for a time
  'terms', // to be agreed to
  'offline',
  'unavailable',
  'proxy', // the network keeps it from working
  'updating', // or starting anew, or signing out
  'locked',
  'other',
] as const;

export type InactiveReason = (typeof inactiveReasons)[number];

export type ChatKind = 'person' | 'group' | 'channel' | 'broadcast' | 'bot' | 'system' | 'self';

export type PhoneSource = 'chat-id' | 'contact' | 'title';

export type Confidence = 'exact' | 'probable' | 'name-only';

/** Why the detection is as it is: stable words, for diagnostics and tests; never names, numbers or ids. */
export type Reason = string;

export interface Detection {
  state: ScreenState;
  /** Only with `inactive`. */
  inactive?: InactiveReason;
  /** The agent's own number (digits), or null while unknown. */
  account: string | null;
  /** `…@lid`, `…@c.us`, `…@g.us`; null when only the title is known. */
  chatId: string | null;
  /** What links and drafts of a chat without a number are kept under: the chat id, else null. */
  chatKey: string | null;
  /**
   * `…@lid`: whom the chat is with, whatever number or username they have. With the agent's own account it is what lasts.
   * Null where it is not proved: by its title alone no chat has one.
   */
  lid: string | null;
  /** Without `@`. Public, changed at will and taken over by others: it suggests somebody, and proves nobody. */
  username: string | null;
  /** Digits with country code, no `+`; null unless every check passed, and where WhatsApp hides the number. */
  phone: string | null;
  phoneSource: PhoneSource | null;
  /**
   * The page shows a username (or a mask) in place of a number that the database knows. It is in `hiddenPhone`, or in
   * `suggestedPhone` where even that is only suggested: the customer is found by it, and nobody is shown it unmasked.
   */
  numberHidden: boolean;
  /** Digits of a number that every check passed, and WhatsApp hides. For finding the customer and nothing else. */
  hiddenPhone?: string;
  /**
   * Digits of the only one of this name, where something stands in the way of taking its number for the chat's: the agent
   * may, for as long as the chat is open.
   */
  suggestedPhone?: string;
  /** The title; null where it is none, or no name but WhatsApp's word for somebody without any. */
  displayName: string | null;
  kind: ChatKind | null;
  /** Of a group, where known. */
  groupSize: number | null;
  isBusiness: boolean;
  confidence: Confidence | null;
  reasons: Reason[];
  /** Raised at every change of chat; grows over reloads and re-injections too (it starts at the clock's ms). */
  epoch: number;
}
