import type { StoreApi } from 'zustand/vanilla';
import { send } from '../messages/send.ts';
import { currentCustomer } from './select-view.ts';
import type { PanelState } from './state.ts';

/** Fetches a customer's draft the first time one is shown; what was typed meanwhile wins. */
export function readDrafts(store: StoreApi<PanelState>): void {
  const asked = new Set<string>();
  store.subscribe((state) => {
    const current = currentCustomer(state);
    if (!current || asked.has(current.key)) return;
    const { key, connectionId, customerId } = current;
    asked.add(key);
    send('draft.read', { connectionId, customerId }).then(
      (text) => store.setState((now) => ({ drafts: { [key]: text, ...now.drafts } })),
      () => asked.delete(key),
    );
  });
}
