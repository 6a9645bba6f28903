/**
 * Resolves connections to accounts and back. Every answer is worked out from the settings as they are, so that between
 * a change of them and the next write nothing is sent to the company that was there before. Throws what the stores
 * throw; `NOT_CONFIGURED` where there is nobody to ask.
 */
import { createQueue } from '../concurrency/in-turn.ts';
import { AppError } from '../errors/app-error.ts';
import type { SealedCollection } from '../sealed/index.ts';
import type { Connection, Provider, Settings } from '../settings/schema.ts';
import { type Account, type AccountId, accountId, type Registry } from './account.ts';
import { identityOf } from './identity.ts';
import { moveKept, planMoves } from './kept-before.ts';
import { detached, type Present, pruned, type Settled, settle } from './registry.ts';
import { type AccountStores, accountsInUse } from './stores.ts';

/** A connection and whose it is: what an adapter is built for. */
export interface Line {
  connection: Connection;
  accountId: AccountId;
}

/** "Is this the same company?", of one connection. */
export interface AccountQuestion {
  connectionId: string;
  /** What waits for an answer is kept under it. */
  accountId: AccountId;
  /** `before`: it was kept by a version that did not tell accounts apart. */
  about: 'changed' | 'before';
}

/** An account that no connection stands for. */
export interface AbsentAccount {
  accountId: AccountId;
  name: string | null;
  provider: Provider | null;
}

export interface AccountsView {
  /** By connection id; a connection that is asked about, or is not complete, has none. */
  accountOf: ReadonlyMap<string, AccountId>;
  questions: AccountQuestion[];
  absent: AbsentAccount[];
  usedIds: string[];
}

const rowId = 'registry';

export type Accounts = ReturnType<typeof createAccounts>;

