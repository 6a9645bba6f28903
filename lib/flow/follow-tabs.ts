/** What each tab shows, as its content script says. */
import { createQueue } from '../concurrency/in-turn.ts';
import { chatName } from '../session/chat-name.ts';
import type { Setup } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import type { Detection } from '../whatsapp/detection.ts';
import type { LookUps } from './look-ups.ts';
import type { ShownChats } from './shown-chats.ts';
import type { StartOver } from './start-over.ts';
import { confirmed, isConfirmed, numberOf, shownChat, tabView, withCustomerBefore } from './tab-state.ts';

export function createTabFollower({
  session,
  lookUps,
  shown,
  startOver,
  setup,
}: {
  session: Pick<
    SessionWriter,
    'knownTabs' | 'readTab' | 'showChat' | 'updateTab' | 'removeTab' | 'forgetConnection'
  >;
  lookUps: LookUps;
  shown: Pick<ShownChats, 'forget'>;
  startOver: StartOver;
  /** Waits for the first set-up of this browser session. */
  setup(): Promise<Setup>;
}) {
  const inTurn = createQueue();

  /** What tabs say is taken in the order in which it came, whatever it has to wait for. */
  function setupInTurn(): Promise<Setup> {
    const asked = setup();
    // Whoever is in turn hears of it.
    asked.catch(() => {});
    return inTurn(() => asked);
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
      const view = await session.showChat(
        tabId,
        shownChat({ documentId, detection }, current),
        (was, known) => {
          const isSame = was?.documentId === documentId;
          if (was && (isSame ? detection.epoch < was.epoch : !first)) return null;
          const before = was?.detection.account;
          accountChanged = Boolean(before && detection.account && before !== detection.account);
          if (was && isConfirmed(was, documentId, detection))
            return { ...was, detection: confirmed(detection) };
          const now = tabView(documentId, detection, current, known);
          return isSame ? withCustomerBefore(now, was) : now;
        },
      );
      if (!view) return;
      if (accountChanged) {
        await startOver(async () => {
          for (const connection of current.connections) await session.forgetConnection(connection.id);
        });
        return;
      }
      lookUps.ask(tabId, view);
    },

    /** The agent says whose chat it is by its name. `chat`: see `chatName`. */
    async confirmName(chat: string): Promise<void> {
      const current = await setup();
      for (const tabId of await session.knownTabs()) {
        const view = await session.updateTab(tabId, (was) => {
          if (!was || chatName(was) !== chat || was.detection.suggestedPhone === undefined) return null;
          return tabView(was.documentId, confirmed(was.detection), current, { match: null, hasCard: false });
        });
        if (view && numberOf(view.detection) !== null) lookUps.ask(tabId, view);
      }
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

    async tabClosed(tabId: number): Promise<void> {
      shown.forget(tabId);
      await session.removeTab(tabId);
    },
  };
}
