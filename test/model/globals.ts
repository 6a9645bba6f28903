/**
 * Puts a machine in place of what the code takes from its surroundings, so that the extension runs on it as it is, from
 * its entry point on. Code that does not run on the machine (the test itself) keeps the real things.
 */
import 'fake-indexeddb/auto';
import type { Refusal } from './disk.ts';
import type { Machine } from './machine.ts';
import { outside } from './machine.ts';

export interface Surroundings {
  machine: Machine;
  /** `browser`, as `wxt/browser` exports it. */
  browser: object;
  fetch: typeof fetch;
  crypto: object;
  indexedDB(): IDBFactory;
  online(): boolean;
  /** A step of the disk. */
  nextStep(run: () => void): void;
  /** What the disk answers to whoever would commit now. */
  refuses(): Refusal | null;
  /** What happens to a page: `pagehide`, `online`. */
  listen(what: string, listener: () => void): void;
}

let inForce: Surroundings | null = null;

/** In place of `wxt/browser`'s: whatever browser is in force. */
export const browser: object = new Proxy({}, { get: (_, key) => Reflect.get(inForce?.browser ?? {}, key) });

const real = { setTimeout, clearTimeout, setImmediate, now: Date.now, random: Math.random, fetch };

const onMachine = (): Surroundings | null =>
  inForce && inForce.machine.current() !== outside ? inForce : null;

const timers = new Map<object, () => void>();

function later(run: () => void, ms = 0): object {
  const there = onMachine();
  if (!there) return real.setTimeout(run, ms);
  const timer = {};
  const { machine } = there;
  timers.set(
    timer,
    machine.after(ms, machine.current(), 'timer', () => {
      timers.delete(timer);
      run();
    }),
  );
  return timer;
}

function callOff(timer: unknown): void {
  const mine = typeof timer === 'object' && timer !== null ? timers.get(timer) : undefined;
  if (mine && typeof timer === 'object' && timer !== null) {
    mine();
    timers.delete(timer);
  } else if (typeof timer === 'object' || typeof timer === 'number')
    Reflect.apply(real.clearTimeout, null, [timer]);
}

function abortAfter(ms: number): AbortSignal {
  const controller = new AbortController();
  later(() => controller.abort(new DOMException('The operation timed out.', 'TimeoutError')), ms);
  return controller.signal;
}

const define = (target: object, name: string, value: PropertyDescriptor): void =>
  void Object.defineProperty(target, name, { configurable: true, ...value });

/** What of fake-indexeddb's transaction is used: it knows no disk that refuses. */
interface Transaction {
  mode: string;
  _state: string;
  _rollbackLog: unknown[];
  _requests: { request: { readyState: string } }[];
  _start(): void;
  _abort(why: string): void;
}

/** A transaction that wrote something ends when nothing more is asked of it: there a disk says no. */
function mayRefuse(prototype: Transaction): void {
  const start = prototype._start;
  prototype._start = function (this: Transaction) {
    const why = onMachine()?.refuses() ?? null;
    const isOver = this._requests.every(({ request }) => request.readyState === 'done');
    const wrote = this.mode === 'readwrite' && this._rollbackLog.length > 0;
    if (why !== null && isOver && wrote && this._state !== 'finished') this._abort(why);
    else start.call(this);
  };
}

/** To be called once, before the first run. */
export function takeOver(): void {
  mayRefuse(IDBTransaction.prototype as unknown as Transaction);
  const realCrypto = globalThis.crypto;
  define(globalThis, 'setTimeout', { writable: true, value: later });
  define(globalThis, 'clearTimeout', { writable: true, value: callOff });
  define(globalThis, 'setImmediate', {
    writable: true,
    value: (run: () => void) => {
      const there = onMachine();
      if (there) there.nextStep(run);
      else real.setImmediate(run);
    },
  });
  define(Date, 'now', { writable: true, value: () => onMachine()?.machine.clock() ?? real.now() });
  define(Math, 'random', {
    writable: true,
    value: () => onMachine()?.machine.chance() ?? real.random(),
  });
  define(AbortSignal, 'timeout', { writable: true, value: abortAfter });
  define(globalThis, 'fetch', {
    writable: true,
    value: (...asked: Parameters<typeof fetch>) => (onMachine()?.fetch ?? real.fetch)(...asked),
  });
  define(globalThis, 'crypto', { get: () => onMachine()?.crypto ?? realCrypto });
  define(globalThis, 'indexedDB', { get: () => onMachine()?.indexedDB() });
  define(globalThis, 'navigator', {
    value: {
      userAgent: 'model',
      language: 'en',
      get onLine() {
        return inForce?.online() ?? true;
      },
    },
  });
  define(globalThis, 'addEventListener', {
    writable: true,
    value: (what: string, listener: () => void) => onMachine()?.listen(what, listener),
  });
}

export function putInForce(surroundings: Surroundings): void {
  timers.clear();
  inForce = surroundings;
}
