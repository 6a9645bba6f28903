import * as v from 'valibot';
import { isRecord } from './is-record.ts';
import { givenOrderSecrets } from './order-secrets.ts';
import { type OrdersEntry, ordersEntrySchema } from './orders-entry.ts';
import { isPlainHttp } from './permission-pattern.ts';
import { type Door, type Path, pathText, problemsOf, type SettingsProblem } from './problems.ts';
import { type QuickReply, quickReplySchema } from './quick-reply.ts';
import {
  type ConnectionDraft,
  connectionDraftSchema,
  keptOnDevice,
  type SettingsDraft,
  settingsDraftSchema,
} from './schema.ts';
import { withoutUnknownKeys } from './unknown-keys.ts';

/**
 * What policy decides, as paths of the settings with connections by id: `preferences.theme`, `connections.wa` (the
 * connection itself, which can't be removed), `connections.wa.credentials.apiKey`.
 */
export interface Managed {
  paths: string[];
  /** Which secrets policy leaves to each user, of what stands among the orders. Absent: none. */
  ownSecrets?: { id: string; names: string[] }[];
}

export interface ResolvedSettings {
  settings: SettingsDraft;
  managed: Managed;
  problems: SettingsProblem[];
}

/**
 * Lays the administrator's policy over what the user keeps. Pure.
 *
 * - A value of policy wins, field by field; a list (tags, stages) wins whole.
 * - A connection with one wrong value is refused as a whole and named by path; the rest stays. When policy's own is
 *   refused, a stored one of the same id is not used in its place.
 * - An unknown key is named and left out: some browsers have stripped it before we see it.
 * - A stored connection without `provider` only adds to one of policy, and rests while policy does not name it.
 * - A source of orders and a quick reply of policy win whole, and stand before the user's.
 * - Plain `http:` in policy is consent.
 */
export function resolveSettings(policy: unknown, stored: unknown): ResolvedSettings {
  const above = readLayer(policy, 'policy');
  const below = readLayer(stored, 'stored');
  const problems = [...above.problems, ...below.problems];
  const paths: string[] = [];

  const connections: ConnectionDraft[] = [];
  for (const mine of above.connections) {
    const raw = policyConnection(mine.raw);
    const alone = v.safeParse(connectionDraftSchema, raw);
    if (!alone.success) {
      problems.push(...problemsOf(alone.issues, ['connections', mine.index], 'policy'));
      continue;
    }
    paths.push(`connections.${mine.id}`, ...leaves(raw, ['connections', mine.id]));
    const added = below.connections.find((one) => one.id === mine.id);
    if (!added || (added.raw.provider !== undefined && added.raw.provider !== raw.provider)) {
      connections.push(alone.output);
      continue;
    }
    const both = v.safeParse(connectionDraftSchema, layOver(raw, added.raw));
    connections.push(both.success ? both.output : alone.output);
    if (!both.success) problems.push(...problemsOf(both.issues, ['connections', added.index], 'stored'));
  }

  const decided = new Set(above.ids);
  for (const mine of below.connections) {
    if (decided.has(mine.id) || mine.raw.provider === undefined) continue;
    const parsed = v.safeParse(connectionDraftSchema, mine.raw);
    if (parsed.success) connections.push(parsed.output);
    else problems.push(...problemsOf(parsed.issues, ['connections', mine.index], 'stored'));
  }

  paths.push(...Object.keys(above.preferences).map((key) => `preferences.${key}`));
  const enabled = above.enabled ?? below.enabled ?? true;
  if (above.enabled !== undefined) paths.push('enabled');

  let active: string | undefined;
  for (const [layer, from] of [[above, 'policy'] as const, [below, 'stored'] as const]) {
    if (layer.activeConnection === undefined || active !== undefined) continue;
    if (connections.some((one) => one.id === layer.activeConnection)) {
      active = layer.activeConnection;
      if (from === 'policy') paths.push('activeConnection');
    } else {
      problems.push({ path: 'activeConnection', code: 'no-such-connection', from });
    }
  }
  active ??= connections[0]?.id;

  const orders: OrdersEntry[] = [];
  const ownSecrets: NonNullable<Managed['ownSecrets']> = [];
  for (const [layer, from] of [[above, 'policy'] as const, [below, 'stored'] as const]) {
    for (const { id, index, raw } of layer.orders) {
      if (from === 'stored' && above.orders.some((one) => one.id === id)) continue;
      const parsed = v.safeParse(ordersEntrySchema, from === 'policy' ? policyOrders(raw) : raw);
      if (!parsed.success) {
        problems.push(...problemsOf(parsed.issues, ['orders', index], from));
        continue;
      }
      orders.push(parsed.output);
      if (from === 'stored') continue;
      paths.push(['orders', id].join('.'));
      const own = Object.entries(givenOrderSecrets(parsed.output)).filter(([, one]) => one === keptOnDevice);
      if (own.length > 0) ownSecrets.push({ id, names: own.map(([name]) => name) });
    }
  }

  const replies: QuickReply[] = [];
  const decidedReplies = new Set(above.replies.map(({ id }) => id));
  for (const [layer, from] of [[above, 'policy'] as const, [below, 'stored'] as const]) {
    for (const { id, index, raw } of layer.replies) {
      if (from === 'stored' && decidedReplies.has(id)) continue;
      const parsed = v.safeParse(quickReplySchema, raw);
      if (!parsed.success) {
        problems.push(...problemsOf(parsed.issues, ['replies', index], from));
        continue;
      }
      replies.push(parsed.output);
      if (from === 'policy') paths.push(['replies', id].join('.'));
    }
  }

  return {
    settings: {
      version: 1,
      enabled,
      connections,
      ...(active !== undefined && { activeConnection: active }),
      ...(orders.length > 0 && { orders }),
      ...(replies.length > 0 && { replies }),
      preferences: v.parse(settingsDraftSchema.entries.preferences, {
        ...below.preferences,
        ...above.preferences,
      }),
    },
    managed: { paths, ...(ownSecrets.length > 0 && { ownSecrets }) },
    problems,
  };
}

