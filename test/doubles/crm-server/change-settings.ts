import type { JsonObject } from './json.ts';

/** Sets by name. Throws on a name that `usual` has not, or a value of another type. */
export function changeSettings<S extends object>(usual: S, settings: S, changes: JsonObject): void {
  const known = new Map<string, unknown>(Object.entries(usual));
  for (const [name, value] of Object.entries(changes)) {
    if (!known.has(name) || typeof known.get(name) !== typeof value)
      throw new Error(`no such setting: ${name}`);
  }
  Object.assign(settings, changes);
}
