/** What the panel's components get, whole: data in, events out. Made by the selectors from the mirror of the session. */
import type { AbsentAccount, AccountQuestion } from '../accounts/accounts.ts';
import type { Agent, Catalogue, Customer, FieldValue, TimelinePage } from '../crm/model.ts';
import type { Change, LookupKind, LookupOption, TimelinePart } from '../crm/port.ts';
import type { CreateDraft, Draft, NoteDraft, ReasonDraft, Whose } from '../drafts/draft.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { InsertionResult } from '../insertion/insertion-result.ts';
import type { RepliesUsed } from '../replies/search.ts';
import type {
  CandidateView,
  Card,
  DeviceTrouble,
  Found,
  Layout,
  OrdersView,
  ReminderView,
  Setup,
  TabState,
  WriteView,
} from '../session/shapes.ts';
import type { QuickReply } from '../settings/quick-reply.ts';
import type { ChatKind, InactiveReason } from '../whatsapp/detection.ts';

export interface ChatView {
  displayName: string | null;
  /** `+` and digits; null when hidden or not known. */
  phone: string | null;
  /** Without its `@`; null: WhatsApp shows none. */
  username: string | null;
  /** Masked for good, where WhatsApp hides the number by which the customer was looked for. */
  hiddenPhone: string | null;
  /**
   * `+` and digits of the only one of this name, where the agent has to say that it is who the chat is with; masked for
   * good where WhatsApp hides the number.
   */
  suggestedPhone: string | null;
  /** What is remembered of the chat, and whoever is created for it, goes by this; null while only its title is known. */
  key: string | null;
  kind: ChatKind | null;
  groupSize: number | null;
  isBusiness: boolean;
  /** No message said whose chat this is, only its name, which nobody else has. */
  byName: boolean;
  /** For "copy diagnostics": stable words, nothing personal. */
  reasons: string[];
}

/** What waits for an account that no connection stands for. */
export interface StrandedAccount extends AbsentAccount {
  writes: WriteView[];
}

export interface QuestionView extends AccountQuestion {
  connection: Setup['connections'][number];
  /** Changes that wait for the answer. */
  held: number;
}

/** Which of its pictures the panel shows: the tab's, or that it stands beside no tab it could speak of. */
/** `aside`: somebody is looked at whom the chat is not with. */
export type ViewState = TabState | 'not-whatsapp' | 'disconnected' | 'aside';

export interface PanelView {
  state: ViewState;
  /** Which opening of a chat, or of none, all this is of: another one has another. */
  opening: string;
  /** With `aside`: what would be shown of the chat beside. */
  beside?: ViewState;
  /** With `inactive`: what stands in place of WhatsApp. */
  inactive: InactiveReason | null;
  setup: Setup | null;
  /** What troubles this device itself; null: nothing. */
  device: DeviceTrouble | null;
  chat: ChatView | null;
  card: Card | null;
  /** The card's customer with the agent's own unfinished writes applied: what is drawn. */
  customer: Customer | null;
  /** The timeline with what was read of one part of it; absent while nothing was. */
  timelineParts: Partial<Record<TimelinePart, TimelinePage>>;
  catalogue: Catalogue | null;
  /** What was read of orders since the panel was opened, by session key. */
  orders: Readonly<Record<string, OrdersView>>;
  candidates: CandidateView[];
  /** Who has the chat's number, and of whom the agent said that it is not them. */
  rejected: CandidateView[];
  /** The agent's choice for this chat is no longer in the CRM. */
  linkGone: boolean;
  error: AppErrorData | null;
  needsAccess: string | null;
  /** The writes of this customer (or of this number, while being created), oldest first. */
  writes: WriteView[];
  /** The writes of every customer of every connection, oldest first. */
  everywhere: WriteView[];
  /** What is to be done for whatever customer, the most urgent first. */
  reminders: readonly ReminderView[];
  /** Not saved, of whatever customer, of accounts that no connection stands for. */
  stranded: StrandedAccount[];
  /** Connections of which it is asked whether they are the company they were. */
  questions: QuestionView[];
  /** `live`: read within the freshness limit; `cached`: shown with its age. */
  fresh: 'cached' | 'live';
  offline: boolean;
  /** What was typed and not saved, kept per customer, over switches and restarts. */
  noteDraft: NoteDraft;
  /** By key. */
  fieldDrafts: Record<string, FieldValue>;
  /** The form for a new customer, as it was left. */
  createDraft: CreateDraft | null;
  reasonDraft: ReasonDraft | null;
  /** What was typed in another window into a box that says something else here. */
  otherDrafts: readonly Draft[];
  layout: Layout;
  /** Ids of this connection's tags, last used first. */
  recentTags: readonly string[];
  /** Why the page was read as it was, where that is not a chat: for "copy diagnostics". Nothing personal. */
  reasons: string[];
  /** Epoch ms; moves on so that ages and undo windows are redrawn. */
  now: number;
}

