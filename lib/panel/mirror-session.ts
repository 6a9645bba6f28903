/** Keeps the panel's state a mirror of `storage.session`: read once, then told of every change. Never writes there. */
import type { StoreApi } from 'zustand/vanilla';
import { type Packed, unpack } from '../session/packed.ts';
import {
  type CatalogueView,
  type DeviceTrouble,
  type DraftsChange,
  type FirstPage,
  type Habits,
  keys,
  type OrdersView,
  type OutboxDigest,
  type ReminderView,
  type Setup,
  type StoredCard,
  type TabView,
} from '../session/shapes.ts';
import { keptKey, type PanelState } from './state.ts';

/** What of `browser.storage.session` is used. */
export interface SessionSource {
  get(keys: string[]): Promise<Record<string, unknown>>;
  onChanged: {
    addListener(listener: (changes: Record<string, { newValue?: unknown }>) => void): void;
  };
}

export interface SessionMirror {
  /** Reads what is known of a tab, down to its card and its catalogue. */
  readTab(tabId: number): Promise<void>;
}

/** Starts listening and reading at once, before it is known which tab the panel stands beside. */
export function mirrorSession(store: StoreApi<PanelState>, area: SessionSource): SessionMirror {
  /** The last word on what may just be being read: a change is not undone by what was read before it. */
  const heard: Record<string, unknown> = {};
  /** Of each read of what was missing that is under way: what was told since it was asked for, and is newer. */
  const toldSince = new Set<Set<string>>();
  let ahead: Promise<Record<string, unknown>> | null = readAhead(area).catch(() => ({}));

  area.onChanged.addListener((changes) => {
    const values = Object.fromEntries(Object.entries(changes).map(([key, change]) => [key, change.newValue]));
    for (const [key, value] of Object.entries(values))
      if (ahead || isSmall(key) || key in heard) heard[key] = value;
    for (const told of toldSince) for (const key of Object.keys(values)) told.add(key);
    take(values);
    // What could not be read is asked for again with the next change.
    readMissing().catch(() => {});
  });

  /** Takes over what belongs to the mirror. What lies under a key has the shape `lib/session` gives it. */
  function take(values: Record<string, unknown>): void {
    const state = store.getState();
    const next: Partial<PanelState> = {};
    const cards = { ...state.cards };
    const orders = { ...state.orders };
    const catalogues = { ...state.catalogues };
    for (const [key, value] of Object.entries(values)) {
      if (key === keys.setup) next.setup = (value as Setup | undefined) ?? null;
      else if (key === keys.device) next.device = (value as DeviceTrouble | undefined) ?? null;
      else if (key === keys.drafts) next.draftsTold = (value as DraftsChange | undefined) ?? null;
      else if (key === keys.reminders) next.reminders = value ? unpack(value as Packed<ReminderView[]>) : [];
      else if (key === keys.habits) next.habits = (value as Habits | undefined) ?? state.habits;
      else if (key === keys.outbox) {
        const { writes, past = [] }: OutboxDigest = (value as OutboxDigest | undefined) ?? { writes: [] };
        const known = new Set([...writes.map((write) => write.id), ...past]);
        next.writes = writes;
        next.past = past;
        next.submitted = state.submitted.filter((write) => !known.has(write.id));
      } else if (state.tabId !== null && key === keys.tab(state.tabId)) {
        next.tab = (value as TabView | undefined) ?? null;
      } else if (key.startsWith('customer:')) {
        if (value) cards[key] = { ...(value as StoredCard), timeline: cards[key]?.timeline ?? null };
        else delete cards[key];
      } else if (key.startsWith('orders:')) {
        orders[key] = value ? unpack(value as Packed<OrdersView>) : {};
      } else if (key.startsWith('catalogue:')) {
        if (value) catalogues[key] = unpack(value as Packed<CatalogueView>);
        else delete catalogues[key];
      }
    }
    for (const [key, value] of Object.entries(values)) {
      if (!key.startsWith('timeline:')) continue;
      const cardKey = key.replace('timeline', 'customer');
      const card = cards[cardKey];
      // One that went to make room is still what was read of the customer, while the card is on the screen.
      if (value && card) cards[cardKey] = { ...card, timeline: unpack(value as Packed<FirstPage>) };
      else if (!value && cardKey !== onScreen(state)) {
        if (card) cards[cardKey] = { ...card, timeline: null };
        next.olderEvents = withoutOlder(next.olderEvents ?? state.olderEvents, cardKey, state);
      }
    }
    store.setState({ ...next, cards, orders, catalogues, now: Date.now() });
  }

  /** A tab's view may name a card or a catalogue that was written before this panel opened. */
  async function readMissing(): Promise<void> {
    const { tab, cards, catalogues } = store.getState();
    if (!tab?.connectionId) return;
    const wanted: string[] = [];
    if (tab.customerId && !cards[keys.customer(tab.connectionId, tab.customerId)]) {
      wanted.push(keys.customer(tab.connectionId, tab.customerId));
      wanted.push(keys.timeline(tab.connectionId, tab.customerId));
      wanted.push(keys.orders(tab.connectionId, tab.customerId));
    }
    const catalogueKey = keys.catalogue(tab.connectionId);
    if (!catalogues[catalogueKey]) wanted.push(catalogueKey);
    if (wanted.length === 0) return;
    const told = new Set<string>();
    toldSince.add(told);
    try {
      const read = Object.entries(await area.get(wanted));
      take(Object.fromEntries(read.filter(([key]) => !told.has(key))));
    } finally {
      toldSince.delete(told);
    }
  }

  return {
    async readTab(tabId) {
      const key = keys.tab(tabId);
      const early = (await ahead) ?? {};
      ahead = null;
      const read = key in early || key in heard ? early : await area.get([...always, key]);
      if (store.getState().tabId !== tabId) return;
      take({ [key]: undefined, ...read, ...heard });
      await readMissing();
    },
  };
}

const onScreen = ({ tab }: PanelState): string | null =>
  tab?.connectionId && tab.customerId ? keys.customer(tab.connectionId, tab.customerId) : null;

/** Nothing goes on from a first page that is gone. */
function withoutOlder(
  older: PanelState['olderEvents'],
  cardKey: string,
  { setup }: PanelState,
): PanelState['olderEvents'] {
  const gone = (setup?.connections ?? []).flatMap(({ id, accountId }) => {
    const prefix = keys.customer(id, '');
    return accountId && cardKey.startsWith(prefix) ? keptKey(accountId, cardKey.slice(prefix.length)) : [];
  });
  const isGone = (key: string) => gone.some((one) => key === one || key.startsWith(`${one} `));
  return Object.fromEntries(Object.entries(older).filter(([key]) => !isGone(key)));
}

/** What is drawn beside every tab. */
const always: readonly string[] = [keys.setup, keys.device, keys.habits, keys.outbox, keys.reminders];
const isSmall = (key: string) => always.includes(key) || key.startsWith('tab:');

/** What every panel needs, and what the one that opens most likely shows. */
async function readAhead(area: SessionSource): Promise<Record<string, unknown>> {
  const values = await area.get([...always, keys.latest]);
  const latest = values[keys.latest];
  return Array.isArray(latest) ? { ...values, ...(await area.get(latest)) } : values;
}
