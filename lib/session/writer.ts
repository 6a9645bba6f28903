/**
 * The one writer of `storage.session`; lives in the worker. Every change of a key is read → change → write under one
 * queue, so two answers that arrive together cannot undo each other. Cards are bounded: the least recently used go.
 */
import type {
  Card,
  CatalogueView,
  DeviceTrouble,
  Habits,
  Match,
  OutboxDigest,
  Setup,
  TabView,
} from './shapes.ts';
import { keys } from './shapes.ts';

/** What of `browser.storage.session` is used. */
export interface SessionArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  /** Bytes as the browser counts them; null: of everything. */
  getBytesInUse(keys: string | string[] | null): Promise<number>;
  /** From Chromium 130 and Firefox 143. */
  getKeys?(): Promise<string[]>;
}

/** Characters of JSON that cards may take together: well below the area's 10 MB. */
const cardBudget = 4_000_000;

/** What the session knows of a chat. */
export interface Known {
  match: Match | null;
  /** Whether the matched customer's card is at hand. */
  hasCard: boolean;
}

export type SessionWriter = ReturnType<typeof createSessionWriter>;

export function createSessionWriter(area: SessionArea, budget = cardBudget) {
  let queue: Promise<unknown> = Promise.resolve();
  /** Sizes of the cards, least recently used first; read once from the area. */
  let sizes: Promise<Map<string, number>> | null = null;

  function serial<T>(work: () => Promise<T>): Promise<T> {
    const run = queue.then(work, work);
    queue = run.catch(() => {});
    return run;
  }

  async function read<T>(key: string): Promise<T | null> {
    const found = await area.get(key);
    // The worker is the area's only writer, so what lies under a key has that key's shape.
    return (found[key] as T | undefined) ?? null;
  }

  function loadSizes(): Promise<Map<string, number>> {
    sizes ??= area.get(null).then((all) => {
      const cards = Object.entries(all)
        .filter(([key]) => key.startsWith('customer:'))
        .map(([key, value]) => ({ key, card: value as Card }))
        .sort((a, b) => a.card.readAt - b.card.readAt);
      return new Map(cards.map(({ key, card }) => [key, JSON.stringify(card).length]));
    });
    return sizes;
  }

  async function cardIsThere(connectionId: string, customerId: string): Promise<boolean> {
    const key = keys.customer(connectionId, customerId);
    // A worker that has just started does not read megabytes of cards to learn of one.
    if (sizes) return (await sizes).has(key);
    return (await read<Card>(key)) !== null;
  }

  async function makeRoom(key: string, size: number): Promise<void> {
    const known = await loadSizes();
    known.delete(key);
    known.set(key, size);
    let total = 0;
    for (const each of known.values()) total += each;
    const gone: string[] = [];
    for (const [oldest, itsSize] of known) {
      if (total <= budget || oldest === key) break;
      gone.push(oldest);
      total -= itsSize;
    }
    if (gone.length === 0) return;
    for (const one of gone) known.delete(one);
    await area.remove(gone);
  }

  /** Beside the view goes where its card lies, so that a panel that opens finds both in one step. */
  function writeTab(tabId: number, view: TabView): Promise<void> {
    const { connectionId, customerId } = view;
    const tabKey = keys.tab(tabId);
    const latest = [
      tabKey,
      ...(connectionId ? [keys.catalogue(connectionId)] : []),
      ...(connectionId && customerId ? [keys.customer(connectionId, customerId)] : []),
    ];
    return area.set({ [tabKey]: view, [keys.latest]: latest });
  }

  function drop(isGone: (key: string, value: unknown) => boolean): Promise<void> {
    return serial(async () => {
      const all = Object.entries(await area.get(null));
      const gone = all.filter(([key, value]) => isGone(key, value)).map(([key]) => key);
      const known = await loadSizes();
      for (const key of gone) known.delete(key);
      // It names the card of whom the panel would show first.
      if (gone.length > 0) await area.remove([...gone, keys.latest]);
    });
  }

  return {
    readSetup: () => read<Setup>(keys.setup),
    readTab: (tabId: number) => read<TabView>(keys.tab(tabId)),
    readMatch: (connectionId: string, chat: string) => read<Match>(keys.match(connectionId, chat)),
    readCard: (connectionId: string, customerId: string) =>
      read<Card>(keys.customer(connectionId, customerId)),
    readCatalogue: (connectionId: string) => read<CatalogueView>(keys.catalogue(connectionId)),

    writeSetup: (setup: Setup) => serial(() => area.set({ [keys.setup]: setup })),
    writeMatch: (connectionId: string, chat: string, match: Match) =>
      serial(() => area.set({ [keys.match(connectionId, chat)]: match })),
    writeCatalogue: (connectionId: string, view: CatalogueView) =>
      serial(() => area.set({ [keys.catalogue(connectionId)]: view })),
    writeHabits: (habits: Habits) => serial(() => area.set({ [keys.habits]: habits })),
    writeOutbox: (digest: OutboxDigest) => serial(() => area.set({ [keys.outbox]: digest })),
    readDevice: () => read<DeviceTrouble>(keys.device),
    /** What is told stays as it was where `change` does not name it. */
    updateDevice: (change: Partial<DeviceTrouble>) =>
      serial(async () => {
        const before = await read<DeviceTrouble>(keys.device);
        const next: DeviceTrouble = { error: null, lost: null, ...before, ...change };
        if (JSON.stringify(next) !== JSON.stringify(before)) await area.set({ [keys.device]: next });
      }),

    /** `change` gets the view as it lies there and returns the new one, or null to leave it. */
    updateTab(tabId: number, change: (view: TabView | null) => TabView | null): Promise<TabView | null> {
      return serial(async () => {
        const next = change(await read<TabView>(keys.tab(tabId)));
        if (next) await writeTab(tabId, next);
        return next;
      });
    },

    /**
     * The same for a tab that comes to show a chat: `change` is also told what is known of it, in one read, since this
     * is what stands between a click and the customer.
     */
    showChat(
      tabId: number,
      chat: { connectionId: string; name: string } | null,
      change: (view: TabView | null, known: Known) => TabView | null,
    ): Promise<TabView | null> {
      const tabKey = keys.tab(tabId);
      const matchKey = chat && keys.match(chat.connectionId, chat.name);
      return serial(async () => {
        const found = await area.get(matchKey ? [tabKey, matchKey] : [tabKey]);
        const match = matchKey ? ((found[matchKey] as Match | undefined) ?? null) : null;
        const hasCard =
          chat !== null && match?.customerId ? await cardIsThere(chat.connectionId, match.customerId) : false;
        const next = change((found[tabKey] as TabView | undefined) ?? null, { match, hasCard });
        if (next) await writeTab(tabId, next);
        return next;
      });
    },

    updateCard(
      connectionId: string,
      customerId: string,
      change: (card: Card | null) => Card | null,
    ): Promise<void> {
      const key = keys.customer(connectionId, customerId);
      return serial(async () => {
        const next = change(await read<Card>(key));
        if (!next) return;
        await area.set({ [key]: next });
        await makeRoom(key, JSON.stringify(next).length);
      });
    },

    removeTab: (tabId: number) => serial(() => area.remove([keys.tab(tabId), keys.latest])),

    /** Drops a customer's card, and every match that it is in. */
    forgetCustomer(connectionId: string, customerId: string): Promise<void> {
      const card = keys.customer(connectionId, customerId);
      const matches = keys.match(connectionId, '');
      return drop((key, value) => {
        if (!key.startsWith(matches)) return key === card;
        const match = value as Match;
        return (
          match.customerId === customerId || match.candidates.some((one) => one.customerId === customerId)
        );
      });
    },

    /** Drops everything read through a connection: its settings changed or it is gone. */
    forgetConnection(connectionId: string): Promise<void> {
      const catalogue = keys.catalogue(connectionId);
      const prefixes = [keys.match(connectionId, ''), keys.customer(connectionId, '')];
      return drop((key) => key === catalogue || prefixes.some((prefix) => key.startsWith(prefix)));
    },

    /** Drops everything read through any connection. */
    forgetAll: (): Promise<void> => drop((key) => /^(match|customer|catalogue|seen):/.test(key)),

    /** Keys of tabs that are no more. */
    keepTabs(open: ReadonlySet<number>): Promise<void> {
      return serial(async () => {
        const gone = Object.keys(await area.get(null)).filter(
          (key) => key.startsWith('tab:') && !open.has(Number(key.slice('tab:'.length))),
        );
        if (gone.length > 0) await area.remove([...gone, keys.latest]);
      });
    },

    async knownTabs(): Promise<number[]> {
      const all = Object.keys(await area.get(null));
      return all.filter((key) => key.startsWith('tab:')).map((key) => Number(key.slice('tab:'.length)));
    },
  };
}
