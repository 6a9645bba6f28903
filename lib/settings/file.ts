/** Settings as a file: what goes out, and what a file that comes in would do. Pure. */
import * as v from 'valibot';
import { withoutSecrets } from './credentials.ts';
import { isPlainHttp, permissionPattern } from './permission-pattern.ts';
import { pathText, problemsOf, type SettingsProblem } from './problems.ts';
import {
  type ConnectionDraft,
  type Credentials,
  credentialFields,
  keptOnDevice,
  type SettingsDraft,
  settingsDraftSchema,
} from './schema.ts';
import { withoutUnknownKeys } from './unknown-keys.ts';

/** The settings as JSON, without secrets: a placeholder stands for each. */
export function exportSettings(settings: SettingsDraft): string {
  const connections = settings.connections.map((one) =>
    one.provider === 'local' ? one : withoutSecrets(one, one.credentials),
  );
  return `${JSON.stringify({ ...settings, connections }, null, 2)}\n`;
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
  const known = new Set(present.connections.map(patternOf));
  const newHosts = new Set(
    incoming.map(patternOf).filter((pattern) => pattern !== null && !known.has(pattern)),
  );

  const active = file.activeConnection ?? present.activeConnection;
  return {
    plan: {
      settings: {
        ...file,
        connections: [...present.connections.filter((one) => !replaced.has(one.id)), ...incoming],
        ...(active !== undefined && { activeConnection: active }),
      },
      connections: incoming.map((one) => describe(one, before.get(one.id))),
      newHosts: [...newHosts].filter((pattern) => pattern !== null),
    },
  };
}

/** The plan's settings once the user has accepted every address without encryption that it names. */
export function acceptPlainHttp(plan: ImportPlan): SettingsDraft {
  const accepted = new Set(plan.connections.filter((one) => one.needsConsent).map((one) => one.id));
  const connections = plan.settings.connections.map((one) =>
    one.provider !== 'local' && accepted.has(one.id) ? { ...one, allowPlainHttp: true } : one,
  );
  return { ...plan.settings, connections };
}

/** The permission that a connection needs; null for one that contacts nobody. */
export function patternOf(connection: ConnectionDraft): string | null {
  return connection.provider === 'local' ? null : permissionPattern(connection.baseUrl);
}

function crossProblems(file: SettingsDraft, present: SettingsDraft): SettingsProblem[] {
  const problems: SettingsProblem[] = [];
  const ids = new Set<string>();
  for (const [index, { id }] of file.connections.entries()) {
    if (ids.has(id))
      problems.push({ path: pathText(['connections', index, 'id']), code: 'duplicate', from: 'file' });
    ids.add(id);
  }
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
    before?.provider === incoming.provider && origin(before) === origin(incoming) ? before : undefined;
  const had: Credentials = { ...same?.credentials };
  const credentials = Object.entries(incoming.credentials ?? {}).filter(
    ([field, value]) => value !== keptOnDevice || had[field] !== undefined,
  );
  return {
    ...incoming,
    allowPlainHttp: same?.allowPlainHttp ?? false,
    ...(incoming.credentials && { credentials: Object.fromEntries(credentials) }),
  };
}

function describe(incoming: ConnectionDraft, before: ConnectionDraft | undefined): ImportedConnection {
  const { id, provider } = incoming;
  const base = { id, name: incoming.name ?? null, provider, change: before ? 'replaced' : 'added' } as const;
  if (incoming.provider === 'local') {
    return { ...base, address: null, needsConsent: false, credentialsMissing: false };
  }
  const given: Credentials = { ...incoming.credentials };
  return {
    ...base,
    address: incoming.baseUrl,
    needsConsent: isPlainHttp(incoming.baseUrl) && !incoming.allowPlainHttp,
    credentialsMissing: credentialFields[provider].some((field) => given[field] === undefined),
  };
}

function origin(connection: ConnectionDraft): string | null {
  return connection.provider === 'local' ? null : new URL(connection.baseUrl).origin;
}
