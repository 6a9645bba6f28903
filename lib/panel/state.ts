import type { AccountId } from '../accounts/account.ts';
import type { Capabilities } from '../crm/port.ts';
import type { Draft, DraftPlace, Whose } from '../drafts/draft.ts';
import type { AppErrorData } from '../errors/app-error.ts';
import type {
  Card,
  CatalogueView,
  DeviceTrouble,
  DraftsChange,
  FirstPage,
  Habits,
  Layout,
  OrdersView,
  ReminderView,
  Setup,
  TabView,
  WriteView,
} from '../session/shapes.ts';
import type { PanelView } from './view.ts';

/** Whether the panel hears the content script of the tab it stands beside. */
type Hearing =
  /** The tab is not WhatsApp. */
  | 'elsewhere'
  /** Asked, not answered yet. */
  | 'connecting'
  | 'connected'
  /** Nobody there: the tab was open before the extension, or the extension was reloaded under it. */
  | 'lost';

/** Whose card is looked at beside the chat of somebody else, and beside which. */
export interface Aside extends Whose {
  tabId: number | null;
  documentId: string | null;
  epoch: number;
  /** Through which connection, and what that can do; null: not read yet. */
  read: { connectionId: string; capabilities: Capabilities } | null;
  /** Why the card could not be read. */
  error: AppErrorData | null;
  /** What is drawn in place of the chat's view: fetched with the first look. */
  draw(beside: PanelView, state: PanelState, aside: Aside): PanelView;
}

export interface PanelDraft extends Draft {
  whose: Whose;
  /** Typed or changed in this panel; else as it was read. */
  mine: boolean;
}

/** The mirror of the session beside one tab, and what only the panel knows. */
export interface PanelState {
  tabId: number | null;
  hearing: Hearing;
  /** The browser keeps Chatside from WhatsApp Web itself, so that no tab can be told from another. */
  barred: boolean;
  /** The content script's word: whatever is older, or of another document, is of a chat that was left. */
  documentId: string | null;
  epoch: number;
  setup: Setup | null;
  device: DeviceTrouble | null;
  tab: TabView | null;
  /** By session key. */
  cards: Record<string, Card>;
  orders: Record<string, OrdersView>;
  catalogues: Record<string, CatalogueView>;
  writes: WriteView[];
  /** Submissions that were taken and go by no write's id. */
  past: readonly string[];
  /** Sent to the worker and not yet in its digest. */
  submitted: WriteView[];
  /**
   * Further timeline pages, by {@link keptKey}, for one part with its name behind it: they are not worth the
   * session's room. Where the first page had no room there either, they begin with it.
   */
  olderEvents: Record<string, FirstPage>;
  /** By {@link keptKey} of whose they are, and place; null: settled here, whatever was kept. */
  drafts: Record<string, Partial<Record<DraftPlace, PanelDraft | null>>>;
  /** What lies on the disk beside those, typed in another window at the same places; by {@link keptKey}. */
  otherDrafts: Record<string, PanelDraft[]>;
  /** The worker's last word on whose drafts were changed; null: none yet. */
  draftsTold: DraftsChange | null;
  reminders: ReminderView[];
  aside: Aside | null;
  habits: Habits;
  /** As the agent arranged it in this panel: an older echo from the worker does not undo it. */
  layout: Layout | null;
  /** Epoch ms when the browser said that the network went; null: it says that there is one. Its word alone is no proof. */
  offlineSince: number | null;
  /** The worker did not answer the last command, nor when it was asked again. */
  unanswered: boolean;
  now: number;
}

/** Of what only the panel knows about a customer: another company's customer of that id has another one. */
export const keptKey = (accountId: AccountId, customerId: string): string => `${accountId} ${customerId}`;

export const initialState: PanelState = {
  tabId: null,
  hearing: 'connecting',
  barred: false,
  documentId: null,
  epoch: 0,
  setup: null,
  device: null,
  tab: null,
  cards: {},
  orders: {},
  catalogues: {},
  writes: [],
  past: [],
  submitted: [],
  olderEvents: {},
  drafts: {},
  otherDrafts: {},
  draftsTold: null,
  reminders: [],
  aside: null,
  habits: { order: [], folded: [], recentTags: {} },
  layout: null,
  offlineSince: null,
  unanswered: false,
  now: 0,
};
