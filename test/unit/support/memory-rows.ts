import type { SealedCollection } from '../../../lib/sealed/index.ts';

/**
 * A sealed collection in memory. `travel` is awaited before each call takes effect and again before it is answered: a
 * test's latency, or fast-check's `scheduler.schedule`. By default one microtask.
 */
export function memoryRows<T>(
  rows = new Map<string, T>(),
  travel: (what: string) => Promise<unknown> = async () => {},
): SealedCollection<T> {
  async function call<R>(what: string, effect: () => R): Promise<R> {
    await travel(what);
    const result = effect();
    await travel(`${what} done`);
    return result;
  }
  return {
    get: (id) => call(`read ${id}`, () => structuredClone(rows.get(id))),
    put: (id, value) => call(`keep ${id}`, () => void rows.set(id, structuredClone(value))),
    delete: (id) => call(`drop ${id}`, () => void rows.delete(id)),
    list: () => call('list', () => [...rows].map(([id, value]) => ({ id, value: structuredClone(value) }))),
  };
}
