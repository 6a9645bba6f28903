import type { StoreApi } from 'zustand/vanilla';
import { send } from '../messages/send.ts';
import { currentCustomer } from './select-view.ts';
import type { PanelState } from './state.ts';

/** Fetches a customer's drafts the first time one is shown; what was typed meanwhile wins. */
export function readDrafts(store: StoreApi<PanelState>): void {
  const asked = new Set<string>();
  store.subscribe((state) => {
    const current = currentCustomer(state);
    if (!current || asked.has(current.key)) return;
    const { key, accountId, customerId } = current;
    asked.add(key);
    const whose = { accountId, customerId };
    Promise.all([send('draft.read', whose), send('draft.readFields', whose)]).then(
      ([text, fields]) => {
        const kept = Object.fromEntries(Object.entries(fields).map(([field, value]) => [field, { value }]));
        store.setState((now) => ({
          drafts: { [key]: text, ...now.drafts },
          fieldDrafts: { ...now.fieldDrafts, [key]: { ...kept, ...now.fieldDrafts[key] } },
        }));
      },
      () => asked.delete(key),
    );
  });
}
