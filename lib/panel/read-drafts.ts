import type { StoreApi } from 'zustand/vanilla';
import { placeOf } from '../drafts/draft.ts';
import { ask } from './ask.ts';
import { draftOwner } from './select-view.ts';
import type { PanelState } from './state.ts';

/** Fetches a customer's drafts the first time one is shown; what was typed meanwhile wins. */
export function readDrafts(store: StoreApi<PanelState>): void {
  const asked = new Set<string>();
  store.subscribe((state) => {
    const owner = draftOwner(state);
    if (!owner || asked.has(owner.key)) return;
    const { key, accountId, customerId } = owner;
    asked.add(key);
    const whose = { accountId, customerId };
    ask('draft.read', whose).then(
      (kept) => {
        store.setState(({ drafts }) => {
          const read = kept.map((draft) => [placeOf(draft.content), { ...draft, whose, mine: false }]);
          return { drafts: { ...drafts, [key]: { ...Object.fromEntries(read), ...drafts[key] } } };
        });
      },
      () => asked.delete(key),
    );
  });
}
