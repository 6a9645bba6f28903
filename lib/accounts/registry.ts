/** Which account stands behind which connection, and when the agent must be asked. Pure. */
import type { Account, AccountId, Identity, Registry } from './account.ts';
import { sameIdentity } from './identity.ts';

/** A connection as it is set up now. */
export interface Present {
  id: string;
  name: string | null;
  /** Null while its credentials are not complete. */
  identity: Identity | null;
}

type Standing =
  | { kind: 'stands'; accountId: AccountId }
  /** Whether it is the company of this account is for the agent to say; until then it is nobody's. */
  | { kind: 'asked'; accountId: AccountId }
  | { kind: 'incomplete' };

export interface Settled {
  registry: Registry;
  /** By connection id. */
  standings: ReadonlyMap<string, Standing>;
}

/**
 * The registry for the connections that there are.
 *
 * - An identity that is known is that account's, under whatever id: it comes back by itself.
 * - A connection that had an account and has another identity now is asked about, and so is a new one that resembles an
 *   account nobody stands for (the same company, with another key or at another address). Where the one it had is no
 *   such company and another account is, it is asked about that one: who comes back is known again.
 * - What was kept before accounts were told apart is asked about.
 * - All else is a new account.
 *
 * @param answers by connection id: whether it is the company that is asked about.
 */
export function settle(
  registry: Registry,
  present: readonly Present[],
  answers: ReadonlyMap<string, boolean>,
  newId: () => AccountId,
): Settled {
  const standings = new Map<string, Standing>();
  let { accounts } = registry;
  for (const connection of present) {
    const { id, identity } = connection;
    if (!identity) {
      standings.set(id, { kind: 'incomplete' });
      continue;
    }
    const known = accountKnownBy(accounts, id, identity);
    const doubtful = known ? undefined : accountInDoubt(accounts, present, id, identity);
    const same = answers.get(id);
    if (doubtful && same === undefined) {
      standings.set(id, { kind: 'asked', accountId: doubtful.id });
      continue;
    }
    const account = known ?? (doubtful && same ? doubtful : newAccount(newId()));
    const standing = {
      ...account,
      name: connection.name ?? account.name,
      identities: known ? account.identities : [...account.identities, identity],
      connectionIds: [...without(account.connectionIds, id), id],
    };
    accounts = [
      ...accounts
        .filter((one) => one.id !== account.id)
        .map((one) => ({ ...one, connectionIds: without(one.connectionIds, id) })),
      standing,
    ];
    standings.set(id, { kind: 'stands', accountId: account.id });
  }
  const usedIds = [...new Set([...registry.usedIds, ...present.map((one) => one.id)])];
  return { registry: { ...registry, accounts, usedIds }, standings };
}

/** The agent removed this connection: should another company come under its id, there is nothing to ask. */
export const detached = (registry: Registry, connectionId: string): Registry => ({
  ...registry,
  accounts: registry.accounts.map((one) => ({
    ...one,
    connectionIds: without(one.connectionIds, connectionId),
  })),
});

/** Without the accounts of which nothing is left to keep. */
export const pruned = (registry: Registry, isKept: (account: Account) => boolean): Registry => ({
  ...registry,
  accounts: registry.accounts.filter((one) => one.connectionIds.length > 0 || isKept(one)),
});

const newAccount = (id: AccountId): Account => ({ id, name: null, identities: [], connectionIds: [] });

/** The connection's own account first, should two know the same identity. */
function accountKnownBy(
  accounts: readonly Account[],
  connectionId: string,
  identity: Identity,
): Account | undefined {
  const knows = (one: Account) => one.identities.some((each) => sameIdentity(each, identity));
  const own = accounts.find((one) => one.connectionIds.includes(connectionId));
  if (own && (knows(own) || own.identities.length === 0)) return knows(own) ? own : undefined;
  return accounts.find(knows);
}

function accountInDoubt(
  accounts: readonly Account[],
  present: readonly Present[],
  connectionId: string,
  identity: Identity,
): Account | undefined {
  const own = accounts.find((one) => one.connectionIds.includes(connectionId));
  const isLike = (one: Account) => one.identities.some((each) => resembles(each, identity));
  if (own && (own.identities.length === 0 || isLike(own))) return own;
  const isThere = (id: string) => present.some((one) => one.id === id);
  return accounts.find((one) => !one.connectionIds.some(isThere) && isLike(one)) ?? own;
}

const resembles = (one: Identity, other: Identity): boolean =>
  one.provider === other.provider && one.company !== '' && one.company === other.company;

const without = (ids: readonly string[], id: string): string[] => ids.filter((one) => one !== id);