/** What became of a press of "Insert reply"; `refused`: it was not tried. */
export type Inserted = InsertionResult | 'refused';

export interface QuickReplies {
  /** The company's own first. */
  replies: QuickReply[];
  used: RepliesUsed;
  /** What the agent is called, where the connection says so. */
  agent: string | null;
}

/** What is done with quick replies. */
export interface ReplyEvents {
  /** Rejects with `AppErrorData`. */
  read(): Promise<QuickReplies>;
  /** `present`: the replies that there are. */
  countUse(replyId: string, present: readonly QuickReply[]): void;
  /** Into WhatsApp's box, never sent. `shown`: beside which opening, and with whose facts, it was seen. */
  insert(
    text: string,
    shown: { opening: string; customerId: string | null },
    atCursor: boolean,
  ): Promise<Inserted>;
}

export interface PanelEvents {
  refresh(): void;
  /**
   * Somebody's card, only to look at, beside whichever chat is open: until that is left, or the agent goes back. Where
   * it is meant for one opening alone, beside no other.
   */
  lookAt(whose: Whose, opening?: string): void;
  leaveAside(): void;
  submit(change: Change): void;
  /** It is done, whoever the chat beside is with. */
  settleReminder(reminder: ReminderView): void;
  undo(writeId: string): void;
  retry(writeId: string): void;
  closeWrite(writeId: string, as: 'there' | 'dropped'): void;
  /** Hands these changes to the agent as a file. */
  downloadWrites(writes: readonly WriteView[], company: string): void;
  /** @param from where the part before ended, of a search that has more. */
  search(text: string, from?: string): Promise<Found>;
  /** Somebody of the chat's company; throws `AppError`. */
  read(customerId: string): Promise<Customer>;
  /** Who a customer can be assigned to. */
  agents(): Promise<Agent[]>;
  /** Regions inside one of the kind before; null for the first kind. */
  lookups(kind: LookupKind, parent: string | null): Promise<LookupOption[]>;
  /** The chat is with whom it is likely to be by its name. */
  confirmName(): void;
  link(customerId: string): void;
  /** The chat is none of these customers. */
  reject(customerIds: string[]): void;
  selectConnection(connectionId: string): void;
  /** Whether a connection that is asked about is still the company it was. */
  answerCompany(connectionId: string, same: boolean): void;
  draftNote(note: NoteDraft): void;
  /** Keeps what is typed into a field of the customer; null: it is saved or given up. */
  draftField(key: string, draft: { value: FieldValue } | null): void;
  draftCreate(form: CreateDraft): void;
  draftReason(reason: ReasonDraft | null): void;
  /** The draft of another window changes places with what stands in its box here. */
  useDraft(draftId: string): void;
  discardDraft(draftId: string): void;
  /** Folds sections, or puts them in another order. */
  arrange(layout: Layout): void;
  /** Drops what this device remembers of the customer (links, draft, card); nothing changes in the CRM. Ask first. */
  forget(): void;
  /** Earlier events; of one part alone where it is named, and its newest at first. Rejects with `AppErrorData`. */
  moreTimeline(part?: TimelinePart): Promise<void>;
  /**
   * Has the orders of the customer read where they are old; `anew`: of this source, whatever is known. Both reject with
   * `AppErrorData`.
   */
  readOrders(anew: string | null): Promise<void>;
  moreOrders(sourceId: string): Promise<void>;
  /** Where an own page is opened for the customer. Rejects with `AppErrorData`. */
  embedAddress(embedId: string): Promise<string>;
  replies(): Promise<ReplyEvents>;
  openOptions(): void;
  backToWhatsApp(): void;
  reloadTab(): void;
  /** Must be called in the click itself: the browser asks for access. */
  allowAccess(pattern: string): void;
  /** Takes away what is kept on this device and can never be read again. Ask first. */
  discardLost(): void;
  /** A masked number was uncovered: to be logged on this device. */
  revealPhone(): void;
}

/** Dimmed and switched off: the last customer beside another page or a WhatsApp that does not show itself, or one who is only looked at. */
export const isAside = ({ state, customer, setup }: PanelView): boolean =>
  (state === 'not-whatsapp' || state === 'inactive' || state === 'aside') &&
  customer !== null &&
  setup?.active !== null;
