/**
 * Room in `storage.session`. The browser refuses whatever would go above its quota, and counts memory, not text. So
 * views of the CRM make room before they are set, and leave a reserve to what the screen cannot do without: that is set
 * at once, and pushes the views out should it ever be refused.
 *
 * Every change of the area goes through here, one after the other: the caller sees to that.
 */
import type { SessionArea } from './area.ts';
import { chatName } from './chat-name.ts';
import { keys, type TabView } from './shapes.ts';
import { sizeAtMost } from './size-at-most.ts';

/** Bytes: what Chromium and Firefox give. */
const quota = 10_485_760;
/** Bytes for tab views, the outbox's digest, the set-up and habits. */
const reserve = 3_000_000;

/** What may go, in the order in which it does: what is read again soonest, or missed least, comes first. */
const mayGo = ['catalogue', 'seen', 'orders', 'timeline', 'customer', 'match'];
const rankOf = (key: string) => mayGo.indexOf(key.slice(0, key.indexOf(':')));

export function createSessionRoom(area: SessionArea, quotaBytes = quota) {
  const budget = Math.max(quotaBytes - reserve, quotaBytes / 2);
  /** Every key there is. The worker alone writes, so what was listed once is known from then on. */
  let listed: Promise<Set<string>> | null = null;

  function list(): Promise<Set<string>> {
    const names = () => (area.getKeys ? area.getKeys() : area.get(null).then(Object.keys));
    listed ??= names().then((found) => new Set(found));
    listed.catch(() => {
      listed = null;
    });
    return listed;
  }

  async function set(items: Record<string, unknown>): Promise<void> {
    await area.set(items);
    if (!listed) return;
    const known = await listed;
    for (const key of Object.keys(items)) known.add(key);
  }

  /** With a card go its timeline and its orders, and with everything when it was last used. */
  async function remove(gone: readonly string[]): Promise<void> {
    if (gone.length === 0) return;
    const cards = gone.filter((key) => key.startsWith('customer:'));
    const beside = ['timeline', 'orders'].flatMap((kind) =>
      cards.map((key) => key.replace('customer', kind)),
    );
    const all = [...gone, ...beside];
    all.push(...all.filter((key) => rankOf(key) >= 0).map(keys.used));
    await area.remove(all);
    if (!listed) return;
    const known = await listed;
    for (const key of all) known.delete(key);
  }

  /**
   * What may go, first to go first: `spare` is on no screen. Of one kind, what was on a screen longest ago goes first;
   * what no tab's connection needs, before all.
   */
  async function whatMayGo(items: Record<string, unknown>): Promise<{ spare: string[]; shown: string[] }> {
    const there = [...(await list())];
    const staying = new Set(Object.keys(items).flatMap((key) => [key, key.replace(/^used:/, '')]));
    const candidates = there.filter((key) => rankOf(key) >= 0 && !staying.has(key));
    const tabs = there.filter((key) => key.startsWith('tab:'));
    const found = await area.get([...tabs, ...candidates.map(keys.used)]);
    // What lies under these keys, the worker wrote.
    const onScreen = new Set(tabs.flatMap((key) => behind(found[key] as TabView)));
    const usedAt = (key: string) =>
      Number(found[keys.used(key.replace(/^(timeline|orders)/, 'customer'))] ?? 0);
    candidates.sort((a, b) => rankOf(a) - rankOf(b) || usedAt(a) - usedAt(b));
    return {
      spare: candidates.filter((key) => !onScreen.has(key)),
      shown: candidates.filter((key) => onScreen.has(key)),
    };
  }

  async function makeRoom(items: Record<string, unknown>): Promise<void> {
    const [inUse, replaced] = await Promise.all([
      area.getBytesInUse(null),
      area.getBytesInUse(Object.keys(items)),
    ]);
    let over = inUse - replaced + sizeAtMost(items) - budget;
    if (over <= 0) return;
    const { spare } = await whatMayGo(items);
    for (let count = 1; over > 0 && spare.length > 0; count *= 2) {
      const gone = spare.splice(0, count);
      over -= await area.getBytesInUse(gone);
      await remove(gone);
    }
  }

  /** Until it is taken, half of what may go goes. Throws the refusal when there is nothing left. */
  async function push(items: Record<string, unknown>, forTheScreen: boolean): Promise<void> {
    let left: string[] | null = null;
    for (;;) {
      try {
        return await set(items);
      } catch (refusal) {
        if (!isFull(refusal)) throw refusal;
        if (!left) {
          const { spare, shown } = await whatMayGo(items);
          left = forTheScreen ? [...spare, ...shown] : spare;
        }
        if (left.length === 0) throw refusal;
        await remove(left.splice(0, Math.ceil(left.length / 2)));
      }
    }
  }

  return {
    /** Every key there is. */
    list: async (): Promise<ReadonlySet<string>> => list(),

    /** A worker that has just started lists nothing to learn of one. */
    has: async (key: string): Promise<boolean> =>
      listed ? (await listed).has(key) : (await area.getBytesInUse(key)) > 0,

    remove,

    /** For what the screen cannot do without: refused only when nothing else is left to go. */
    setAtOnce: (items: Record<string, unknown>): Promise<void> => push(items, true),

    /**
     * For views of the CRM. `extra` is what they can do without: left out where there is, or can be, no room for it, with
     * `instead` in its place.
     */
    async setWithRoom(
      items: Record<string, unknown>,
      extra: Record<string, unknown> = {},
      instead: Record<string, unknown> = {},
    ): Promise<void> {
      const all = { ...items, ...extra };
      const dropped = Object.keys(extra);
      if (dropped.length === 0 || sizeAtMost(all) <= budget) {
        try {
          await makeRoom(all);
          return await push(all, false);
        } catch (refusal) {
          if (!isFull(refusal) || dropped.length === 0) throw refusal;
        }
      }
      await remove(dropped);
      const rest = { ...items, ...instead };
      await makeRoom(rest);
      await push(rest, false);
    },
  };
}

/** Everything that a tab's view is drawn from. */
function behind(view: TabView): string[] {
  const { connectionId, accountId, customerId } = view;
  if (!connectionId) return [];
  const chat = chatName(view);
  return [
    keys.catalogue(connectionId),
    ...(accountId ? [keys.seen(accountId)] : []),
    ...(chat ? [keys.match(connectionId, chat)] : []),
    ...(customerId
      ? [keys.customer, keys.timeline, keys.orders].map((of) => of(connectionId, customerId))
      : []),
  ];
}

/** Chromium: "Session storage quota bytes exceeded." Firefox: "QuotaExceededError". */
const isFull = (thrown: unknown) => /quota/i.test(String(thrown));
