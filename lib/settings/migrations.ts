import { isRecord } from './is-record.ts';

/** From one version to the next; its place in the chain, plus one, is the version it takes. Pure. */
type Migration = (old: Record<string, unknown>) => Record<string, unknown>;

/** Version 1 is the first. Each step has its own test over a saved old shape. */
const migrations: readonly Migration[] = [];

/**
 * Stored settings in the present version. What is no settings object, or is of a version we do not know, stays as
 * it is: the resolver names it.
 */
export function migrateSettings(stored: unknown, chain: readonly Migration[] = migrations): unknown {
  if (!isRecord(stored) || typeof stored.version !== 'number' || stored.version < 1) return stored;
  let settings = stored;
  for (const [index, migrate] of chain.entries()) {
    if (settings.version === index + 1) settings = { ...migrate(settings), version: index + 2 };
  }
  return settings;
}
