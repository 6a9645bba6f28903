/**
 * What the agent did, on this device: changes that landed, and masked numbers that were uncovered. It is for the agent
 * and their company, and goes nowhere by itself. Entries stay {@link keptFor} and are at most {@link mostEntries}.
 *
 * They lie in pages of a hundred, so that one more entry seals one small row anew.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { SealedCollection } from '../sealed/index.ts';

export interface AuditEntry {
  /** The same whenever the same deed is told again. */
  id: string;
  /** Epoch ms. */
  at: number;
  accountId: AccountId;
  /** The connection it went through, for who reads the record; `''` where that is gone. */
  connectionId: string;
  /** Where there is no customer yet: the chat, as `phone:<e164>`. */
  customerId: string;
  what:
    | 'created'
    | 'field'
    | 'tag'
    | 'stage'
    | 'note'
    | 'todo'
    | 'owner'
    | 'number-shown'
    | 'deleted'
    | 'merged';
  /** Of a field: its key. */
  name: string | null;
  from: string | null;
  to: string | null;
}

/** ms: 90 days. */
const keptFor = 90 * 24 * 60 * 60 * 1000;
const mostEntries = 5_000;
const pageSize = 100;
const indexKey = 'pages';

export type AuditLog = ReturnType<typeof createAuditLog>;

export function createAuditLog({
  pages,
  index,
  now,
}: {
  pages: SealedCollection<AuditEntry[]>;
  /** The numbers of the pages, oldest first. */
  index: SealedCollection<number[]>;
  /** Epoch ms. */
  now(): number;
}) {
  const inTurn = createQueue();
  const numbers = async () => (await index.get(indexKey)) ?? [];
  const page = async (number: number) => (await pages.get(String(number))) ?? [];
  const isKept = (entry: AuditEntry) => now() - entry.at < keptFor;

  /** Drops a page, or leaves `kept` of it. */
  async function shorten(number: number, kept: AuditEntry[]): Promise<void> {
    if (kept.length > 0) return pages.put(String(number), kept);
    await index.put(
      indexKey,
      (await numbers()).filter((one) => one !== number),
    );
    await pages.delete(String(number));
  }

  async function dropOld(): Promise<void> {
    const all = await numbers();
    const surplus = all.slice(0, Math.max(0, all.length - mostEntries / pageSize));
    for (const number of surplus) await shorten(number, []);
    for (const number of all.slice(surplus.length)) {
      const entries = await page(number);
      const kept = entries.filter(isKept);
      if (kept.length < entries.length) await shorten(number, kept);
      if (kept.length > 0) break;
    }
  }

  return {
    /** Entries that are there already are left out. */
    append: (entries: readonly AuditEntry[]): Promise<void> =>
      inTurn(async () => {
        const all = await numbers();
        const last = all.at(-1) ?? 0;
        const standing = await page(last);
        const before = all.length > 1 ? await page(all.at(-2) ?? 0) : [];
        const known = new Set([...before, ...standing].map((entry) => entry.id));
        const fresh = entries.filter((entry) => !known.has(entry.id));
        if (fresh.length === 0) return;
        const full = standing.length + fresh.length > pageSize;
        const number = full ? last + 1 : last;
        // A worker that died between the page and the index left a page: it is gone on with.
        const kept = full ? await page(number) : standing;
        await pages.put(String(number), [...kept, ...fresh]);
        if (all.includes(number)) return;
        await index.put(indexKey, [...all, number]);
        await dropOld();
      }),

    /** Oldest first. */
    list: (): Promise<AuditEntry[]> =>
      inTurn(async () => {
        const all = await Promise.all((await numbers()).map(page));
        return all.flat().filter(isKept).slice(-mostEntries);
      }),

    /** Drops what is older than it may be. */
    prune: (): Promise<void> => inTurn(dropOld),

    /** What was done to one customer was done to another, who stays of the two. May be done twice. */
    merge: (accountId: AccountId, gone: string, stays: string): Promise<void> =>
      inTurn(async () => {
        const isTheirs = (entry: AuditEntry) => entry.accountId === accountId && entry.customerId === gone;
        for (const number of await numbers()) {
          const entries = await page(number);
          if (!entries.some(isTheirs)) continue;
          const merged = entries.map((entry) => (isTheirs(entry) ? { ...entry, customerId: stays } : entry));
          await pages.put(String(number), merged);
        }
      }),

    /** What was done to one customer. */
    forget: (accountId: AccountId, customerId: string): Promise<void> =>
      inTurn(async () => {
        for (const number of await numbers()) {
          const entries = await page(number);
          const kept = entries.filter(
            (entry) => entry.accountId !== accountId || entry.customerId !== customerId,
          );
          if (kept.length < entries.length) await shorten(number, kept);
        }
      }),

    forgetAll: (): Promise<void> =>
      inTurn(async () => {
        for (const number of await numbers()) await shorten(number, []);
      }),
  };
}
