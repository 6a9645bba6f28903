/**
 * Every message that crosses a boundary: what goes in, what comes out. Who may send it, and the schema it is checked
 * against, stand in `rules.ts`. Pages name no tab; tab and document come from the sender.
 */
import type { AccountId } from '../accounts/account.ts';
import type { AccountQuestion } from '../accounts/accounts.ts';
import type { Company } from '../crm/company.ts';
import type { Tested } from '../crm/connection-test.ts';
import type { Agent, TimelinePage } from '../crm/model.ts';
import type { Change, LookupKind, LookupOption, TimelinePart } from '../crm/port.ts';
import type { TagChange } from '../crm/tag-admin.ts';
import type { Draft, DraftPlace, Whose } from '../drafts/draft.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type { TagsView } from '../flow/administer-tags.ts';
import type { OrderQuestion } from '../flow/asked-customer.ts';
import type { LinkDecision, RejectDecision } from '../flow/decisions.ts';
import type { ReplyInsertion } from '../flow/insert-reply.ts';
import type { CardLook } from '../flow/look-at-card.ts';
import type { InsertionResult } from '../insertion/insertion-result.ts';
import type { Exchange } from '../orders/exchange.ts';
import type { OrderCustomer } from '../orders/model.ts';
import type { Found, Layout, Person } from '../session/shapes.ts';
import type { SettingsProblem } from '../settings/problems.ts';
import type { QuickReply } from '../settings/quick-reply.ts';
import type { SettingsView } from '../settings/settings-service.ts';
import type { Detection } from '../whatsapp/detection.ts';

/** Who a message may come from. */
export type Sender = 'whatsapp' | 'sidepanel' | 'options';

/**
 * `chat`: a number as `phone:<e164>`, a chat without one as `chat:<account>:<chatId>`, one of which only the title is
 * known as `open:<document>:<epoch>`.
 */
