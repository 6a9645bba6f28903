/**
 * `browser.storage.session` as bad as the real one: it counts bytes of memory as Chromium does and refuses what is too
 * much, it answers late, and every change is told to who listens. Calls take effect in the order in which they were
 * made, whatever the order of their answers. Values are JSON on their way in and out.
 *
 * One double is one browser's area; every context of a test (worker, panel) holds the same one.
 */
import type { SessionArea } from '../../lib/session/area.ts';

export type SessionCall = 'get' | 'set' | 'remove' | 'getKeys' | 'getBytesInUse';

export interface SessionAreaDoubleOptions {
  quotaBytes?: number;
  /**
   * Awaited on each call's way there and on its answer's way back: a test's latency, or fast-check's
   * `scheduler.schedule`. By default one microtask.
   */
  travel?(way: 'there' | 'back', call: SessionCall, keys: readonly string[]): Promise<unknown>;
  /** Before Chromium 130 and Firefox 143 there was none. */
  hasGetKeys?: boolean;
}

type Changes = Record<string, { oldValue?: unknown; newValue?: unknown }>;
type Listener = (changes: Changes) => void;
interface Told {
  addListener(listener: Listener): void;
  removeListener(listener: Listener): void;
}

export function sessionAreaDouble({
  quotaBytes = 10_485_760,
  travel = async () => {},
  hasGetKeys = true,
}: SessionAreaDoubleOptions = {}) {
  const values = new Map<string, unknown>();
  const sizes = new Map<string, number>();
  let total = 0;
  let refused = 0;
  const listeners = new Set<Listener>();
  const calls: { call: SessionCall; keys: string[] }[] = [];
  let refusals: ((items: Record<string, unknown>) => boolean)[] = [];
  let arrival: Promise<unknown> = Promise.resolve();

  /** Runs `effect` once the call has arrived and everything that was called before has had its own. */
  async function call<T>(name: SessionCall, keys: string[], effect: () => T): Promise<T> {
    calls.push({ call: name, keys });
    const here = Promise.all([arrival, travel('there', name, keys)]).then(effect);
    arrival = here.catch(() => {});
    try {
      return await here;
    } finally {
      await travel('back', name, keys);
    }
  }

  const bytesOf = (keys: readonly string[]) => keys.reduce((sum, key) => sum + (sizes.get(key) ?? 0), 0);

  function place(key: string, value: unknown): void {
    const bytes = textBytes(key) + valueBytes(value);
    total += bytes - bytesOf([key]);
    sizes.set(key, bytes);
    values.set(key, value);
  }

  function drop(key: string): void {
    total -= bytesOf([key]);
    sizes.delete(key);
    values.delete(key);
  }

  const present = (wanted: string | string[] | null) =>
    (wanted === null ? [...values.keys()] : [wanted].flat()).filter((key) => values.has(key));
  function tell(changes: Changes): void {
    if (Object.keys(changes).length === 0) return;
    for (const listener of listeners) queueMicrotask(() => listener(copy(changes)));
  }

  const area: SessionArea & { onChanged: Told } = {
    get: (wanted: string | string[] | null) =>
      call('get', named(wanted), () =>
        Object.fromEntries(present(wanted).map((key) => [key, copy(values.get(key))])),
      ),

    set(given: Record<string, unknown>) {
      const items = copy(given);
      return call('set', Object.keys(items), () => {
        const told = refusals.findIndex((refuses) => refuses(items));
        if (told >= 0) refusals = refusals.toSpliced(told, 1);
        const coming = Object.entries(items).reduce(
          (sum, [key, value]) => sum + textBytes(key) + valueBytes(value) - bytesOf([key]),
          0,
        );
        if (told >= 0 || total + coming > quotaBytes) {
          refused += 1;
          throw new Error('Session storage quota bytes exceeded. Values were not stored.');
        }
        const changes: Changes = {};
        for (const [key, newValue] of Object.entries(items)) {
          const oldValue = values.get(key);
          place(key, newValue);
          if (JSON.stringify(oldValue) !== JSON.stringify(newValue)) {
            changes[key] = { ...(oldValue !== undefined && { oldValue }), newValue };
          }
        }
        tell(changes);
      });
    },

    remove: (wanted: string | string[]) =>
      call('remove', named(wanted), () => {
        const gone = present(wanted);
        const changes = Object.fromEntries(gone.map((key) => [key, { oldValue: values.get(key) }]));
        for (const key of gone) drop(key);
        tell(changes);
      }),

    ...(hasGetKeys && { getKeys: () => call('getKeys', [], () => [...values.keys()].sort()) }),

    getBytesInUse: (wanted: string | string[] | null) =>
      call('getBytesInUse', named(wanted), () => (wanted === null ? total : bytesOf(present(wanted)))),

    onChanged: {
      addListener: (listener: Listener): void => void listeners.add(listener),
      removeListener: (listener: Listener): void => void listeners.delete(listener),
    },
  };

  return {
    ...area,
    /** What lies under a key now, without asking. */
    peek: (key: string): unknown => values.get(key),
    /** What lies there now, without asking. */
    all: () => copy(Object.fromEntries(values)),
    inUse: () => total,
    /** How often `set` was refused. */
    refused: () => refused,
    /** Every call since the beginning, in order. */
    calls,
    /** Refuses the next `set` that this is true of, whatever room there is. */
    refuseNext(refuses: (items: Record<string, unknown>) => boolean = () => true): void {
      refusals.push(refuses);
    },
    refuseNone(): void {
      refusals = [];
    },
    /** What another hand put there before the test. */
    put(items: Record<string, unknown>): void {
      for (const [key, value] of Object.entries(copy(items))) place(key, value);
    },
  };
}

const named = (keys: string | string[] | null) => (keys === null ? [] : [keys].flat());
const copy = <T>(value: T): T => JSON.parse(JSON.stringify(value));

/**
 * Bytes that `getBytesInUse` of Chromium 156 counts for a value, measured: 64 an entry of a dictionary, 32 an element
 * of a list, and the text of keys and strings; numbers, booleans and null lie in the entry itself.
 */
export function valueBytes(value: unknown): number {
  if (typeof value === 'string') return textBytes(value);
  if (Array.isArray(value)) return value.reduce((sum, one) => sum + 32 + valueBytes(one), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, one]) => sum + 64 + textBytes(key) + valueBytes(one), 0);
}

/** UTF-8 with its end, in eights; up to 22 bytes lie in the string's own place. */
function textBytes(text: string): number {
  const bytes = Buffer.byteLength(text);
  if (bytes <= 22) return 0;
  return bytes === 23 ? 26 : Math.ceil((bytes + 1) / 8) * 8;
}
