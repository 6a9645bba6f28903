/**
 * The one writer of `storage.session`; lives in the worker. Every change of a key is read → change → write under one
 * queue, so two answers that arrive together cannot undo each other. What is read of a CRM makes room for itself, and
 * gives way to what the screen cannot do without.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { SessionArea } from './area.ts';
import { type Packed, pack, unpack } from './packed.ts';
import { createSessionRoom } from './room.ts';
import type {
  Card,
  CatalogueView,
  DeviceTrouble,
  DraftsChange,
  FirstPage,
  Habits,
  Match,
  OrdersView,
  OutboxDigest,
  ReminderView,
  Seen,
  Setup,
  StoredCard,
  TabView,
} from './shapes.ts';
import { keys } from './shapes.ts';

/** What the session knows of a chat. */
export interface Known {
  match: Match | null;
  /** Whether the matched customer's card is at hand. */
  hasCard: boolean;
}

export type SessionWriter = ReturnType<typeof createSessionWriter>;

export function createSessionWriter(
  area: SessionArea,
  { quotaBytes, now = Date.now }: { quotaBytes?: number; now?: () => number } = {},
) {
  const room = createSessionRoom(area, quotaBytes);
  const inTurn = createQueue();

  async function read<T>(key: string): Promise<T | null> {
    const found = await area.get(key);
    // The worker is the area's only writer, so what lies under a key has that key's shape.
    return (found[key] as T | undefined) ?? null;
  }

  /** A card and its timeline, read in one step. */
  async function readCard(connectionId: string, customerId: string): Promise<Card | null> {
    const key = keys.customer(connectionId, customerId);
    const timelineKey = keys.timeline(connectionId, customerId);
    const found = await area.get([key, timelineKey]);
    const card = found[key] as StoredCard | undefined;
    const timeline = found[timelineKey] as Packed<Card['timeline']> | undefined;
    return card ? { ...card, timeline: timeline ? unpack(timeline) : null } : null;
  }

  async function readOrders(connectionId: string, customerId: string): Promise<OrdersView | null> {
    const packed = await read<Packed<OrdersView>>(keys.orders(connectionId, customerId));
    return packed && unpack(packed);
  }

  /** When these were last on a screen. */
  const used = (...those: string[]) => Object.fromEntries(those.map((key) => [keys.used(key), now()]));

  /** Beside the view goes where its card lies, so that a panel that opens finds both in one step. */
  function writeTab(tabId: number, view: TabView, match: string | null = null): Promise<void> {
    const { connectionId, customerId } = view;
    const tabKey = keys.tab(tabId);
    const card = connectionId && customerId ? keys.customer(connectionId, customerId) : null;
    const latest = [
      tabKey,
      ...(connectionId ? [keys.catalogue(connectionId)] : []),
      ...(connectionId && customerId ? [keys.customer(connectionId, customerId)] : []),
      ...(connectionId && customerId ? [keys.timeline(connectionId, customerId)] : []),
      ...(connectionId && customerId ? [keys.orders(connectionId, customerId)] : []),
    ];
    return room.setAtOnce({
      [tabKey]: view,
      [keys.latest]: latest,
      ...used(...[card, match].filter((key) => key !== null)),
    });
  }

  const tabIdOf = (key: string) => (key.startsWith('tab:') ? Number(key.slice('tab:'.length)) : null);

  /** Drops every key of which this is true, and `latest` with what it names. */
  async function drop(isGone: (key: string) => boolean): Promise<void> {
    const there = [...(await room.list())];
    const gone = there.filter((key) => isGone(key.replace(/^used:/, '')));
    if (gone.length === 0) return;
    const latest = (await read<string[]>(keys.latest)) ?? [];
    const isNamed = latest.some((key) => gone.includes(key));
    await room.remove(isNamed ? [...gone, keys.latest] : gone);
  }

  return {
    readSetup: () => read<Setup>(keys.setup),
    readTab: (tabId: number) => read<TabView>(keys.tab(tabId)),
    readMatch: (connectionId: string, chat: string) => read<Match>(keys.match(connectionId, chat)),
    readCard,
    async readCatalogue(connectionId: string): Promise<CatalogueView | null> {
      const packed = await read<Packed<CatalogueView>>(keys.catalogue(connectionId));
      return packed && unpack(packed);
    },
    readSeen: (accountId: AccountId) => read<Seen>(keys.seen(accountId)),

    writeSetup: (setup: Setup) => inTurn(() => room.setAtOnce({ [keys.setup]: setup })),
    writeHabits: (habits: Habits) => inTurn(() => room.setAtOnce({ [keys.habits]: habits })),
    writeOutbox: (digest: OutboxDigest) => inTurn(() => room.setAtOnce({ [keys.outbox]: digest })),
    readOutbox: () => read<OutboxDigest>(keys.outbox),
    async readReminders(): Promise<ReminderView[]> {
      const packed = await read<Packed<ReminderView[]>>(keys.reminders);
      return packed ? unpack(packed) : [];
    },
    writeReminders: (reminders: ReminderView[]) =>
      inTurn(async () => {
        const packed = pack(reminders);
        if (packed !== (await read(keys.reminders))) await room.setAtOnce({ [keys.reminders]: packed });
      }),
    readDevice: () => read<DeviceTrouble>(keys.device),
    /** What is told stays as it was where `change` does not name it. */
    updateDevice: (change: Partial<DeviceTrouble>) =>
      inTurn(async () => {
        const before = await read<DeviceTrouble>(keys.device);
        const next: DeviceTrouble = { error: null, lost: null, ...before, ...change };
        if (JSON.stringify(next) !== JSON.stringify(before)) await room.setAtOnce({ [keys.device]: next });
      }),
    writeMatch(connectionId: string, chat: string, match: Match): Promise<void> {
      const key = keys.match(connectionId, chat);
      return inTurn(() => room.setWithRoom({ [key]: match, ...used(key) }));
    },
    forgetMatch: (connectionId: string, chat: string) =>
      inTurn(() => drop((key) => key === keys.match(connectionId, chat))),
    writeCatalogue: (connectionId: string, view: CatalogueView) =>
      inTurn(() => room.setWithRoom({ [keys.catalogue(connectionId)]: pack(view) })),
    /** Where there is no room for them, the names are seen again another time. */
    writeSeen: (accountId: AccountId, seen: Seen) =>
      inTurn(() => room.setWithRoom({}, { [keys.seen(accountId)]: seen })),

    /** `change` gets the view as it lies there and returns the new one, or null to leave it. */
    updateTab(tabId: number, change: (view: TabView | null) => TabView | null): Promise<TabView | null> {
      return inTurn(async () => {
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
      return inTurn(async () => {
        const found = await area.get(matchKey ? [tabKey, matchKey] : [tabKey]);
        const match = matchKey ? ((found[matchKey] as Match | undefined) ?? null) : null;
        const hasCard =
          chat !== null && match?.customerId
            ? await room.has(keys.customer(chat.connectionId, match.customerId))
            : false;
        const next = change((found[tabKey] as TabView | undefined) ?? null, { match, hasCard });
        if (next) await writeTab(tabId, next, match && matchKey);
        return next;
      });
    },

    updateCard(
      connectionId: string,
      customerId: string,
      change: (card: Card | null) => Card | null,
    ): Promise<void> {
      const key = keys.customer(connectionId, customerId);
      const timelineKey = keys.timeline(connectionId, customerId);
      return inTurn(async () => {
        const was = await readCard(connectionId, customerId);
        const next = change(was);
        if (!next) return;
        const { timeline, ...card } = next;
        const items = { [key]: card, ...used(key) };
        if (timeline === (was?.timeline ?? null)) return room.setWithRoom(items);
        if (timeline === null) {
          await room.remove([timelineKey]);
          return room.setWithRoom(items);
        }
        const leftOut: FirstPage = { events: [], next: null, leftOut: now() };
        await room.setWithRoom(items, { [timelineKey]: pack(timeline) }, { [timelineKey]: pack(leftOut) });
      });
    },

    tellDrafts: (change: Omit<DraftsChange, 'turn'>): Promise<void> =>
      inTurn(() => room.setAtOnce({ [keys.drafts]: { ...change, turn: crypto.randomUUID() } })),
    readOrders,

    /** Where there is no room for them, they are asked for again another time. */
    updateOrders(
      connectionId: string,
      customerId: string,
      change: (view: OrdersView | null) => OrdersView | null,
    ): Promise<void> {
      const key = keys.orders(connectionId, customerId);
      return inTurn(async () => {
        const next = change(await readOrders(connectionId, customerId));
        if (next) await room.setWithRoom({}, { [key]: pack(next) });
      });
    },

    removeTab: (tabId: number) => inTurn(() => drop((key) => key === keys.tab(tabId))),

    /** Drops a customer's card, and all matches of the connection: any may be as it is because of what was said of them. */
    forgetCustomer(connectionId: string, customerId: string): Promise<void> {
      const gone = [keys.customer, keys.timeline, keys.orders].map((of) => of(connectionId, customerId));
      const matches = keys.match(connectionId, '');
      return inTurn(() => drop((key) => gone.includes(key) || key.startsWith(matches)));
    },

    /** Drops everything read through a connection: its settings changed or it is gone. */
    forgetConnection(connectionId: string): Promise<void> {
      const catalogue = keys.catalogue(connectionId);
      const prefixes = [keys.match, keys.customer, keys.timeline, keys.orders].map((of) =>
        of(connectionId, ''),
      );
      return inTurn(() =>
        drop((key) => key === catalogue || prefixes.some((prefix) => key.startsWith(prefix))),
      );
    },

    forgetSeen: (accountId: AccountId) => inTurn(() => drop((key) => key === keys.seen(accountId))),

    /** Drops everything read through any connection. */
    forgetAll: (): Promise<void> =>
      inTurn(() => drop((key) => /^(match|customer|timeline|orders|catalogue|seen):/.test(key))),

    /** Drops the views of tabs that are no more. */
    keepTabs: (open: ReadonlySet<number>): Promise<void> =>
      inTurn(() =>
        drop((key) => {
          const tabId = tabIdOf(key);
          return tabId !== null && !open.has(tabId);
        }),
      ),

    knownTabs: (): Promise<number[]> =>
      inTurn(async () => [...(await room.list())].map(tabIdOf).filter((tabId) => tabId !== null)),
  };
}
