/** Settings as a file: what goes out, and what a file that comes in would do. Pure. */
import * as v from 'valibot';
import { addressesOf, orderAddresses, orderOrigin } from './addresses.ts';
import { givenCredentials, lacksCredentials, mapCredentials, withoutSecrets } from './credentials.ts';
import { neededAccess } from './needed-access.ts';
import { givenOrderSecrets, mapOrderSecrets } from './order-secrets.ts';
import { isEmbed, type OrdersEntry } from './orders-entry.ts';
import { isPlainHttp } from './permission-pattern.ts';
import { duplicateIds, pathText, problemsOf, type SettingsProblem } from './problems.ts';
import type { QuickReply } from './quick-reply.ts';
import { type ConnectionDraft, keptOnDevice, type SettingsDraft, settingsDraftSchema } from './schema.ts';
import { withoutUnknownKeys } from './unknown-keys.ts';

/** The settings as JSON, without secrets: a placeholder stands for each. */
export function exportSettings(settings: SettingsDraft): string {
  const connections = settings.connections.map((one) => withoutSecrets(one, givenCredentials(one)));
  const orders = settings.orders?.map((one) => mapOrderSecrets(one, () => keptOnDevice));
  return `${JSON.stringify({ ...settings, connections, ...(orders && { orders }) }, null, 2)}\n`;
}

interface ImportedOrders {
  id: string;
  name: string | null;
  change: 'added' | 'replaced';
  /** A page that is shown, not a source that is read. */
  isPage: boolean;
  /** Where its request goes, for people. */
  address: string;
  needsConsent: boolean;
  /** A secret of the file that neither it nor this device has a value for. */
  credentialsMissing: boolean;
}

interface ImportedConnection {
  id: string;
  name: string | null;
  provider: ConnectionDraft['provider'];
  change: 'added' | 'replaced';
  /** Its address, for people; null for a back end without one. */
  address: string | null;
  /** An address without encryption that the user has not accepted yet. */
  needsConsent: boolean;
  /** A credential neither the file nor this device has: it must be typed before the connection works. */
  credentialsMissing: boolean;
}

/** What a file would do, to be shown before it is done. */
export interface ImportPlan {
  /** The present settings with the file's laid over: connections by id, all else as the file says. */
  settings: SettingsDraft;
  connections: ImportedConnection[];
  /** Sources of orders. */
  orders: ImportedOrders[];
  /** How many quick replies come, and how many take the place of one that is there. */
  replies: { added: number; replaced: number };
  /** Permission patterns of hosts that the present settings do not use. */
  newHosts: string[];
}

/**
 * Reads a settings file against the settings of this device (as on the options page, secrets replaced). A placeholder
 * keeps the credential of this device, but only for the host it was typed for. Nothing is half-read: one error and
 * there are only problems, each by path.
 */
export function readSettingsFile(
  text: string,
  present: SettingsDraft,
): { plan: ImportPlan } | { problems: SettingsProblem[] } {
  let input: unknown;
  try {
    input = JSON.parse(text);
  } catch {
    return { problems: [{ path: '', code: 'not-json', from: 'file' }] };
  }
  // The schema would take a list for an object.
  if (Array.isArray(input))
    return { problems: [{ path: '', code: 'wrong-type', expected: 'Object', from: 'file' }] };
  const { value, unknown } = withoutUnknownKeys(settingsDraftSchema, input);
  const parsed = v.safeParse(settingsDraftSchema, value);
  const problems = [
    ...unknown.map((path): SettingsProblem => ({ path: pathText(path), code: 'unknown-key', from: 'file' })),
    ...problemsOf(parsed.issues ?? [], [], 'file'),
  ];
  if (!parsed.success) return { problems };

  const file = parsed.output;
  problems.push(...crossProblems(file, present));
  if (problems.length > 0) return { problems };

  const before = new Map(present.connections.map((one) => [one.id, one]));
  const incoming = file.connections.map((one) => trusted(one, before.get(one.id)));
  const replaced = new Set(incoming.map((one) => one.id));
  const sources = (file.orders ?? []).map((one) => trustedOrders(one, present));
  const orders = [
    ...(present.orders ?? []).filter(({ id }) => !sources.some((one) => one.id === id)),
    ...sources,
  ];
  const { replies, ...repliesPlan } = importedReplies(file.replies ?? [], present.replies ?? []);
  const known = new Set(neededAccess(present));
  const wanted = neededAccess({ connections: incoming, orders: sources });
  const newHosts = new Set(wanted.filter((pattern) => !known.has(pattern)));

  const active = file.activeConnection ?? present.activeConnection;
  return {
    plan: {
      settings: {
        ...file,
        connections: [...present.connections.filter((one) => !replaced.has(one.id)), ...incoming],
        ...(active !== undefined && { activeConnection: active }),
        ...(orders.length > 0 && { orders }),
        ...(replies.length > 0 && { replies }),
      },
      replies: repliesPlan,
      orders: sources.map((one, index) => describeOrders(one, file.orders?.[index], present)),
      connections: incoming.map((one) => describe(one, before.get(one.id))),
      newHosts: [...newHosts],
    },
  };
}

