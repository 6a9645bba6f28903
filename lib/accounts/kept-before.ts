/**
 * What a version before this one kept under ids of connections comes under accounts. Ids were handed out again and
 * policies gave them to other companies, so whose it is can't be known: links, drafts and writes that are not done come
 * under an account without an identity, of which the agent is asked. The rest alone is taken over unasked.
 */
import { type AccountId, accountId, type Registry } from './account.ts';
import type { Present } from './registry.ts';
import { type AccountStores, draftKey } from './stores.ts';

type Moves = NonNullable<Registry['moving']>;

/** The registry with the accounts that are needed for what lies there, before it is moved. */
export async function planMoves(
  kept: AccountStores,
  empty: Registry,
  present: readonly Present[],
  newId: () => string,
): Promise<Registry> {
  const doubtful = new Set<string>();
  const ids = new Set<string>();
  for (const { value } of await kept.outbox.list()) {
    if (value.connectionId === undefined) continue;
    ids.add(value.connectionId);
    if (value.state !== 'done' && value.state !== 'closed') doubtful.add(value.connectionId);
  }
  for (const { value } of await kept.links.list()) {
    if (value.connectionId !== undefined) doubtful.add(value.connectionId);
  }
  for (const drafts of kept.drafts) {
    for (const { id } of await drafts.list()) doubtful.add(draftKey(id)[0]);
  }
  for (const learnt of [...kept.learnt, kept.tokens]) for (const { id } of await learnt.list()) ids.add(id);
  for (const { value } of await kept.habits.list()) {
    for (const id of Object.keys(value.recentTags)) ids.add(id);
  }
  for (const { value } of await kept.audit.list()) for (const entry of value) ids.add(entry.connectionId);

  const all = [...new Set([...ids, ...doubtful])];
  const moves = Object.fromEntries(all.map((id) => [id, accountId(newId())]));
  const accounts = Object.entries(moves).map(([connectionId, id]) => {
    const connection = present.find((one) => one.id === connectionId);
    // There is only one CRM on this device.
    const isSure = !doubtful.has(connectionId) || connection?.identity?.provider === 'local';
    const identities = isSure && connection?.identity ? [connection.identity] : [];
    return { id, name: connection?.name ?? null, identities, connectionIds: [connectionId] };
  });
  return { ...empty, accounts, usedIds: all, ...(all.length > 0 && { moving: moves }) };
}

/** Moves everything. Can be done again from any point at which it was cut off. */
export async function moveKept(kept: AccountStores, moves: Moves): Promise<void> {
  const under = (connectionId: string): AccountId | undefined => moves[connectionId];

  for (const { id, value } of await kept.outbox.list()) {
    const { connectionId, ...rest } = value;
    if (connectionId === undefined) continue;
    await kept.outbox.put(id, { ...rest, ...whose(under(connectionId)) });
  }
  for (const { id, value } of await kept.links.list()) {
    const { connectionId, ...rest } = value;
    if (connectionId === undefined) continue;
    const account = under(connectionId);
    await kept.links.put(`${account} ${rest.chat}`, { ...rest, ...whose(account) });
    await kept.links.delete(id);
  }
  for (const drafts of kept.drafts) {
    for (const { id, value } of await drafts.list()) {
      const [connectionId, customerId] = draftKey(id);
      const account = under(connectionId);
      if (!account) continue;
      await drafts.put(JSON.stringify([account, customerId]), value);
      await drafts.delete(id);
    }
  }
  for (const learnt of [...kept.learnt, kept.tokens]) {
    for (const { id, value } of await learnt.list()) {
      const account = under(id);
      if (!account) continue;
      await learnt.put(account, value);
      await learnt.delete(id);
    }
  }
  for (const { id, value } of await kept.habits.list()) {
    const recentTags = Object.entries(value.recentTags).map(([of, tags]) => [under(of) ?? of, tags]);
    await kept.habits.put(id, { ...value, recentTags: Object.fromEntries(recentTags) });
  }
  for (const { id, value } of await kept.audit.list()) {
    await kept.audit.put(
      id,
      value.map((entry) => (entry.accountId ? entry : { ...entry, ...whose(under(entry.connectionId)) })),
    );
  }
}

const whose = (account: AccountId | undefined) => (account ? { accountId: account } : {});
