/**
 * What lies in `storage.session`: the screen's truth. The worker is the only writer, the panel mirrors it. Plain JSON.
 *
 * | key | holds |
 * | --- | --- |
 * | `setup` | which connections there are, what the active one can do, preferences |
 * | `tab:<tabId>` | what the panel beside this tab shows |
 * | `latest` | the keys behind the tab that changed last: what a panel that opens most likely needs |
 * | `match:<connection>:<chat>` | whom a number or a chat belongs to, and when that was asked |
 * | `customer:<connection>:<id>` | one card, without its timeline |
 * | `timeline:<connection>:<id>` | the first page of it, packed; goes before any card does |
 * | `orders:<connection>:<id>` | their orders by source, packed |
 * | `catalogue:<connection>` | tags, stages, fields, packed |
 * | `seen:<account>` | names of tags and stages that stood on customers |
 * | `used:<key>` | epoch ms at which what lies under the key was last on a screen: what is used least goes first |
 * | `habits` | folded sections, their order, recent tags |
 * | `device` | what troubles this device itself: it can't be read or written, or some of it never again |
 * | `drafts` | whose drafts changed last: what they say stays on the disk |
 * | `reminders` | what is to be done for whatever customer, the most urgent first, packed |
 * | `outbox` | a digest of the writes under way; IndexedDB is the truth and wins |
 */
import type { AccountId } from '../accounts/account.ts';
import type { AbsentAccount, AccountQuestion } from '../accounts/accounts.ts';
import type { Catalogue, Customer, TimelinePage } from '../crm/model.ts';
import type { Capabilities, Change } from '../crm/port.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { Order } from '../orders/model.ts';
import type { MatchReason } from '../phone/match-reason.ts';
import type { Preferences, Provider } from '../settings/schema.ts';
import type { Detection } from '../whatsapp/detection.ts';

interface ConnectionView {
  id: string;
  name: string | null;
  provider: Provider;
  /** Named by policy: shown as locked. */
  managed: boolean;
  /** Whose it is; null while that is asked, or its credentials are not complete. */
  accountId: AccountId | null;
}

export interface Setup {
  enabled: boolean;
  connections: ConnectionView[];
  /** Whether a connection is still the company it was: until that is answered it is not used. */
  questions: AccountQuestion[];
  /** What may wait for an account that no connection stands for. */
  absent: AbsentAccount[];
  active: {
    id: string;
    accountId: AccountId;
    capabilities: Capabilities;
    /** The key of the field that takes the username of a chat, at the agent's press. */
    usernameField?: string;
    /** What holds up its requests time and again, while it does. */
    trouble?: AppErrorData;
  } | null;
  preferences: Preferences;
  /** Where orders are read; absent: nowhere. */
  orders?: OrderSourceView[];
  /** The company's own pages; absent: none. */
  embeds?: OrderSourceView[];
}

/** A source of orders, or a page, as the panel names it. */
export interface OrderSourceView {
  id: string;
  name: string;
}

/** What a source said of one customer. Times are epoch ms. */
export interface SourceOrders {
  orders: Order[];
  /** For the next page; null: there is none, or no room for it. */
  next: string | null;
  /** The shop has more of them than are kept. */
  isCut: boolean;
  /** When the question left that `orders` answer; null: none was answered. */
  readAt: number | null;
  /** When the last one left. */
  askedAt: number;
  /** Why the last one was not answered. */
  error: AppErrorData | null;
  /** The origin pattern to ask for. */
  needsAccess: string | null;
}

/** By source. */
export type OrdersView = Record<string, SourceOrders>;

/** The states the worker decides. The panel adds `not-whatsapp` and `disconnected`, which only it can see. */
export type TabState =
  | 'no-chat'
  | 'waiting'
  | 'signed-out'
  | 'inactive'
  | 'group'
  | 'channel'
  | 'self'
  | 'system'
  | 'loading'
  | 'ready'
  | 'confirm'
  | 'choose'
  | 'not-found'
  | 'hidden-number'
  | 'name-only'
  | 'unreadable'
  | 'layout-changed'
  | 'needs-access'
  | 'error'
  | 'not-configured';

/** Somebody the agent may choose or confirm. */
export interface CandidateView {
  customerId: string;
  name: string | null;
  stored: string;
  reason: MatchReason | 'search' | 'linked' | 'username';
  /** Names of tags, where they were read: they tell namesakes apart. */
  tags?: string[];
  /** What else tells namesakes apart: by what they go elsewhere, and with whom they are in touch. */
  marks?: string[];
}

/** Whom a search found. */
export interface Found {
  people: CandidateView[];
  /** Not everybody was gone through: so many people were, or accounts of the company, and `from` is where to go on. */
  further?: { from: string; goneThrough: number; of?: 'accounts' };
}

export interface TabView {
  /** The document that spoke last, as its script calls it; epochs are compared within one document alone. */
  documentId: string;
  epoch: number;
  detection: Detection;
  state: TabState;
  connectionId: string | null;
  /** Whose the connection was when this was said: commands name it, so that they reach no other company. */
  accountId: AccountId | null;
  customerId: string | null;
  candidates: CandidateView[];
  /**
   * With `not-found` and `hidden-number`: who has the number, or would be shown for the chat, and of whom the agent said that it
   * is not them.
   */
  rejected?: CandidateView[] | undefined;
  /** With them: the agent's choice for this chat is no longer in the CRM. */
  linkGone?: true | undefined;
  /** With `error`: what went wrong. With `ready`: why the card could not be read anew. */
  error: AppErrorData | null;
  /** With `needs-access`: the origin pattern to ask for. */
  needsAccess: string | null;
}

