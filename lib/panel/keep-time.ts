import type { StoreApi } from 'zustand/vanilla';
import { send } from '../messages/send.ts';
import { selectView } from './select-view.ts';
import type { PanelState } from './state.ts';

/** ms between redraws of ages; a second while an "Undo" runs out. */
const idleTick = 15_000;
const undoTick = 1_000;
/** ms of loading after which the worker is asked again: it may have died with the question. */
const patience = 10_000;

/** Moves the panel's clock on, tells it of the network, and reminds a worker that was cut off. */
export function keepTime(store: StoreApi<PanelState>): void {
  let loadingSince: number | null = null;

  function tick(): void {
    const now = Date.now();
    store.setState({ now });
    const view = selectView(store.getState());
    if (view.state !== 'loading') loadingSince = null;
    else if (loadingSince === null) loadingSince = now;
    else if (now - loadingSince > patience) {
      loadingSince = now;
      send('panel.opened', null).catch(() => {});
    }
    const counting = view.state === 'loading' || view.writes.some((write) => (write.undoUntil ?? 0) > now);
    setTimeout(tick, counting ? undoTick : idleTick);
  }

  function network(): void {
    store.setState({ online: navigator.onLine });
    if (navigator.onLine) send('panel.opened', null).catch(() => {});
  }

  addEventListener('online', network);
  addEventListener('offline', network);
  store.setState({ online: navigator.onLine, now: Date.now() });
  setTimeout(tick, undoTick);
}
