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
import type { CandidateView, Setup, TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Detection } from '../whatsapp/detection.ts';
import { createAnswers } from './answers.ts';
import { createCatalogues } from './catalogues.ts';
import { createDecisions } from './decisions.ts';
import { createCardFile } from './file-cards.ts';
import { lookupDeadline } from './freshness.ts';
import { createLandedWrites } from './landed-writes.ts';
import { createLookUps } from './look-ups.ts';
import { createOrder } from './order.ts';
import { searchCustomers } from './search-customers.ts';
import { createShownChats } from './shown-chats.ts';
import { tabView } from './tab-state.ts';

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
  /** The back end was asked: what it can do may have changed with that, and what troubles it. */
  asked(): Promise<void>;
  now(): number;
}

export type ChatFollower = ReturnType<typeof createChatFollower>;

export function createChatFollower(deps: ChatFollowerDeps) {
  const { session, adapterFor, setup } = deps;
  const order = createOrder(deps.now);
  const cards = createCardFile({ session, order });
  const shown = createShownChats(session);
  const catalogues = createCatalogues({ ...deps, order });
  const answers = createAnswers({ ...deps, order, cards, catalogues, shown });
  const lookUps = createLookUps({ ...deps, order, catalogues, answers, shown });
  const decisions = createDecisions({ ...deps, order, answers, lookUps, shown });
  const { written, asWriter } = createLandedWrites({ ...deps, order, cards, answers, decisions });

  let heard: Promise<unknown> = Promise.resolve();
  /** What tabs say is taken in the order in which it came, whatever it has to wait for. */
  function setupInTurn(): Promise<Setup> {
    const mine = Promise.all([setup(), heard]).then(([current]) => current);
    heard = mine.catch(() => {});
    return mine;
  }

  /**
   * `change` makes whatever is known, or on its way, a thing of the past: the set-up, the account, what was forgotten.
   * Afterwards every tab is judged anew.
   */
  async function startOver(change: () => Promise<void>): Promise<void> {
    try {
      await order.decideAll(change);
    } finally {
      catalogues.letGo();
      lookUps.letGo();
      const current = await setup();
      for (const tabId of await session.knownTabs()) await reconsiderTab(tabId, current);
    }
  }

  async function reconsiderTab(tabId: number, current: Setup): Promise<void> {
    const shows = await session.readTab(tabId);
    if (!shows) return;
    const view = await session.showChat(tabId, chatOf(shows, current), (was, known) =>
      // Meanwhile the tab may have gone on; then it was judged by the new set-up already.
      was?.documentId === shows.documentId && was.epoch === shows.epoch
        ? tabView(was.documentId, was.detection, current, known)
        : null,
    );
    if (view) lookUps.ask(tabId, view);
  }

  return {
    /**
     * The content script of a tab spoke. What is older than what the tab shows is dropped: of the same document by its
     * epoch; of another by its not being the first that is heard of it, since one that was left has been heard before.
     */
    async chatChanged(
      tabId: number,
      documentId: string,
      detection: Detection,
      first: boolean,
    ): Promise<void> {
      const current = await setupInTurn();
      let accountChanged = false;
      const view = await session.showChat(tabId, chatOf({ documentId, detection }, current), (was, known) => {
        const isSame = was?.documentId === documentId;
        if (was && (isSame ? detection.epoch < was.epoch : !first)) return null;
        const before = was?.detection.account;
        accountChanged = Boolean(before && detection.account && before !== detection.account);
        return tabView(documentId, detection, current, known);
      });
      if (!view) return;
      if (accountChanged) {
        await startOver(async () => {
          for (const connection of current.connections) await session.forgetConnection(connection.id);
        });
        return;
      }
      lookUps.ask(tabId, view);
    },

    /** A chat is about to be named: what every one needs is read ahead. */
    async prepare(): Promise<void> {
      await setup();
    },

    /** Somebody looks, or the worker has just started: what is old or was cut off is asked for again. */
    async bringUpToDate(): Promise<void> {
      for (const tabId of await session.knownTabs()) {
        const view = await session.readTab(tabId);
        if (view) lookUps.ask(tabId, view);
      }
    },

    startOver,
    readCatalogue: catalogues.read,
    refresh: (connectionId: string, chat: string): Promise<void> => lookUps.refresh({ connectionId, chat }),
    link: decisions.link,
    reject: decisions.reject,
    asWriter,
    written,

    async search(connectionId: string, text: string): Promise<CandidateView[]> {
      const adapter = await adapterFor(connectionId);
      return searchCustomers(adapter, text, AbortSignal.timeout(lookupDeadline));
    },

    async tabClosed(tabId: number): Promise<void> {
      shown.forget(tabId);
      await session.removeTab(tabId);
    },
  };
}

function chatOf(
  view: Pick<TabView, 'documentId' | 'detection'>,
  { active }: Setup,
): { connectionId: string; name: string } | null {
  const name = chatName(view);
  return active && name ? { connectionId: active.id, name } : null;
}
