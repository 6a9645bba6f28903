/** Which chat each tab shows, as the session has it. Kept here: only what is needed to drop look-ups that nobody waits for. */
import type { Behind } from '../matching/links.ts';
import { chatName, isPassing, lastingName } from '../session/chat-name.ts';
import type { TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';

/** A chat beside one connection's customers. `chat`: see `chatName`. */
export interface ShownChat {
  connectionId: string;
  chat: string;
}

export const lookupKey = ({ connectionId, chat }: ShownChat): string => `${connectionId} ${chat}`;

export type ShownChats = ReturnType<typeof createShownChats>;

export function createShownChats(session: SessionWriter) {
  /** By tab. */
  const keys = new Map<number, string>();

  /** What there is to look up for a tab; null: nothing. */
  function note(tabId: number, view: TabView): ShownChat | null {
    const chat = chatName(view);
    // Of a title alone nothing can be asked; whoever was chosen for it by hand can be read again.
    const isNobody =
      chat !== null &&
      isPassing(chat) &&
      view.customerId === null &&
      view.detection.hiddenPhone === undefined;
    if (!view.connectionId || !chat || isNobody || view.state === 'not-configured') {
      keys.delete(tabId);
      return null;
    }
    const shown = { connectionId: view.connectionId, chat };
    keys.set(tabId, lookupKey(shown));
    return shown;
  }

  const shows = (view: TabView | null, { connectionId, chat }: ShownChat): view is TabView =>
    view?.connectionId === connectionId && chatName(view) === chat;

  async function known(chat: ShownChat, of: (view: TabView) => string | null): Promise<string | null> {
    for (const tabId of await session.knownTabs()) {
      const view = await session.readTab(tabId);
      const found = shows(view, chat) ? of(view) : null;
      if (found !== null) return found;
    }
    return null;
  }

  return {
    note,

    isShown: (key: string): boolean => [...keys.values()].includes(key),

    /** Changes every tab that shows this chat; null: leaves it. */
    async update(chat: ShownChat, change: (view: TabView) => TabView | null): Promise<void> {
      for (const tabId of await session.knownTabs()) {
        await session.updateTab(tabId, (view) => (shows(view, chat) ? change(view) : null));
      }
    },

    /** The chat's lasting name, as the tabs have it that show it; null where none does, or it is not known. */
    lastingName: (chat: ShownChat) => known(chat, lastingName),

    /** Its username, likewise. */
    handle: (chat: ShownChat) => known(chat, ({ detection }) => detection.username),

    /** Digits of the number of this chat that WhatsApp hides, as the tabs have it that show it. */
    hiddenNumber: (chat: ShownChat) => known(chat, ({ detection }) => detection.hiddenPhone ?? null),

    /** By what it goes beside its name, likewise. */
    async behind(chat: ShownChat): Promise<Behind> {
      const lid = await known(chat, lastingName);
      return { lid, hiddenNumber: await known(chat, ({ detection }) => detection.hiddenPhone ?? null) };
    },

    /** Whether a tab shows this chat and has somebody to look up for it. */
    async isWanted(chat: ShownChat): Promise<boolean> {
      let isWanted = false;
      for (const tabId of await session.knownTabs()) {
        const view = await session.readTab(tabId);
        if (shows(view, chat) && note(tabId, view)) isWanted = true;
      }
      return isWanted;
    },

    forget(tabId: number): void {
      keys.delete(tabId);
    },
  };
}
