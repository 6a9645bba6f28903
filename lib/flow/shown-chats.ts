/** Which chat each tab shows, as the session has it. Kept here: only what look-ups need at once, to be dropped or shared. */
import type { Behind } from '../matching/links.ts';
import { chatName, isPassing, lastingName } from '../session/chat-name.ts';
import type { TabView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';
import { type AskedWith, askedWith } from './tab-state.ts';

/** A chat beside one connection's customers. `chat`: see `chatName`. */
export interface ShownChat {
  connectionId: string;
  chat: string;
}

export const lookupKey = ({ connectionId, chat }: ShownChat): string => `${connectionId} ${chat}`;

export type ShownChats = ReturnType<typeof createShownChats>;

export function createShownChats(session: SessionWriter) {
  /** By tab. */
  const noted = new Map<number, { key: string; asked: AskedWith }>();

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
      noted.delete(tabId);
      return null;
    }
    const shown = { connectionId: view.connectionId, chat };
    noted.set(tabId, { key: lookupKey(shown), asked: askedWith(view) });
    return shown;
  }

  const shows = (view: TabView | null, { connectionId, chat }: ShownChat): view is TabView =>
    view?.connectionId === connectionId && chatName(view) === chat;

  /** The tabs that show this chat, each as it is when it is given. */
  async function* views(chat: ShownChat): AsyncGenerator<[tabId: number, view: TabView]> {
    for (const tabId of await session.knownTabs()) {
      const view = await session.readTab(tabId);
      if (shows(view, chat)) yield [tabId, view];
    }
  }

  async function known(chat: ShownChat, of: (view: TabView) => string | null): Promise<string | null> {
    for await (const [, view] of views(chat)) {
      const found = of(view);
      if (found !== null) return found;
    }
    return null;
  }

  return {
    note,

    isShown: (key: string): boolean => [...noted.values()].some((one) => one.key === key),

    /** Changes every tab that shows this chat; null: leaves it. */
    async update(chat: ShownChat, change: (view: TabView) => TabView | null): Promise<void> {
      for (const tabId of await session.knownTabs()) {
        await session.updateTab(tabId, (view) => (shows(view, chat) ? change(view) : null));
      }
    },

    views,

    /** With what this chat is asked, as this tab knows it, or any that shows it: what the tab does not know, another may. */
    askedWith(chat: ShownChat, tabId?: number): AskedWith {
      const own = tabId === undefined ? undefined : noted.get(tabId)?.asked;
      const all = [...noted.values()].filter(({ key }) => key === lookupKey(chat)).map(({ asked }) => asked);
      const any = (what: keyof AskedWith) => firstOf([own?.[what] ?? null, ...all.map((one) => one[what])]);
      // An answer by another's number would not be shown.
      const hiddenNumber = own ? own.hiddenNumber : any('hiddenNumber');
      return { lid: any('lid'), handle: any('handle'), hiddenNumber };
    },

    /** By what it goes beside its name, as the tabs have it that show it. */
    async behind(chat: ShownChat): Promise<Behind> {
      const lid = await known(chat, lastingName);
      return { lid, hiddenNumber: await known(chat, ({ detection }) => detection.hiddenPhone ?? null) };
    },

    /** Whether a tab shows this chat and has somebody to look up for it. */
    async isWanted(chat: ShownChat): Promise<boolean> {
      let isWanted = false;
      for await (const [tabId, view] of views(chat)) if (note(tabId, view)) isWanted = true;
      return isWanted;
    },

    forget(tabId: number): void {
      noted.delete(tabId);
    },
  };
}

const firstOf = (all: readonly (string | null)[]): string | null => all.find((one) => one !== null) ?? null;
