import type { Managed } from '../../../lib/settings/resolve.ts';
import { isManaged } from '../../../lib/settings/resolve.ts';
import type { ConnectionDraft, Provider, SettingsDraft } from '../../../lib/settings/schema.ts';
import {
  type ConnectionField,
  type ConnectionValues,
  fieldPaths,
  freeId,
  newValues,
  valuesFor,
  valuesOf,
} from './connection-values.ts';

/** The one connection that is being typed. It outlives what arrives meanwhile, such as a policy. */
export interface OpenForm {
  id: string;
  provider: Provider;
  isNew: boolean;
  values: ConnectionValues;
  /** Something was typed or chosen. */
  touched: boolean;
}

export function formFor(connection: ConnectionDraft): OpenForm {
  const { id, provider } = connection;
  return { id, provider, isNew: false, values: valuesOf(connection), touched: false };
}

/** @param used ids that are not handed out again. */
export function newForm(provider: Provider, used: readonly string[]): OpenForm {
  return {
    id: freeId(provider, used),
    provider,
    isNew: true,
    values: newValues(provider),
    touched: false,
  };
}

/** The same form for another back end; what was typed stays. */
export function withProvider(form: OpenForm, provider: Provider, used: readonly string[]): OpenForm {
  const id = freeId(provider, used);
  return { ...form, provider, id, values: valuesFor(provider, form.values), touched: true };
}

/** Whether policy decides a field of the connection that is being typed. */
export function isFieldLocked(form: OpenForm, managed: Managed, field: ConnectionField): boolean {
  return !form.isNew && isDecided(managed, form.id, field);
}

function isDecided(managed: Managed, id: string, field: ConnectionField): boolean {
  return pathsOf(field).some((path) => isManaged(managed, 'connections', id, ...path));
}

/** Whoever gives a key, a token or a token service has chosen between them. */
function pathsOf(field: ConnectionField): readonly (readonly string[])[] {
  return field === 'entry'
    ? [fieldPaths.serviceUrl, fieldPaths.appId, fieldPaths.appKey, fieldPaths.accessToken]
    : [fieldPaths[field]];
}

/** What is typed, except where policy decides: there its value shows, and comes and goes with it. */
export function shownValues(form: OpenForm, settings: SettingsDraft, managed: Managed): ConnectionValues {
  const inForce = settings.connections.find((one) => one.id === form.id);
  if (form.isNew || !inForce) return form.values;
  const decided = Object.entries(valuesOf(inForce)).filter(([field]) =>
    isDecided(managed, form.id, field as ConnectionField),
  );
  return { ...form.values, ...Object.fromEntries(decided) };
}

/** The settings with this connection in them; a new one is in use only where none was. */
export function withConnection(settings: SettingsDraft, connection: ConnectionDraft): SettingsDraft {
  const known = settings.connections.some((one) => one.id === connection.id);
  return {
    ...settings,
    connections: known
      ? settings.connections.map((one) => (one.id === connection.id ? connection : one))
      : [...settings.connections, connection],
    activeConnection: settings.activeConnection ?? connection.id,
  };
}

export function withoutConnection(settings: SettingsDraft, id: string): SettingsDraft {
  const { activeConnection, ...rest } = settings;
  const connections = settings.connections.filter((one) => one.id !== id);
  const active = activeConnection === id ? connections[0]?.id : activeConnection;
  return { ...rest, connections, ...(active !== undefined && { activeConnection: active }) };
}
