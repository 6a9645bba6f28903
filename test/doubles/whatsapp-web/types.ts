/**
 * What a test may say to the stand-in's page: `await page.evaluate((id) => window.standIn.open(id), chatId)`.
 * Every command changes the DOM before it returns; where it returns a promise, that is the database catching up.
 */

export type ChatKind = 'person' | 'group' | 'community' | 'channel' | 'broadcast' | 'bot' | 'system' | 'self';

export type ScreenName =
  | 'ready'
  | 'loading'
  | 'signed-out'
  | 'use-here'
  | 'call-elsewhere'
  | 'banned'
  | 'terms'
  | 'unavailable'
  | 'proxy'
  | 'connecting'
  | 'question'
  | 'palette'
  | 'theme-preview'
  | 'updating'
  | 'locked'
  | 'locked-chat'
  | 'wallpaper-preview'
  | 'contact-drawer'
  | 'starred'
  | 'archived'
  | 'search'
  | 'call'
  | 'offline';

/** What the page itself knows of a chat: the truth that a detection is compared with. */
export interface ChatTruth {
  chatId: string;
  /** `…@lid`: whom a person's chat is with; null where they have none. */
  lid: string | null;
  kind: ChatKind;
  /** Digits with country code; null: no reader of the page can know it, or it is hidden. */
  phone: string | null;
  /** Digits of a number that the database holds and the page shows a username in place of. */
  hiddenPhone: string | null;
  /** The conversation's title as it is drawn, emoji as characters, without the "(You)" label. */
  title: string;
  /** Whether the chat is in the chat list (archived, locked and new chats are not). */
  listed: boolean;
  unread: number;
}

export type OpenChat = Pick<ChatTruth, 'chatId' | 'phone' | 'title'>;

/** One thing that happened in the page and was not the app's own drawing. */
export interface LogEntry {
  /** Milliseconds since navigation. */
  at: number;
  /**
   * A DOM event's name (`click`, `keydown`, `input` …); `send`: a message left; `foreign-node`, `foreign-removal`,
   * `foreign-attribute`, `foreign-text`: someone else changed the document; `chunk-push`: someone pushed a webpack
   * chunk; `csp`: the page's policy refused something; `versionchange`, `blocked`, `upgraded`, `deleted`: the database.
   */
  type: string;
  /** The event's own `isTrusted`; true for what is no event. */
  isTrusted: boolean;
  /** The element, as a short selector. */
  target: string;
  detail: string;
}

/** What the app does with a text that comes into its box. */
export type ComposerHabit =
  | 'none'
  | 'ignores-untrusted'
  | 'late' // it says that it takes it, and puts it in after `delay`
  | 'late-unsaid' // the same, and does not say so
  | 'drops-breaks'
  | 'doubles'
  | 'own-cursor'
  | 'loses-focus'
  | 'loses-focus-after' // it ignores events that no person made, and another field has the focus a moment later
  | 'detached' // the box looks as ever, and its editor no longer hears of it
  | 'replaced-before' // the box is another element once it has the focus
  | 'replaced-after'
  | 'other-chat-before' // another chat is open once the box has the focus
  | 'other-chat-after';

/** One event that the page heard. `box`: the chat in whose box; null: anywhere else. */
export interface PageEvent {
  type: string;
  isTrusted: boolean;
  box: string | null;
}

/** The boxes in which one writes, with the switch `composer`. A chat is named by its id. */
export interface Writing {
  habit: ComposerHabit;
  /** ms. */
  delay: number;
  /** All that was sent from a box, in order. */
  readonly sent: { chatId: string; text: string }[];
  /** Everything that was heard. May be emptied with `events.length = 0`. */
  readonly events: PageEvent[];
  /** What the box holds, as it would be sent. */
  text(chatId: string): string;
  /** As the agent would have typed it, the cursor after `from` characters, or the text from there to `to` selected. */
  write(chatId: string, text: string, from?: number, to?: number): void;
}

export interface StandIn {
  /** Resolves when the database is filled and the first screen is drawn. */
  readonly ready: Promise<void>;
  /** In order of time. May be emptied with `log.length = 0`. */
  readonly log: LogEntry[];
  /** Opens a chat, listed or not. Throws when there is no such chat or the screen has no chats. */
  open(chatId: string): void;
  close(): void;
  current(): OpenChat | null;
  chats(): ChatTruth[];
  /** A message arrives. `stored: false` leaves it out of the database. */
  receive(chatId: string, options?: { text?: string; stored?: boolean }): Promise<void>;
  /** Changes the saved name (of a group: the subject); null removes it. */
  rename(chatId: string, name: string | null): Promise<void>;
  /** The contact's number becomes known (digits) or unknown (null). */
  setNumber(chatId: string, digits: string | null): Promise<void>;
  /** Names, numbers or messages that a `late-…` switch held back arrive. */
  arrive(what: 'names' | 'numbers' | 'messages'): Promise<void>;
  /** As if the pointer rested on the chat's row: its conversation is drawn ahead, hidden. */
  hover(chatId: string): void;
  unhover(): void;
  /** Shows a screen. `signed-out` deletes the database, `ready` brings it back. */
  screen(name: ScreenName): Promise<void>;
  /** Raises the database's version, as an update of the app does. `blocked`: someone kept a connection open. */
  upgradeDatabase(): Promise<'done' | 'blocked'>;
  /** Deletes the database under its readers: an orderly reader is closed in the middle of its work. */
  closeDatabase(): Promise<'done' | 'blocked'>;
  /** Another account signs in: other own number, no chat open, the same people. */
  switchAccount(digits: string): Promise<void>;
  /** Null without the switch `composer`. */
  readonly writing: Writing | null;
  /** Names of the databases that the origin holds now. */
  databases(): Promise<string[]>;
  /** Names that appeared on `window` since the app started. */
  newGlobals(): string[];
}

declare global {
  interface Window {
    standIn: StandIn;
  }
}
