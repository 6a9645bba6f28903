/** The side panel without its drawing: the real store, mirror, events and selectors, wired as its page wires them. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import { ask } from '../../lib/panel/ask.ts';
import { createPanelEvents } from '../../lib/panel/events.ts';
import { followTab } from '../../lib/panel/follow-tab.ts';
import { keepTime } from '../../lib/panel/keep-time.ts';
import { mirrorSession, type SessionSource } from '../../lib/panel/mirror-session.ts';
import { selectView } from '../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../lib/panel/state.ts';
import type { PanelEvents, PanelView } from '../../lib/panel/view.ts';
import type { Browser } from './browser.ts';
import type { Context, Machine } from './machine.ts';

export interface Panel {
  context: Context;
  state(): PanelState;
  /** What is drawn now. */
  view(): PanelView;
  /** What the agent does on it. */
  do(what: string, act: (events: PanelEvents) => void): Promise<void>;
  close(): Promise<void>;
}

export async function openPanel(machine: Machine, browser: Browser, number: number): Promise<Panel> {
  const context: Context = { name: `panel ${number}`, alive: true };
  let store: StoreApi<PanelState> | null = null;
  let events: PanelEvents | null = null;
  let seen: { state: PanelState; view: PanelView } | null = null;

  await machine.actIn(context, 'panel opens', () => {
    store = createStore<PanelState>(() => initialState);
    events = createPanelEvents(store);
    const area = browser.api.storage.session as SessionSource;
    void followTab(store, mirrorSession(store, area));
    keepTime(store);
    ask('panel.opened', null).catch(() => {});
  });

  const state = (): PanelState => store?.getState() ?? initialState;
  return {
    context,
    state,
    view() {
      const now = state();
      if (seen?.state !== now) seen = { state: now, view: selectView(now) };
      return seen.view;
    },
    do: (what, act) =>
      machine.actIn(context, what, () => {
        if (events) act(events);
      }),
    async close() {
      await machine.actIn(context, 'panel closes', () => browser.call(context, 'pagehide'));
      browser.close(context);
    },
  };
}
