/**
 * A card that is only looked at, beside the chat of somebody else. It belongs to one opening of one chat: with that it
 * goes, and does not come back. While it is shown there is nobody that a command could speak of.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Whose } from '../drafts/draft.ts';
import { toErrorData } from '../errors/app-error.ts';
import { keys } from '../session/shapes.ts';
import { ask } from './ask.ts';
import { asideOf } from './select-view.ts';
import type { Aside, PanelState } from './state.ts';

export function createAside(store: StoreApi<PanelState>) {
  const set = (was: Aside, more: Partial<Aside>, rest: Partial<PanelState> = {}): void =>
    store.setState(({ aside }) => (aside === was ? { ...rest, aside: { ...was, ...more } } : {}));

  store.subscribe((state) => {
    if (state.aside && asideOf(state) === null) store.setState({ aside: null });
  });

  return {
    lookAt({ accountId, customerId }: Whose): void {
      const { tabId, documentId, epoch } = store.getState();
      const aside: Aside = { accountId, customerId, tabId, documentId, epoch, read: null, error: null };
      store.setState({ aside });
      ask('customer.read', { accountId, customerId }).then(
        ({ connectionId, capabilities, card, catalogue }) => {
          const { cards, catalogues } = store.getState();
          const told = catalogue && { [keys.catalogue(connectionId)]: catalogue };
          set(
            aside,
            { read: { connectionId, capabilities } },
            {
              cards: { ...cards, [keys.customer(connectionId, customerId)]: card },
              catalogues: { ...told, ...catalogues },
            },
          );
        },
        (thrown: unknown) => set(aside, { error: toErrorData(thrown) }),
      );
    },

    leave: (): void => store.setState({ aside: null }),
  };
}
