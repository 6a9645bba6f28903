/**
 * From "this chat is open" to "this customer is on the screen". Lives in the worker and keeps no fact to itself: what
 * a tab shows is in the session, whom a chat belongs to is in the session and in the links.
 *
 * What is known is painted first; when it is older than a minute it is read again and replaced in place. An answer is
 * filed under its number and its customer, and a tab takes it only while it still shows that chat. What the agent
 * decides stands: no answer is filed that was asked for before it (`order.ts`).
 */
import type { AccountId } from '../accounts/account.ts';
import type { CrmAdapter } from '../crm/port.ts';
import type { Links } from '../matching/links.ts';
import { chatName } from '../session/chat-name.ts';
import type { Found, Setup } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import { createAnswers } from './answers.ts';
import { createCatalogues } from './catalogues.ts';
import { createDecisions } from './decisions.ts';
import { createCardFile } from './file-cards.ts';
import type { Merge } from './follow-merge.ts';
import { createTabFollower } from './follow-tabs.ts';
import { lookupDeadline } from './freshness.ts';
import { createLandedWrites } from './landed-writes.ts';
import { createLookAtCard } from './look-at-card.ts';
import { createLookUps } from './look-ups.ts';
import { createOrder } from './order.ts';
import { createOrderDesk, type OrderShop } from './order-desk.ts';
import { searchCustomers } from './search-customers.ts';
import { createShownChats } from './shown-chats.ts';
import { createStartOver } from './start-over.ts';

export interface ChatFollowerDeps {
  session: SessionWriter;
  links: Links;
  /** Throws `NOT_CONFIGURED`. */
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** Whose a connection is. Throws `NOT_CONFIGURED`. */
  accountOf(connectionId: string): Promise<AccountId>;
  /** Waits for the first set-up of this browser session. */
  setup(): Promise<Setup>;
  /** The origin pattern to ask access for, of a connection whose host is not allowed. */
  accessPattern(connectionId: string): Promise<string | null>;
  /** The back end answered, or failed: what it can do may have changed with that, and what troubles it. */
  onAnswer(): Promise<void>;
  /** The back end has whom the agent chose under another id: what is kept under the one is the other's. */
  onRenamed(merge: Merge): void;
  /** Where orders are read. */
  orderShops?(): Promise<readonly OrderShop[]>;
  now(): number;
}

export type ChatFollower = ReturnType<typeof createChatFollower>;

export function createChatFollower(deps: ChatFollowerDeps) {
  const { session } = deps;
  const order = createOrder(deps.now);
  const cards = createCardFile({ session, order });
  const shown = createShownChats(session);
  const catalogues = createCatalogues({ ...deps, order });
  const answers = createAnswers({ ...deps, order, cards, catalogues, shown });
  const lookUps = createLookUps({ ...deps, order, catalogues, answers, shown });
  const decisions = createDecisions({ ...deps, order, answers, lookUps, shown });
  const orders = createOrderDesk({
    session,
    order,
    shops: deps.orderShops ?? (async () => []),
    now: deps.now,
  });
  const startOver = createStartOver({ ...deps, order, catalogues, lookUps });
  const tabs = createTabFollower({ ...deps, lookUps, shown, startOver });

  return {
    startOver,
    ...tabs,
    orders,
    ...createLandedWrites({ ...deps, order, cards, answers, decisions, shown }),
    lookAtCard: createLookAtCard({ ...deps, order, answers }),
    readCatalogue: catalogues.read,
    async chatChanged(...said: Parameters<typeof tabs.chatChanged>): Promise<void> {
      await tabs.chatChanged(...said);
      await orders.letGo();
    },

    async tabClosed(tabId: number): Promise<void> {
      await tabs.tabClosed(tabId);
      await orders.letGo();
    },

    async refresh(connectionId: string, chat: string): Promise<void> {
      await lookUps.refresh({ connectionId, chat });
      // Beside the card, which is waited for by nobody who asks for orders.
      void orders.refresh(connectionId, (view) => chatName(view) === chat).catch(() => {});
    },

    link: decisions.link,
    reject: decisions.reject,

    async search(connectionId: string, text: string, from: string | null = null): Promise<Found> {
      const adapter = await deps.adapterFor(connectionId);
      return searchCustomers(adapter, text, from, AbortSignal.timeout(lookupDeadline));
    },
  };
}
