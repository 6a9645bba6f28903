import type { SealedCollection } from '../sealed/index.ts';
import type { AccountId } from './account.ts';

/** Everything on the disk that lies under accounts; in an older version it lay under ids of connections. */
export interface AccountStores {
  outbox: SealedCollection<{ state?: string; connectionId?: string; accountId?: string }>;
  links: SealedCollection<{ chat?: string; connectionId?: string; accountId?: string }>;
  /** By `["account","customer"]`. */
  drafts: SealedCollection<unknown>[];
  /** By account. */
  learnt: SealedCollection<unknown>[];
  /** By account; had anew at any time. */
  tokens: SealedCollection<unknown>;
  habits: SealedCollection<{ recentTags: Record<string, unknown> }>;
  /** Pages of entries. */
  audit: SealedCollection<{ connectionId: string; accountId?: string }[]>;
}

/** Under which accounts anything lies that must not come to another company, nor be lost to this one. */
export async function accountsInUse(stores: AccountStores): Promise<ReadonlySet<AccountId>> {
  const valuesOf = async <T>(collection: SealedCollection<T>) =>
    (await collection.list()).map(({ value }) => value);
  const idsOf = async (collections: SealedCollection<unknown>[]) =>
    (await Promise.all(collections.map((one) => one.list()))).flat().map(({ id }) => id);

  const [rows, links, drafts, learnt, habits, pages] = await Promise.all([
    valuesOf(stores.outbox),
    valuesOf(stores.links),
    idsOf(stores.drafts),
    idsOf(stores.learnt),
    valuesOf(stores.habits),
    valuesOf(stores.audit),
  ]);
  const found = [
    ...[...rows, ...links, ...pages.flat()].map(({ accountId }) => accountId),
    ...drafts.map((key) => draftKey(key)[0]),
    ...learnt,
    ...habits.flatMap(({ recentTags }) => Object.keys(recentTags)),
  ];
  // What lies there was put under ids of the registry.
  return new Set(found as AccountId[]);
}

/** Of an older version: the connection's. */
export function draftKey(id: string): [account: string, customerId: string] {
  const key: unknown = JSON.parse(id);
  return Array.isArray(key) ? [String(key[0]), String(key[1])] : ['', ''];
}
