/** Writes the settings of this device: credentials into the sealed store, the rest beside what policy decides. */
import { mapCredentials, partCredentials } from './credentials.ts';
import { mapOrderSecrets, orderSecretsKey, partOrderSecrets } from './order-secrets.ts';
import type { OrdersEntry } from './orders-entry.ts';
import { isManaged, type Managed, ownSecretsOf, resolveSettings } from './resolve.ts';
import { type ConnectionDraft, type Credentials, keptOnDevice, type SettingsDraft } from './schema.ts';
import { withStoredUnderPolicy } from './stored-under-policy.ts';

/** Where they lie in `storage.local`. */
export const storageKey = 'settings';

export interface SettingsStores {
  local: {
    get(key: string): Promise<Record<string, unknown>>;
    set(items: Record<string, unknown>): Promise<void>;
  };
  /** In the sealed store, by connection id, or `orderSecretsKey` of what stands among the orders. */
  credentials: {
    get(key: string): Promise<Credentials | undefined>;
    put(key: string, credentials: Credentials): Promise<void>;
    delete(key: string): Promise<void>;
  };
}

/** Whether connections are not what they were, or only what is done with them: which is in use, preferences, a pause. */
export type SettingsChange = 'connections' | 'choices';

export function keptCredentials(
  credentials: Pick<SettingsStores['credentials'], 'get'>,
  { id, provider }: Pick<ConnectionDraft, 'id' | 'provider'>,
): Promise<Credentials | undefined> {
  return provider === 'local' ? Promise.resolve(undefined) : credentials.get(id);
}

/** `had` before, `kept` from now on; `stored` is the connection, or the source, without them. */
interface Change<T = unknown> {
  id: string;
  had: Credentials | undefined;
  kept: Credentials | null;
  stored: T;
}

/**
 * All of it, or nothing: throws what the stores throw, with everything as it was. `policy` and `before` are what decides,
 * and what is stored now.
 */
export async function keepSettings(
  draft: SettingsDraft,
  { policy, before }: { policy: unknown; before: unknown },
  { local, credentials }: SettingsStores,
): Promise<SettingsChange> {
  const seen = resolveSettings(policy, before);
  const changes = await Promise.all(
    draft.connections.map(async (connection): Promise<Change<ConnectionDraft>> => {
      const had = await keptCredentials(credentials, connection);
      return { id: connection.id, had, ...partCredentials(ownCredentials(connection, seen.managed), had) };
    }),
  );
  const gone = await Promise.all(
    seen.settings.connections
      .filter(({ id }) => !draft.connections.some((one) => one.id === id))
      .filter(({ id }) => !isManaged(seen.managed, 'connections', id))
      .map(async (one): Promise<Change> => {
        return { id: one.id, had: await keptCredentials(credentials, one), kept: null, stored: one };
      }),
  );
  const sources = await ordersKept(draft.orders ?? [], seen, credentials);
  const connections = changes.map(({ stored }) => stored);
  const orders = sources.there.map(({ stored }) => stored);
  const stored = withStoredUnderPolicy({ ...draft, connections, orders }, before, seen);
  const all = [...changes, ...gone, ...sources.there, ...sources.gone];
  const other = all.filter(({ had, kept }) => !isSame(had ?? null, kept));
  await allOrNothing(credentials, other, () => local.set({ [storageKey]: stored }));
  const now = resolveSettings(policy, stored).settings;
  const isSameCompany = isSame(seen.settings.connections, now.connections);
  const isSameShop = isSame(seen.settings.orders ?? null, now.orders ?? null);
  return other.length === 0 && isSameCompany && isSameShop ? 'choices' : 'connections';
}

/** What the sealed store keeps for what stands among the orders. */
export const keptOrderSecrets = (
  credentials: Pick<SettingsStores['credentials'], 'get'>,
  entry: OrdersEntry,
  managed: Managed,
): Promise<Credentials | undefined> => credentials.get(secretsKey(entry, managed));

const secretsKey = (entry: OrdersEntry, managed: Managed): string =>
  orderSecretsKey(entry, isManaged(managed, 'orders', entry.id));

/** The same for what stands among the orders; of that of policy the secrets alone that it leaves to the user. */
async function ordersKept(
  orders: readonly OrdersEntry[],
  { settings, managed }: Pick<ReturnType<typeof resolveSettings>, 'settings' | 'managed'>,
  credentials: Pick<SettingsStores['credentials'], 'get'>,
): Promise<{ there: Change<OrdersEntry>[]; gone: Change[] }> {
  const isOwn = ({ id }: OrdersEntry) => !isManaged(managed, 'orders', id);
  const inForce = settings.orders ?? [];
  const gone = inForce.filter(({ id }) => !orders.some((one) => one.id === id)).filter(isOwn);

  async function change<T extends object>(entry: OrdersEntry, part: (had: Credentials | undefined) => T) {
    const had = await keptOrderSecrets(credentials, entry, managed);
    return { id: secretsKey(entry, managed), had, ...part(had) };
  }
  const own = orders.filter(isOwn).map((one) => change(one, (had) => partOrderSecrets(one, had)));
  // For the host that policy names, whatever the draft says.
  const leftToUser = inForce.flatMap((entry) => {
    const names = ownSecretsOf(managed, entry.id);
    const draft = orders.find(({ id }) => id === entry.id);
    if (names.length === 0 || !draft) return [];
    const typed = mapOrderSecrets(draft, (value, name) => (names.includes(name) ? value : undefined));
    return [change(entry, (had) => partOrderSecrets(typed, had))];
  });
  return {
    there: await Promise.all([...own, ...leftToUser]),
    gone: await Promise.all(gone.map((one) => change(one, () => ({ kept: null, stored: null })))),
  };
}

async function allOrNothing(
  credentials: SettingsStores['credentials'],
  changes: readonly Change[],
  commit: () => Promise<void>,
): Promise<void> {
  const put = (id: string, value: Credentials | null) =>
    value ? credentials.put(id, value) : credentials.delete(id);
  const done: Change[] = [];
  try {
    for (const change of changes) {
      done.push(change);
      await put(change.id, change.kept);
    }
    await commit();
  } catch (thrown) {
    await Promise.allSettled(done.map(({ id, had }) => put(id, had ?? null)));
    throw thrown;
  }
}

/** Credentials that policy gives are not the user's to keep; an own one beneath stays for when the policy goes. */
function ownCredentials(connection: ConnectionDraft, managed: Managed): ConnectionDraft {
  return mapCredentials(connection, (value, path) =>
    isManaged(managed, 'connections', connection.id, ...path) ? keptOnDevice : value,
  );
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
