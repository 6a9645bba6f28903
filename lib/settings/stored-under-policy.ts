import { isRecord } from './is-record.ts';
import { isManaged, type Managed, type ResolvedSettings } from './resolve.ts';
import type { SettingsDraft } from './schema.ts';

/**
 * What to keep in `storage.local` of a draft that was made under a policy. Values that policy decides stay as they
 * were `before`, or absent; connections that the maker of the draft could not see or remove (refused ones, additions
 * to policy) stay too. Pure.
 */
export function withStoredUnderPolicy(
  draft: SettingsDraft,
  before: unknown,
  seen: Pick<ResolvedSettings, 'settings' | 'managed'>,
): Record<string, unknown> {
  const { connections, orders = [], replies = [], ...rest } = draft;
  const old = isRecord(before) && before.version === 1 ? before : {};
  const oldConnections = Array.isArray(old.connections) ? old.connections.filter(isRecord) : [];

  const removable = new Set(
    seen.settings.connections
      .map((one) => one.id)
      .filter((id) => !isManaged(seen.managed, 'connections', id)),
  );
  const drafted = new Set<unknown>(connections.map((one) => one.id));
  const unseen = oldConnections.filter((one) => !drafted.has(one.id) && !removable.has(String(one.id)));
  const kept = connections.map((one) => {
    const was = oldConnections.find((two) => two.id === one.id);
    return { ...ownValues(one, was, ['connections', one.id], seen.managed), id: one.id };
  });
  const ownOrders = listUnderPolicy('orders', orders, old.orders, seen);
  const ownReplies = listUnderPolicy('replies', replies, old.replies, seen);
  return {
    ...ownValues(rest, old, [], seen.managed),
    connections: [...kept, ...unseen],
    ...(ownOrders.length > 0 && { orders: ownOrders }),
    ...(ownReplies.length > 0 && { replies: ownReplies }),
  };
}

/** What policy has of these lists wins whole, so what the user has beneath it stays as it was. */
function listUnderPolicy(
  key: 'orders' | 'replies',
  list: readonly { id: string }[],
  before: unknown,
  { settings, managed }: Pick<ResolvedSettings, 'settings' | 'managed'>,
): unknown[] {
  const old = Array.isArray(before) ? before.filter(isRecord) : [];
  const decided = new Set(managed.paths);
  const isOwn = (id: string) => !decided.has(`${key}.${id}`);
  const own = list.filter(({ id }) => isOwn(id));
  const shown = (settings[key] ?? []).filter(({ id }) => isOwn(id));
  const gone = new Set<unknown>([...own, ...shown].map(({ id }) => id));
  return [...own, ...old.filter(({ id }) => !gone.has(id))];
}

function ownValues(value: object, was: unknown, path: string[], managed: Managed): Record<string, unknown> {
  const below = isRecord(was) ? was : {};
  const result: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value)) {
    const at = [...path, key];
    if (isRecord(inner)) result[key] = ownValues(inner, below[key], at, managed);
    else if (!isManaged(managed, ...at)) result[key] = inner;
    else if (below[key] !== undefined) result[key] = below[key];
  }
  return result;
}
