/**
 * The settings of this device: reads the three places (policy, `storage.local`, the sealed store), writes the latter
 * two, tells when something changed. The worker's; one of it.
 *
 * Promises: no credential is ever in `storage.local`; a save is whole or not at all; what policy decides is never
 * written over what the user keeps, so that it comes back when the policy goes.
 */
import * as v from 'valibot';
import { createQueue } from '../concurrency/in-turn.ts';
import { addressesOf, orderAddresses, orderOrigin } from './addresses.ts';
import { givenCredentials, withCredentials, withoutSecrets } from './credentials.ts';
import { isRecord } from './is-record.ts';
import {
  keepSettings,
  keptCredentials,
  keptOrderSecrets,
  type SettingsChange,
  type SettingsStores,
  storageKey,
} from './keep-settings.ts';
import { migrateSettings } from './migrations.ts';
import { needsSetup } from './needs-setup.ts';
import { withOrderSecrets, withoutOrderSecrets } from './order-secrets.ts';
import { type OrderRequest, orderRequestSchema } from './order-source.ts';
import { isSource, type OrdersEntry } from './orders-entry.ts';
import { isPlainHttp } from './permission-pattern.ts';
import { duplicateIds, pathText, problemsOf, type SettingsProblem } from './problems.ts';
import { isManaged, type Managed, type ResolvedSettings, resolveSettings } from './resolve.ts';
import {
  type Connection,
  type ConnectionDraft,
  type Credentials,
  connectionDraftSchema,
  type Settings,
  type SettingsDraft,
  settingsDraftSchema,
} from './schema.ts';

export interface SettingsSources extends SettingsStores {
  /** Absent where the browser has no policies; rejects in some browsers when there is none. */
  managed: { get(): Promise<Record<string, unknown>> } | undefined;
  after(ms: number): Promise<void>;
}

/** For the worker: with real credentials. */
export interface CurrentSettings {
  settings: Settings;
  managed: Managed;
  problems: SettingsProblem[];
}

/** For the options page: secrets as placeholders. */
export interface SettingsView {
  settings: SettingsDraft;
  managed: Managed;
  problems: SettingsProblem[];
  /** Nothing is set up, by nobody. */
  firstRun: boolean;
}

export type SettingsService = ReturnType<typeof createSettingsService>;

