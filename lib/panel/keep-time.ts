import type { StoreApi } from 'zustand/vanilla';
import { ask } from './ask.ts';
import { selectView } from './select-view.ts';
import type { PanelState } from './state.ts';

/** ms between redraws of ages; a second while an "Undo" runs out, or the next try is near. */
const idleTick = 15_000;
const undoTick = 1_000;
/** ms of loading after which the worker is asked again: it may have died with the question. */
const patience = 10_000;

/** Moves the panel's clock on, tells it of the network, and reminds a worker that was cut off. */
export function keepTime(store: StoreApi<PanelState>): void {
  let loadingSince: number | null = null;

  function tick(): void {
    let pause = idleTick;
    try {
      const now = Date.now();
      store.setState({ now });
      const view = selectView(store.getState());
      if (view.state !== 'loading') loadingSince = null;
      else if (loadingSince === null) loadingSince = now;
      else if (now - loadingSince > patience) {
        loadingSince = now;
        ask('panel.opened', null).catch(() => {});
      }
      const counting =
        view.state === 'loading' ||
        view.everywhere.some(({ undoUntil, nextTry = 0 }) => Math.max(undoUntil ?? 0, nextTry) > now);
      if (counting) pause = undoTick;
    } finally {
      // Also where something could not be drawn: it may be gone the next time.
      setTimeout(tick, pause);
    }
  }

  function network(): void {
    store.setState({ offlineSince: navigator.onLine ? null : Date.now() });
    // Also when it went: what is read now tells whether that is true.
    ask('panel.opened', null).catch(() => {});
  }

  addEventListener('online', network);
  addEventListener('offline', network);
  // What was read before this panel opened speaks against a browser that says so from the start.
  store.setState({ offlineSince: navigator.onLine ? null : 0, now: Date.now() });
  setTimeout(tick, undoTick);
}