export function createAccounts({
  rows,
  settings,
  digest,
  newId,
  stores,
}: {
  rows: SealedCollection<Registry>;
  /** As they are now; the same object while they do not change. */
  settings(): Promise<Settings>;
  /** Of a secret, by a salt: what can be compared and not read back. */
  digest(secret: string, salt: string): Promise<string>;
  newId(): string;
  /** Where there is no registry yet, what lies there is an older version's. */
  stores: AccountStores;
}) {
  const inTurn = createQueue();
  let known: { of: Settings; settled: Settled } | null = null;
  /** Given with settings that are being saved. */
  const answers = new Map<string, boolean>();

  async function presentOf({ connections }: Settings, salt: string): Promise<Present[]> {
    return Promise.all(
      connections.map(async (one) => ({
        id: one.id,
        name: one.name ?? null,
        identity: await identityOf(one, (secret) => digest(secret, salt)),
      })),
    );
  }

  async function first(of: Settings): Promise<Registry> {
    const empty: Registry = { salt: newId(), accounts: [], usedIds: [] };
    const planned = await planMoves(stores, empty, await presentOf(of, empty.salt), newId);
    await rows.put(rowId, planned);
    return planned;
  }

  async function load(of: Settings): Promise<Registry> {
    const { moving, ...registry } = (await rows.get(rowId)) ?? (await first(of));
    if (!moving) return registry;
    await moveKept(stores, moving);
    await rows.put(rowId, registry);
    return registry;
  }

  /** `change` is made on the registry as it lies on the disk; what comes of it is kept before it is used. */
  async function settleAnew(
    of: Settings,
    change: (registry: Registry) => Registry = (same) => same,
  ): Promise<Settled> {
    const registry = await load(of);
    const present = await presentOf(of, registry.salt);
    const after = change(registry);
    const settledBy = (given: ReadonlyMap<string, boolean>) =>
      settle(after, present, given, () => accountId(newId()));
    let settled = settledBy(answers);
    const needless = await askedForNothing(settled);
    // Whichever it is, nothing can come to the wrong company. The account is known no more: should its company be back,
    // what is kept by then under the one that took its place is asked about.
    if (needless.size > 0) {
      const { standings, registry: next } = settledBy(
        new Map([...[...needless.keys()].map((id) => [id, false] as const), ...answers]),
      );
      const gone = new Set(needless.values());
      settled = { standings, registry: pruned(next, ({ id }) => !gone.has(id)) };
    }
    if (JSON.stringify(settled.registry) !== JSON.stringify(registry)) {
      await rows.put(rowId, settled.registry);
    }
    known = { of, settled };
    return settled;
  }

  /** Connections whose question is about an account under which nothing lies, with that account. */
  async function askedForNothing({ standings }: Settled): Promise<ReadonlyMap<string, AccountId>> {
    const asked = new Map(
      [...standings].flatMap(([id, one]) => (one.kind === 'asked' ? [[id, one.accountId] as const] : [])),
    );
    if (asked.size === 0) return asked;
    const inUse = await accountsInUse(stores);
    return new Map([...asked].filter(([, account]) => !inUse.has(account)));
  }

  async function now(): Promise<{ of: Settings; settled: Settled }> {
    const of = await settings();
    if (known?.of === of) return known;
    return inTurn(async () => ({ of, settled: known?.of === of ? known.settled : await settleAnew(of) }));
  }

  const changed = (change: (registry: Registry) => Registry) =>
    inTurn(async () => settleAnew(await settings(), change));

  function accountIn({ standings }: Settled, connectionId: string): AccountId | null {
    const standing = standings.get(connectionId);
    return standing?.kind === 'stands' ? standing.accountId : null;
  }

  return {
    /** Whose a connection is, with the settings that say so. */
    async lineOf(connectionId: string): Promise<Line> {
      const { of, settled } = await now();
      const connection = of.connections.find((one) => one.id === connectionId);
      const account = accountIn(settled, connectionId);
      if (!connection || !account) throw new AppError('NOT_CONFIGURED', { detail: 'no account' });
      return { connection, accountId: account };
    },

    /** A connection that stands for the account now; null: there is none. */
    async lineTo(account: AccountId): Promise<Line | null> {
      const { of, settled } = await now();
      const connection = of.connections.find((one) => accountIn(settled, one.id) === account);
      return connection ? { connection, accountId: account } : null;
    },

    async view(): Promise<AccountsView> {
      const { of, settled } = await now();
      const { registry, standings } = settled;
      const accountOf = new Map<string, AccountId>();
      const questions: AccountQuestion[] = [];
      for (const { id } of of.connections) {
        const standing = standings.get(id);
        if (standing?.kind === 'stands') accountOf.set(id, standing.accountId);
        if (standing?.kind !== 'asked') continue;
        const asked = registry.accounts.find((one) => one.id === standing.accountId);
        const about = asked?.identities.length === 0 ? 'before' : 'changed';
        questions.push({ connectionId: id, accountId: standing.accountId, about });
      }
      const there = new Set<AccountId>([...accountOf.values(), ...questions.map((one) => one.accountId)]);
      const absent = registry.accounts.filter((one) => !there.has(one.id)).map(absentAccount);
      return { accountOf, questions, absent, usedIds: registry.usedIds };
    },

    /** Connections of which nothing has to be asked, whatever becomes of their settings: nothing lies on this device. */
    async withNothingKept(): Promise<string[]> {
      const { settled } = await now();
      const inUse = await accountsInUse(stores);
      return [...settled.standings].flatMap(([id, one]) =>
        one.kind === 'stands' && !inUse.has(one.accountId) ? [id] : [],
      );
    },

    /** The agent's word on a connection that is asked about. Else nothing. */
    async answer(connectionId: string, same: boolean): Promise<void> {
      answers.set(connectionId, same);
      try {
        await changed((registry) => registry);
      } finally {
        answers.delete(connectionId);
      }
    },

    /** Saves settings of which the agent has said already whose they are: nothing is asked in between. */
    async withAnswers<T>(given: Readonly<Record<string, boolean>>, save: () => Promise<T>): Promise<T> {
      for (const [id, same] of Object.entries(given)) answers.set(id, same);
      try {
        const saved = await save();
        await now();
        return saved;
      } finally {
        for (const id of Object.keys(given)) answers.delete(id);
      }
    },

    /** The agent removed a connection. Resolves to the accounts that no connection is left for. */
    async removed(connectionId: string): Promise<AccountId[]> {
      const left: AccountId[] = [];
      await changed((registry) => {
        const after = detached(registry, connectionId);
        const had = registry.accounts.filter((one) => one.connectionIds.includes(connectionId));
        const alone = after.accounts.filter((one) => one.connectionIds.length === 0).map(({ id }) => id);
        left.push(...had.map(({ id }) => id).filter((id) => alone.includes(id)));
        return after;
      });
      return left;
    },

    /** Forgets these accounts, unless a connection stands for them. */
    async forget(isGone: (account: AccountId) => boolean): Promise<void> {
      await changed((registry) => pruned(registry, ({ id }) => !isGone(id)));
    },
  };
}

const absentAccount = ({ id, name, identities }: Account): AbsentAccount => ({
  accountId: id,
  name,
  provider: identities[0]?.provider ?? null,
});
