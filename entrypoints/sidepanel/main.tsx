import { options, render, type VNode } from 'preact';
import { useRef } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { createStore } from 'zustand/vanilla';
import { DrawingGuard } from '../../components/controls/drawing-guard.tsx';
import { FaultPanel } from '../../components/panel/notices/fault.tsx';
import { Panel } from '../../components/panel/panel.tsx';
import { createPageLanguage } from '../../lib/i18n/page-language.ts';
import { ask } from '../../lib/panel/ask.ts';
import { createPanelEvents } from '../../lib/panel/events.ts';
import { followTab } from '../../lib/panel/follow-tab.ts';
import { keepTime } from '../../lib/panel/keep-time.ts';
import { mirrorSession } from '../../lib/panel/mirror-session.ts';
import { selectView } from '../../lib/panel/select-view.ts';
import { initialState, type PanelState } from '../../lib/panel/state.ts';
import type { Preferences } from '../../lib/settings/schema.ts';
import { useStore } from './use-store.ts';
import './style.css';

// Effects belong to what was drawn, not to what was typed since: the tag box would take letters back.
options.requestAnimationFrame = queueMicrotask;

const store = createStore<PanelState>(() => initialState);
const events = createPanelEvents(store);
const language = createPageLanguage(window);

function App() {
  const state = useStore(store);
  const shows = JSON.stringify([
    state.hearing,
    state.tab?.documentId,
    state.tab?.epoch,
    state.tab?.customerId,
  ]);
  return (
    <DrawingGuard part="view" shows={shows} fallback={(fault) => <FaultPanel fault={fault} />}>
      <Shown state={state} />
    </DrawingGuard>
  );
}

function Shown({ state }: { state: PanelState }) {
  const drawn = useRef<VNode | null>(null);
  const choice = state.setup?.preferences.language ?? language.spoken();
  // While the words of another language are fetched, what is drawn stays as it is.
  if (choice === language.spoken()) drawn.current = <Panel view={selectView(state)} events={events} />;
  return drawn.current;
}

async function dress(preferences: Preferences): Promise<void> {
  document.documentElement.dataset.theme = preferences.theme;
  await language.speak(preferences.language);
  // What is drawn already is drawn anew, in these words and this direction.
  store.setState({});
}

store.subscribe((state, before) => {
  if (state.setup && state.setup.preferences !== before.setup?.preferences)
    void dress(state.setup.preferences);
});

window.addEventListener('languagechange', () => {
  const { setup } = store.getState();
  if (setup) void dress(setup.preferences);
});

// Before anything is drawn: both are found out at the same time.
const words = language.speakAsBefore();
// In a window of its own it was told which window it stands beside.
const beside = Number(new URLSearchParams(location.search).get('beside')) || null;
void followTab(store, mirrorSession(store, browser.storage.session), beside);
const root = document.getElementById('root');
void words.then(() => root && render(<App />, root));
keepTime(store);
void import('../../lib/panel/keep-frames-out.ts').then(({ keepFramesOut }) =>
  keepFramesOut(store, { head: document.head, reload: () => location.reload() }),
);
// Wakes the worker; what it knows is on the screen already.
ask('panel.opened', null).catch(() => {});