/** Whether policy decides this path, as in {@link Managed}. */
export function isManaged(managed: Managed, ...path: string[]): boolean {
  return managed.paths.includes(path.join('.'));
}

/** The secrets of what stands among the orders that policy names and leaves to each user. */
export const ownSecretsOf = ({ ownSecrets = [] }: Managed, id: string): readonly string[] =>
  ownSecrets.find((one) => one.id === id)?.names ?? [];

/** Something with an id of its own, not judged yet. */
interface Listed {
  id: string;
  index: number;
  raw: Record<string, unknown>;
}

interface Layer {
  enabled: boolean | undefined;
  activeConnection: string | undefined;
  preferences: Record<string, unknown>;
  connections: Listed[];
  /** A source of policy wins whole. */
  orders: Listed[];
  replies: Listed[];
  /** Of all connections that have one, refused or not. */
  ids: string[];
  problems: SettingsProblem[];
}

function readLayer(input: unknown, from: Door): Layer {
  const layer: Layer = {
    enabled: undefined,
    activeConnection: undefined,
    preferences: {},
    connections: [],
    orders: [],
    replies: [],
    ids: [],
    problems: [],
  };
  if (input === undefined || input === null) return layer;
  if (!isRecord(input)) {
    layer.problems.push({ path: '', code: 'wrong-type', expected: 'Object', from });
    return layer;
  }
  if (input.version !== undefined && input.version !== 1) {
    layer.problems.push({ path: 'version', code: 'other-version', from });
    return layer;
  }

  const { value, unknown } = withoutUnknownKeys(settingsDraftSchema, input);
  layer.problems.push(
    ...unknown.map((path): SettingsProblem => ({ path: pathText(path), code: 'unknown-key', from })),
  );
  const known = isRecord(value) ? value : {};
  const { entries } = settingsDraftSchema;

  function read<T>(schema: v.GenericSchema<unknown, T>, given: unknown, path: Path): T | undefined {
    if (given === undefined) return undefined;
    const parsed = v.safeParse(schema, given);
    if (parsed.success) return parsed.output;
    layer.problems.push(...problemsOf(parsed.issues, path, from));
    return undefined;
  }

  layer.enabled = read(entries.enabled, known.enabled, ['enabled']);
  layer.activeConnection = read(entries.activeConnection, known.activeConnection, ['activeConnection']);

  const preferences = read(v.record(v.string(), v.unknown()), known.preferences, ['preferences']) ?? {};
  for (const [key, schema] of Object.entries<v.GenericSchema>(entries.preferences.wrapped.entries)) {
    const preference = read(schema, preferences[key], ['preferences', key]);
    if (preference !== undefined) layer.preferences[key] = preference;
  }

  const withId = v.looseObject({ id: connectionDraftSchema.options[0].entries.id });
  function readList(key: 'connections' | 'orders' | 'replies'): Listed[] {
    const listed: Listed[] = [];
    const met = new Set<string>();
    const list = read(v.array(v.unknown()), known[key], [key]) ?? [];
    for (const [index, item] of list.entries()) {
      const raw = read(withId, item, [key, index]);
      if (!raw) continue;
      if (met.has(raw.id)) {
        layer.problems.push({ path: pathText([key, index, 'id']), code: 'duplicate', from });
      } else listed.push({ id: raw.id, index, raw });
      met.add(raw.id);
    }
    return listed;
  }
  layer.connections = readList('connections');
  layer.ids = layer.connections.map(({ id }) => id);
  layer.orders = readList('orders');
  layer.replies = readList('replies');
  return layer;
}

/** Plain http in policy is consent; a placeholder there (from an exported file) says that each user has an own key. */
function policyConnection(raw: Record<string, unknown>): Record<string, unknown> {
  const own = withoutPlaceholders(raw);
  const { url } = isRecord(own.tokenService) ? own.tokenService : {};
  const { baseUrl, tokenUrl } = isRecord(own.v2) ? own.v2 : {};
  const addresses = [own.baseUrl, own.authUrl, url, baseUrl, tokenUrl];
  const plain = addresses.some((address) => typeof address === 'string' && isPlainHttp(address));
  return { ...own, ...(plain && own.allowPlainHttp === undefined && { allowPlainHttp: true }) };
}

/** Plain http is consent here too; a placeholder stays, in place of the secret that each user has. */
function policyOrders(own: Record<string, unknown>): Record<string, unknown> {
  const addresses: unknown[] = [own.url, ...(Array.isArray(own.orElse) ? own.orElse : [])];
  const plain = addresses.some((address) => typeof address === 'string' && isPlainHttp(address));
  return plain && own.allowPlainHttp === undefined ? { ...own, allowPlainHttp: true } : own;
}

function withoutPlaceholders(raw: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(raw)
      .filter(([, value]) => value !== keptOnDevice)
      .map(([key, value]) => [key, isRecord(value) ? withoutPlaceholders(value) : value]),
  );
}

/** Objects are merged key by key; anything else of `above` hides what is below. */
function layOver(above: unknown, below: unknown): unknown {
  if (!isRecord(above) || !isRecord(below)) return above;
  const merged: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    merged[key] = Object.hasOwn(below, key) ? layOver(value, below[key]) : value;
  }
  return merged;
}

function leaves(value: unknown, path: string[]): string[] {
  if (!isRecord(value)) return [path.join('.')];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}
