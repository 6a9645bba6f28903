/**
 * A card that is only looked at, beside the chat of somebody else. It belongs to one opening of one chat: with that it
 * goes, and does not come back. While it is shown there is nobody that a command could speak of.
 */
import type { StoreApi } from 'zustand/vanilla';
import type { Whose } from '../drafts/draft.ts';
import { toErrorData } from '../errors/app-error.ts';
import { keys } from '../session/shapes.ts';
import { applyWrites } from './apply-writes.ts';
import { ask } from './ask.ts';
import { markTodos } from './mark-todos.ts';
import { draftsOf, freshFor, openingOf, writesOf } from './select-view.ts';
import type { Aside, PanelState } from './state.ts';
import type { PanelView } from './view.ts';

/** Of the chat beside it nothing is left that could be taken for theirs, and nothing that could be written. */
function draw(
  beside: PanelView,
  state: PanelState,
  { accountId, customerId, read, error }: Aside,
): PanelView {
  const connectionId = read?.connectionId ?? '';
  const card = state.cards[keys.customer(connectionId, customerId)] ?? null;
  const catalogue = state.catalogues[keys.catalogue(connectionId)]?.catalogue ?? null;
  const writes = writesOf(state, accountId, customerId, null, []);
  const setup = read && beside.setup && { ...beside.setup, active: { id: connectionId, accountId, ...read } };
  return {
    ...beside,
    ...draftsOf(state, null),
    state: 'aside',
    beside: beside.state,
    inactive: null,
    setup: setup ?? beside.setup,
    chat: null,
    card: card?.timeline ? { ...card, timeline: markTodos(card.timeline, writes) } : card,
    customer: card && applyWrites(card, writes, catalogue),
    timelineParts: {},
    catalogue,
    candidates: [],
    rejected: [],
    error,
    needsAccess: null,
    writes: [],
    fresh: card && state.now - card.readAt < freshFor ? 'live' : 'cached',
    recentTags: [],
    reasons: [],
  };
}

/**
 * @param from where the panel stood when it was asked for: a chat that was left meanwhile has nobody beside it.
 * @param opening for which it was meant; undefined: whichever that was.
 */
export function lookAt(
  store: StoreApi<PanelState>,
  { accountId, customerId }: Whose,
  from: Pick<PanelState, 'tabId' | 'documentId' | 'epoch'>,
  opening?: string,
): void {
  if (opening !== undefined && opening !== openingOf(from)) return;
  const { tabId, documentId, epoch } = from;
  const aside: Aside = { accountId, customerId, tabId, documentId, epoch, read: null, error: null, draw };
  const set = (more: Partial<Aside>, rest: Partial<PanelState> = {}): void =>
    store.setState((now) => (now.aside === aside ? { ...rest, aside: { ...aside, ...more } } : {}));
  store.setState({ aside });
  ask('customer.read', { accountId, customerId }).then(
    ({ connectionId, capabilities, card, catalogue }) => {
      const { cards, catalogues } = store.getState();
      const told = catalogue && { [keys.catalogue(connectionId)]: catalogue };
      set(
        // The back end may have them under another id by now.
        { customerId: card.customer.id, read: { connectionId, capabilities } },
        {
          cards: { ...cards, [keys.customer(connectionId, card.customer.id)]: card },
          catalogues: { ...told, ...catalogues },
        },
      );
    },
    (thrown: unknown) => set({ error: toErrorData(thrown) }),
  );
}