/** By id: a reply of the file takes the place of the present one where that stands. */
function importedReplies(incoming: readonly QuickReply[], present: readonly QuickReply[]) {
  const byId = new Map(present.map((one) => [one.id, one]));
  for (const one of incoming) byId.set(one.id, one);
  const added = byId.size - present.length;
  return { replies: [...byId.values()], added, replaced: incoming.length - added };
}

/** The plan's settings once the user has accepted every address without encryption that it names. */
export function acceptPlainHttp(plan: ImportPlan): SettingsDraft {
  const accepted = new Set(plan.connections.filter((one) => one.needsConsent).map((one) => one.id));
  const connections = plan.settings.connections.map((one) =>
    one.provider !== 'local' && accepted.has(one.id) ? { ...one, allowPlainHttp: true } : one,
  );
  const shops = new Set(plan.orders.filter((one) => one.needsConsent).map((one) => one.id));
  const orders = plan.settings.orders?.map((one) =>
    shops.has(one.id) ? { ...one, allowPlainHttp: true } : one,
  );
  return { ...plan.settings, connections, ...(orders && { orders }) };
}

function crossProblems(file: SettingsDraft, present: SettingsDraft): SettingsProblem[] {
  const ids = new Set(file.connections.map(({ id }) => id));
  const problems: SettingsProblem[] = [
    ...duplicateIds('connections', file.connections, 'file'),
    ...duplicateIds('orders', file.orders ?? [], 'file'),
    ...duplicateIds('replies', file.replies ?? [], 'file'),
  ];
  const { activeConnection: active } = file;
  if (active !== undefined && !ids.has(active) && !present.connections.some((one) => one.id === active)) {
    problems.push({ path: 'activeConnection', code: 'no-such-connection', from: 'file' });
  }
  return problems;
}

/**
 * What a file may not decide: a kept secret goes to no other host than the one it was typed for, and consent to an
 * address without encryption is the user's.
 */
function trusted(incoming: ConnectionDraft, before: ConnectionDraft | undefined): ConnectionDraft {
  if (incoming.provider === 'local') return incoming;
  const same =
    before &&
    before.provider !== 'local' &&
    before.provider === incoming.provider &&
    goesWhere(before, incoming)
      ? before
      : undefined;
  const had = same ? givenCredentials(same) : {};
  const kept = mapCredentials(incoming, (value, [, field]) =>
    value !== keptOnDevice || had[field] !== undefined ? value : undefined,
  );
  return kept.provider === 'local' ? kept : { ...kept, allowPlainHttp: same?.allowPlainHttp ?? false };
}

/** The same for what stands among the orders. */
function trustedOrders(incoming: OrdersEntry, { orders = [] }: SettingsDraft): OrdersEntry {
  const before = orders.find(({ id }) => id === incoming.id);
  const isSame = before?.kind === incoming.kind && orderOrigin(before) === orderOrigin(incoming);
  const same = isSame ? before : undefined;
  const had = same ? givenOrderSecrets(same) : {};
  const kept = mapOrderSecrets(incoming, (value, name) =>
    value !== keptOnDevice || had[name] !== undefined ? value : undefined,
  );
  return { ...kept, allowPlainHttp: same?.allowPlainHttp ?? false };
}

function describeOrders(
  incoming: OrdersEntry,
  asFiled: OrdersEntry | undefined,
  { orders = [] }: SettingsDraft,
): ImportedOrders {
  const { id, name, allowPlainHttp } = incoming;
  const secretsOf = (entry: OrdersEntry) => Object.keys(givenOrderSecrets(entry)).length;
  const addresses = orderAddresses(incoming);
  const plain = addresses.find(isPlainHttp);
  return {
    id,
    name: name ?? null,
    isPage: isEmbed(incoming),
    change: orders.some((one) => one.id === id) ? 'replaced' : 'added',
    address: new URL(plain ?? addresses[0] ?? '').origin,
    needsConsent: plain !== undefined && !allowPlainHttp,
    credentialsMissing: asFiled !== undefined && secretsOf(incoming) < secretsOf(asFiled),
  };
}

function describe(incoming: ConnectionDraft, before: ConnectionDraft | undefined): ImportedConnection {
  const { id, provider } = incoming;
  const plain = addressesOf(incoming).filter(isPlainHttp);
  const consented = incoming.provider === 'local' || incoming.allowPlainHttp;
  return {
    id,
    name: incoming.name ?? null,
    provider,
    change: before ? 'replaced' : 'added',
    address: plain[0] ?? addressesOf(incoming)[0] ?? null,
    needsConsent: plain.length > 0 && !consented,
    credentialsMissing: lacksCredentials(incoming),
  };
}

/** Whether both contact the same servers. */
function goesWhere(one: ConnectionDraft, other: ConnectionDraft): boolean {
  const origins = (connection: ConnectionDraft) =>
    addressesOf(connection).map((address) => new URL(address).origin);
  return JSON.stringify(origins(one)) === JSON.stringify(origins(other));
}