interface Messages {
  /**
   * The open chat changed, or is now better known. `documentId`: what the script calls its document, anew each time it
   * begins to watch; `first`: nothing was heard of that one yet.
   */
  'chat.changed': { input: { documentId: string; detection: Detection; first: boolean }; output: null };
  /** The chat that was open is not any more: a worker that sleeps starts while the page finds out whose is next. */
  'chat.left': { input: null; output: null };
  /** Somebody looks: bring what is shown up to date. */
  'panel.opened': { input: null; output: null };
  /** Read anew, whatever the cache says. */
  'customer.refresh': { input: { connectionId: string; chat: string }; output: null };
  /** A chat of which only the title is known is with whom it is likely to be: for as long as it is open. */
  'name.confirm': { input: { chat: string }; output: null };
  /** Somebody's card, who need not be whom any chat is with: only to look at. */
  'customer.read': { input: Whose; output: CardLook };
  'customer.search': {
    input: { connectionId: string; text: string; from?: string | undefined };
    output: Found;
  };
  /** This chat is this customer: remembered. */
  'link.set': { input: LinkDecision; output: null };
  /** This chat is none of these customers: remembered together, or not at all. */
  'link.reject': { input: RejectDecision; output: null };
  /**
   * Has the orders of a customer whom a tab shows in the session, read anew where they are old; answered when each source
   * has. `sourceId`: that source alone; null: all.
   */
  'orders.read': { input: OrderQuestion & { anew: boolean; sourceId: string | null }; output: null };
  /** The next page of one source. */
  'orders.more': { input: OrderQuestion & { sourceId: string }; output: null };
  /**
   * Where a company's own page is opened for a customer whom a tab shows. `UNSUPPORTED`: too little is known of them;
   * `NOT_CONFIGURED`: what signs the address is missing; `NOT_FOUND`: no tab shows them, or there is no such page.
   */
  'embed.address': { input: OrderQuestion & { embedId: string }; output: string };
  /** What a source as it is typed asks for somebody, and what it is answered; kept keys are filled in. Judged by the schema. */
  'orders.try': {
    input: { source: unknown; customer: OrderCustomer };
    output: Exchange[] | { problems: SettingsProblem[] };
  };
  /** Quick replies, the company's own first, and what the agent is called in the connection that is in use. */
  'replies.read': { input: null; output: { replies: QuickReply[]; agent: string | null } };
  /**
   * A filled reply into WhatsApp's box, once; nothing is sent. `FORBIDDEN` where inserting is not switched on. The tab is
   * the one that shows this opening of the chat.
   */
  'reply.insert': { input: ReplyInsertion; output: InsertionResult };
  'timeline.page': {
    input: {
      connectionId: string;
      customerId: string;
      cursor: string | null;
      /** Only this part, where the back end can be asked for it. */
      part: TimelinePart | null;
    };
    output: TimelinePage;
  };
  /** Whom a customer can be assigned to. */
  'agents.list': { input: { connectionId: string }; output: Agent[] };
  /** What a form chooses from. */
  'lookups.read': {
    input: { connectionId: string; kind: LookupKind; parent: string | null };
    output: LookupOption[];
  };
  /**
   * Into the outbox, and its draft away; the answer says only that it is kept, or that it was taken long ago. `id` is the
   * draft's, or the sender's own, so a repeat is no second write.
   */
  'change.submit': {
    input: { id: string; accountId: AccountId; change: Change; person?: Person };
    output: 'kept' | 'past';
  };
  'change.undo': { input: { id: string }; output: null };
  /** Send again what failed or is unknown, or at once what waits for its next try: the agent's own decision. */
  'change.retry': { input: { id: string }; output: null };
  /** Give up a failed write, or confirm that an unknown one is there. */
  'change.close': { input: { id: string; as: 'there' | 'dropped' }; output: null };
  /** What the agent typed and did not save. `before`: by what the same one went until their number appeared. */
  'draft.read': { input: Whose & { before?: string }; output: Draft[] };
  /** `draft` null: given up. It takes the place of the drafts called `over`; what else was typed there stays. */
  'draft.write': {
    input: Whose & { place: DraftPlace; draft: Draft | null; over: string[] };
    output: null;
  };
  /** How the card's sections stand: remembered on this device. */
  'layout.save': { input: Layout; output: null };
  /** A masked number was uncovered. `customerId`: the chat, where there is no customer yet. */
  'audit.reveal': {
    input: { connectionId: string; accountId: AccountId; customerId: string };
    output: null;
  };
  /** What was done on this device, as CSV text; numbers are masked where the preference or policy says so. */
  'audit.export': { input: null; output: string };
  /**
   * Forgets what this device remembers of a customer: links, draft, card, match. Changes that wait in the outbox are the
   * agent's and stay, and so does what the outbox knows of those that are done; nothing changes in the CRM.
   */
  'customer.forget': {
    input: { connectionId: string; accountId: AccountId; customerId: string };
    output: null;
  };
  /** The same for every customer of every connection. Settings and the customers kept on this device stay. */
  'device.forget': { input: null; output: null };
  /** The page changed what is kept on this device (tags, stages, fields, a restored backup): show it anew. */
  'device.changed': { input: null; output: null };
  /** What is kept on this device and can never be read again goes. */
  'device.discardLost': { input: null; output: null };
  'connection.select': { input: { connectionId: string }; output: null };
  /** What is in force, secrets as placeholders. */
  'settings.read': { input: null; output: SettingsView };
  /** All of it or nothing. `settings` is judged by the schema, so that errors are answered by path. */
  'settings.save': {
    /** `same`: by connection id, whether it is still the company it was; of those that were asked about. */
    input: { settings: unknown; same?: Record<string, boolean> };
    output: { problems: SettingsProblem[] };
  };
  /** Whether a connection that is asked about is still the company it was. */
  'account.answer': { input: { connectionId: string; same: boolean }; output: null };
  /** Which connections are asked about, and ids that none may get again. */
  'accounts.read': {
    input: null;
    output: { questions: AccountQuestion[]; usedIds: string[]; withNothingKept: string[] };
  };
  /** Tries a connection as it is typed, before it is saved; kept credentials are filled in. Judged by the schema. */
  'connection.test': {
    input: { connection: unknown };
    output: Tested | { problems: SettingsProblem[] };
  };
  /** The company's tags, where the back end lets them be administered. `anew`: whatever is known already. */
  'tags.read': { input: { connectionId: string; anew: boolean }; output: TagsView };
  /** One change of them; the answer is the list with it. */
  'tags.change': { input: { connectionId: string; change: TagChange }; output: TagsView };
  /** What the company keeps beside its customers, where the back end only tells it; kept nowhere. */
  'company.read': { input: { connectionId: string }; output: Company };
}

export type MessageType = keyof Messages;
export type MessageInput<T extends MessageType> = Messages[T]['input'];
export type MessageOutput<T extends MessageType> = Messages[T]['output'];

/** What goes over the wire, and back. */
export interface Envelope<T extends MessageType = MessageType> {
  type: T;
  input: MessageInput<T>;
}
export type Reply<T extends MessageType = MessageType> =
  | { ok: true; output: MessageOutput<T> }
  | { ok: false; error: AppErrorData };