/** Drafts were put away, given up or forgotten: a panel that shows them reads them again. */
export interface DraftsChange {
  /** Null: everybody's. */
  whose: { accountId: AccountId; customerId: string } | null;
  /** The draft that was put away: whoever typed it has it. */
  wrote: string | null;
  /** None is left: not what a window has in hand either. */
  forgotten?: true;
  /** Unlike any before, so that the same change again is one. */
  turn: string;
}

/** The first page of a timeline. */
export interface FirstPage extends TimelinePage {
  /** It is too long to lie here, so it has no events: epoch ms at which that was found. */
  leftOut?: number;
}

export interface Card {
  customer: Customer;
  /** Epoch ms at which the question left that this answers: for its age. What is newer is not told by it. */
  readAt: number;
  /** The first page, once read; it lies under a key of its own. */
  timeline: FirstPage | null;
}

/** A card as it lies under its key. */
export type StoredCard = Omit<Card, 'timeline'>;

/** Names of tags and stages that stood on customers, where no interface of the back end lists them. */
export interface Seen {
  tags: string[];
  stages: string[];
}

export interface CatalogueView {
  catalogue: Catalogue;
  readAt: number;
}

export interface Match {
  /** Null: asked, and nobody has this number. */
  customerId: string | null;
  candidates: CandidateView[];
  /** Where nobody is left: who has this number, and was rejected by the agent. */
  rejected?: CandidateView[];
  /** Where nobody is left: the one whom the agent chose is no longer there. */
  linkGone?: true;
  readAt: number;
  /** The chat's lasting name, where it was known when this was asked: by another, or by more, it may be another's. */
  lid?: string;
  /** The username by which the candidates were found. */
  handle?: string;
  /** Digits of the number by which it was asked, where WhatsApp hides that: with another it means nothing. */
  by?: string;
}

/** Whom a change is for, as the agent knew them when it was made: for where the customer's card is not at hand. */
export interface Person {
  name: string | null;
  /** `+` and digits; null where WhatsApp showed none. */
  phone: string | null;
}

export type WriteState = 'waiting' | 'sending' | 'done' | 'failed' | 'unknown';

/** One write as the panel shows it. */
export interface WriteView {
  id: string;
  accountId: AccountId;
  /** For `create`: the number it is for, as `phone:<e164>`, or the name of the chat that hides it. */
  customerId: string;
  change: Change;
  /** Left out: not known, of a row of an earlier version. */
  person?: Person;
  state: WriteState;
  /** Epoch ms. */
  createdAt: number;
  doneAt: number | null;
  /** Epoch ms until which "Undo" is offered; null: never. */
  undoUntil: number | null;
  /** Of what waits: it may be there already, so it is not taken back before it is saved. */
  mayHaveLanded?: true;
  /**
   * Of what waits: it does so for one before it that waits for the agent's decision, or for one that is not settled, or
   * may still land on top of it.
   */
  behind?: 'undecided' | 'unsettled';
  /** Of what waits and was tried in vain: epoch ms of the next try. */
  nextTry?: number;
  /** Of what is being sent: its answer was lost, and it is looked for. */
  confirming?: true;
  /** Of what is done: the card has it, where there is one, and whatever left later may say otherwise. */
  inCard?: true;
  /** Of what failed since a colleague changed the same thing: the change from what is there now. */
  conflict?: Change;
  /** It takes an earlier one back. */
  undoes?: true;
  /** Of what is done: so many changes went as this one, and are undone as one. */
  together?: number;
  error: AppErrorData | null;
}

/** What is still to be done for somebody, whose card need not be at hand. */
export interface ReminderView {
  accountId: AccountId;
  connectionId: string;
  customerId: string;
  todoId: string;
  name: string | null;
  /** `+` and digits. */
  phone: string | null;
  summary: string | null;
  /** Epoch ms. */
  dueAt: number;
  /** The back end lets it be marked as done. */
  canSettle: boolean;
}

export interface OutboxDigest {
  writes: WriteView[];
  /** Submissions that were accepted and go by no write's id: folded into a newer one, taken back or given up. */
  past?: string[];
}

/** What troubles this device itself, whoever the chat is with. */
export interface DeviceTrouble {
  /** Why what is kept here can't be read or written, while it can't. */
  error: AppErrorData | null;
  /** What is kept here and can never be read again, and how much of it is changes that were not saved. */
  lost: { entries: number; writes: number } | null;
}

/** How the card's sections stand. */
export interface Layout {
  /** Section ids; one that is not named stands where it usually does. */
  order: string[];
  folded: string[];
  /** Own pages that stand open, by id: they are folded unless the agent opened them. */
  open?: string[];
}

export interface Habits extends Layout {
  /** By account: tag ids, last used first. */
  recentTags: Record<string, string[]>;
}

export const keys = {
  setup: 'setup',
  habits: 'habits',
  outbox: 'outbox',
  device: 'device',
  drafts: 'drafts',
  reminders: 'reminders',
  latest: 'latest',
  tab: (tabId: number) => `tab:${tabId}`,
  match: (connectionId: string, chat: string) => `match:${connectionId}:${chat}`,
  customer: (connectionId: string, customerId: string) => `customer:${connectionId}:${customerId}`,
  timeline: (connectionId: string, customerId: string) => `timeline:${connectionId}:${customerId}`,
  orders: (connectionId: string, customerId: string) => `orders:${connectionId}:${customerId}`,
  catalogue: (connectionId: string) => `catalogue:${connectionId}`,
  seen: (accountId: AccountId) => `seen:${accountId}`,
  used: (key: string) => `used:${key}`,
} as const;
