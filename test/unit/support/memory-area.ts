import type { SessionArea } from '../../../lib/session/writer.ts';

/** `storage.session` in memory: copies in, copies out, one microtask late, as the real one would. */
export function memoryArea(): SessionArea & { all(): Record<string, unknown> } {
  const values = new Map<string, unknown>();
  const copy = (value: unknown) => structuredClone(value);
  return {
    async get(keys) {
      const wanted = keys === null ? [...values.keys()] : [keys].flat();
      return Object.fromEntries(
        wanted.filter((key) => values.has(key)).map((key) => [key, copy(values.get(key))]),
      );
    },
    async set(items) {
      for (const [key, value] of Object.entries(items)) values.set(key, copy(value));
    },
    async remove(keys) {
      for (const key of [keys].flat()) values.delete(key);
    },
    all: () => Object.fromEntries(values),
  };
}