export function createSettingsService({ local, managed, credentials, after }: SettingsSources) {
  const listeners = new Set<(what: SettingsChange) => void>();
  let memory: Promise<CurrentSettings> | null = null;
  /** One write after the other, each on what the last one left. */
  const inTurn = createQueue();

  async function readPolicy(): Promise<unknown> {
    try {
      return await managed?.get();
    } catch {
      return undefined;
    }
  }

  async function readStored(): Promise<unknown> {
    return migrateSettings((await local.get(storageKey))[storageKey]);
  }

  async function resolve(): Promise<ResolvedSettings> {
    const [policy, stored] = await Promise.all([readPolicy(), readStored()]);
    return resolveSettings(policy, stored);
  }

  async function readCurrent(): Promise<CurrentSettings> {
    const { settings, ...rest } = await resolve();
    const connections = await Promise.all(
      settings.connections.map(async (one) => withCredentials(one, await keptCredentials(credentials, one))),
    );
    const orders = await mapOrders(settings.orders, rest.managed, withOrderSecrets);
    return { settings: { ...settings, connections, ...(orders && { orders }) }, ...rest };
  }

  /** Each entry with what the sealed store keeps for it. */
  async function mapOrders(
    orders: readonly OrdersEntry[] | undefined,
    decided: Managed,
    map: (entry: OrdersEntry, kept: Credentials | undefined) => OrdersEntry,
  ): Promise<OrdersEntry[] | undefined> {
    return (
      orders &&
      Promise.all(orders.map(async (one) => map(one, await keptOrderSecrets(credentials, one, decided))))
    );
  }

  function changed(what: SettingsChange): void {
    memory = null;
    for (const listener of listeners) listener(what);
  }

  async function write(draft: SettingsDraft): Promise<void> {
    const [policy, before] = await Promise.all([readPolicy(), readStored()]);
    changed(await keepSettings(draft, { policy, before }, { local, credentials }));
  }

  function subscribe(listener: (what: SettingsChange) => void): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }

  return {
    /** What is in force. Kept in memory until something changes. */
    current(): Promise<CurrentSettings> {
      if (memory) return memory;
      const mine = readCurrent();
      memory = mine;
      mine.catch(() => {
        if (memory === mine) memory = null;
      });
      return mine;
    },

    /** What is in force, for the options page; always read anew. */
    async read(): Promise<SettingsView> {
      const { settings, managed: decided, problems } = await resolve();
      const connections = await Promise.all(
        settings.connections.map(async (one) => withoutSecrets(one, await keptCredentials(credentials, one))),
      );
      const orders = await mapOrders(settings.orders, decided, withoutOrderSecrets);
      return {
        settings: { ...settings, connections, ...(orders && { orders }) },
        managed: decided,
        problems,
        firstRun: connections.length === 0,
      };
    },

    /**
     * Keeps settings as the options page has them: all of it, or nothing and the problems. Placeholders keep their
     * credentials. What policy decides is left as the user had it. Throws what the stores throw.
     */
    async save(input: unknown): Promise<{ problems: SettingsProblem[] }> {
      const parsed = v.safeParse(settingsDraftSchema, input);
      if (!parsed.success) return { problems: problemsOf(parsed.issues, [], 'form') };
      const problems = crossProblems(parsed.output);
      if (problems.length === 0) await inTurn(() => write(parsed.output));
      return { problems };
    },

    /** Makes a connection the one in use, unless policy has chosen one. Resolves to whether it is. */
    select(connectionId: string): Promise<boolean> {
      return inTurn(async () => {
        const stored = await readStored();
        const { settings, managed: decided } = resolveSettings(await readPolicy(), stored);
        if (isManaged(decided, 'activeConnection')) return settings.activeConnection === connectionId;
        if (!settings.connections.some((one) => one.id === connectionId)) return false;
        const base = isRecord(stored) ? stored : { version: 1 };
        await local.set({ [storageKey]: { ...base, activeConnection: connectionId } });
        changed('choices');
        return true;
      });
    },

    /** A draft with the credentials that are kept for it filled in, so that it can be tested before it is saved. */
    async prepare(input: unknown): Promise<{ connection: Connection } | { problems: SettingsProblem[] }> {
      const parsed = v.safeParse(connectionDraftSchema, input);
      if (!parsed.success) return { problems: problemsOf(parsed.issues, [], 'form') };
      const draft = parsed.output;
      if (draft.provider === 'local') return { connection: draft };
      const { settings } = await resolve();
      const inForce = settings.connections.find((one) => one.id === draft.id);
      const fromPolicy = inForce?.provider === draft.provider ? givenCredentials(inForce) : undefined;
      return {
        connection: withCredentials(draft, { ...fromPolicy, ...(await keptCredentials(credentials, draft)) }),
      };
    },

    /** The same for what a source of orders asks. */
    async prepareOrders(input: unknown): Promise<{ source: OrderRequest } | { problems: SettingsProblem[] }> {
      const parsed = v.safeParse(orderRequestSchema, input);
      if (!parsed.success) return { problems: problemsOf(parsed.issues, [], 'form') };
      const source = parsed.output;
      const { settings, managed: decided } = await resolve();
      // Kept keys go to no other host than the one they were typed for.
      const inForce = settings.orders?.filter(isSource).find(({ id }) => id === source.id);
      const isSameHost = inForce !== undefined && orderOrigin(inForce) === orderOrigin(source);
      const whole =
        isSameHost && withOrderSecrets(inForce, await keptOrderSecrets(credentials, inForce, decided));
      return { source: withOrderSecrets(source, whole ? whole.headers : undefined) };
    },

    /** Whether the options page should be opened after install. */
    needsSetup: (): Promise<boolean> =>
      needsSetup({ settings: async () => (await resolve()).settings, subscribe, after }),

    /** To be called from `storage.onChanged` of the managed area. */
    policyChanged: () => changed('connections'),

    /** `listener` is called after each change of what is in force. Returns how to stop. */
    subscribe,
  };
}

function crossProblems({ connections, orders = [], replies = [] }: SettingsDraft): SettingsProblem[] {
  return [
    ...connectionProblems(connections),
    ...orderProblems(orders),
    ...duplicateIds('replies', replies, 'form'),
  ];
}

function orderProblems(orders: readonly OrdersEntry[]): SettingsProblem[] {
  return orders.flatMap((one, index) => {
    const problem = (key: string, code: 'duplicate' | 'not-encrypted'): SettingsProblem => ({
      path: pathText(['orders', index, key]),
      code,
      from: 'form',
    });
    return [
      ...(orders.findIndex(({ id }) => id === one.id) < index ? [problem('id', 'duplicate')] : []),
      ...(orderAddresses(one).some(isPlainHttp) && !one.allowPlainHttp
        ? [problem('allowPlainHttp', 'not-encrypted')]
        : []),
    ];
  });
}

function connectionProblems(connections: readonly ConnectionDraft[]): SettingsProblem[] {
  return connections.flatMap((one, index) => {
    const problems: SettingsProblem[] = [];
    if (connections.findIndex(({ id }) => id === one.id) < index) {
      problems.push({ path: pathText(['connections', index, 'id']), code: 'duplicate', from: 'form' });
    }
    if (one.provider !== 'local' && addressesOf(one).some(isPlainHttp) && !one.allowPlainHttp) {
      problems.push({
        path: pathText(['connections', index, 'allowPlainHttp']),
        code: 'not-encrypted',
        from: 'form',
      });
    }
    return problems;
  });
}
