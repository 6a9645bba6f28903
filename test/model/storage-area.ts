/** A `browser.storage` area: plain JSON, one request after the other, each on its way for a while. */
import { valueBytes } from '../doubles/session-area.ts';
import { type Context, deferred, type Machine, never, outside } from './machine.ts';

interface AreaChange {
  oldValue?: unknown;
  newValue?: unknown;
}
export type AreaChanges = Record<string, AreaChange>;

interface StorageArea {
  get(keys: string | string[] | null): Promise<Record<string, unknown>>;
  set(items: Record<string, unknown>): Promise<void>;
  remove(keys: string | string[]): Promise<void>;
  clear(): Promise<void>;
  getKeys(): Promise<string[]>;
  getBytesInUse(keys: string | string[] | null): Promise<number>;
  setAccessLevel(): Promise<void>;
}

/** ms one way. */
const hop = 0.4;

/**
 * @param most bytes of memory; what does not fit is refused.
 * @param refuses whether what it lies on can't be written.
 * @param onChanged of each change, when it is there.
 */
export function createStorageArea(
  machine: Machine,
  {
    most,
    refuses = () => false,
    onChanged,
  }: { most: number; refuses?: () => boolean; onChanged(changes: AreaChanges): void },
) {
  const values = new Map<string, string>();
  let free = 0;
  /** How often it was: what was under way then arrives nowhere. */
  let wiped = 0;

  /** Counted once, when it is laid there. */
  const sizes = new Map<string, number>();
  const sizeOf = (keys: readonly string[]) =>
    keys.reduce((sum, key) => sum + key.length + (sizes.get(key) ?? 0), 0);
  const named = (keys: string | string[] | null) =>
    (keys === null ? [...values.keys()] : [keys].flat()).filter((key) => values.has(key));

  function ask<T>(what: string, work: () => T, writes = false): Promise<T> {
    const context: Context = machine.current();
    if (!context.alive) return never();
    const answer = deferred<T>();
    free = Math.max(free, machine.now() + hop * (0.5 + machine.chance()));
    const mine = wiped;
    machine.after(free - machine.now(), outside, what, () => {
      if (mine !== wiped) return;
      let settle: () => void;
      try {
        if (writes && refuses()) throw new Error('IO error: .../000003.log: No space left on device');
        const result = work();
        settle = () => answer.resolve(result);
      } catch (thrown) {
        settle = () => answer.reject(thrown);
      }
      machine.after(hop * (0.5 + machine.chance()), context, `${what} answered`, settle);
    });
    return answer.promise;
  }

  function put(next: Map<string, string | null>): void {
    const before = new Map([...next.keys()].map((key) => [key, values.get(key)]));
    const lay = (rows: Map<string, string | null | undefined>) => {
      for (const [key, text] of rows) {
        if (text === null || text === undefined) values.delete(key);
        else values.set(key, text);
        sizes.set(key, text ? valueBytes(JSON.parse(text)) : 0);
      }
    };
    lay(next);
    if (sizeOf([...values.keys()]) > most) {
      lay(before);
      throw new Error('Session storage quota bytes exceeded. Values were not stored.');
    }
    const changes: AreaChanges = {};
    for (const [key, text] of next) {
      const old = before.get(key);
      if (old === (text ?? undefined)) continue;
      changes[key] = {
        ...(old !== undefined && { oldValue: JSON.parse(old) }),
        ...(text !== null && { newValue: JSON.parse(text) }),
      };
    }
    if (Object.keys(changes).length > 0) onChanged(changes);
  }

  const area: StorageArea = {
    get: (keys) =>
      ask('storage get', () =>
        Object.fromEntries(named(keys).map((key) => [key, JSON.parse(values.get(key) ?? 'null')])),
      ),
    set(items) {
      const next = new Map(Object.entries(items).map(([key, value]) => [key, JSON.stringify(value)]));
      return ask('storage set', () => put(next), true);
    },
    remove: (keys) => ask('storage remove', () => put(new Map([keys].flat().map((key) => [key, null])))),
    clear: () => ask('storage clear', () => put(new Map([...values.keys()].map((key) => [key, null])))),
    getKeys: () => ask('storage keys', () => [...values.keys()].sort()),
    getBytesInUse: (keys) => ask('storage size', () => sizeOf(named(keys))),
    setAccessLevel: () => Promise.resolve(),
  };

  return {
    area,
    /** As it lies there now. */
    read: (key: string): unknown => JSON.parse(values.get(key) ?? 'null'),
    keys: () => [...values.keys()],
    /** Memory ends with the browser. */
    wipe(): void {
      wiped += 1;
      values.clear();
      sizes.clear();
    },
    /** From outside of the extension: what was there, a policy. */
    lay: (items: Record<string, unknown>) =>
      put(new Map(Object.entries(items).map(([key, value]) => [key, JSON.stringify(value)]))),
    /**
     * Lays a value that counts for more than it is: megabytes of history would be copied with every read. Only while
     * there is room.
     */
    weigh(key: string, value: unknown, bytes: number): void {
      if (sizeOf([...values.keys()]) + bytes > most) return;
      values.set(key, JSON.stringify(value));
      sizes.set(key, bytes);
    },
  };
}
