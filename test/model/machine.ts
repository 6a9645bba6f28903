/**
 * One machine on which everything of a run happens: a clock, and a queue of all that is still to come. Whatever would
 * take time in a browser (a disk, a message, a timer) is an event here, so a run is the same each time it is run, and
 * an hour costs as much as what happens in it.
 *
 * Not fast-check's `scheduler`: it orders promises and knows no time, and a back-off, an alarm, a lapse of freshness or
 * the death of a process in between are matters of time.
 */

/** Somewhere code runs: a life of the worker, a panel, a page. What is not alive neither acts nor hears any more. */
export interface Context {
  readonly name: string;
  alive: boolean;
}

interface Event {
  /** ms on {@link Machine.now}. */
  at: number;
  seq: number;
  context: Context;
  what: string;
  run(): void;
}

/** The browser itself, servers, the disk: they outlive whoever asked. */
export const outside: Context = { name: 'outside', alive: true };

const realImmediate = globalThis.setImmediate;
/** Everything that the last event set going has run: microtasks come before the next turn. */
const settled = (): Promise<void> => new Promise((resolve) => realImmediate(resolve));

export type Machine = ReturnType<typeof createMachine>;

/** @param startsAt epoch ms. @param seed of the small differences in how long things take. */
export function createMachine({ startsAt, seed }: { startsAt: number; seed: number }) {
  const events = new Map<number, Event>();
  const afterEach: ((event: Event) => void)[] = [];
  let now = 0;
  let clockOff = 0;
  let seq = 0;
  let current: Context = outside;
  let random = seed | 0;

  /** 0 to 1 (mulberry32). */
  function chance(): number {
    random = (random + 0x6d2b79f5) | 0;
    let mixed = Math.imul(random ^ (random >>> 15), 1 | random);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  function next(): Event | null {
    let first: Event | null = null;
    for (const event of events.values()) {
      if (!event.context.alive) events.delete(event.seq);
      else if (!first || event.at < first.at) first = event;
    }
    return first;
  }

  async function happen(event: Event): Promise<void> {
    events.delete(event.seq);
    now = Math.max(now, event.at);
    current = event.context;
    event.run();
    await settled();
    current = outside;
    for (const look of afterEach) look(event);
  }

  return {
    /** ms since the run began; never goes back. */
    now: () => now,
    /** Epoch ms as this machine's clock shows it. */
    clock: () => Math.floor(startsAt + now + clockOff),
    /** Epoch ms, truly. */
    trueTime: () => Math.floor(startsAt + now),
    setClock(offMs: number): void {
      clockOff = offMs;
    },
    chance,
    /** Whose code is running. */
    current: () => current,
    /** How many events there were. */
    count: () => seq,

    /** Runs `run` in `context` after `ms`, unless that is dead by then. Returns how to call it off. */
    after(ms: number, context: Context, what: string, run: () => void): () => void {
      seq += 1;
      const mine = seq;
      events.set(mine, { at: now + Math.max(0, ms), seq: mine, context, what, run });
      return () => events.delete(mine);
    },

    /** Called after each event, when everything that it set going at once has run. */
    onEvent(look: (event: Pick<Event, 'context' | 'what'>) => void): void {
      afterEach.push(look);
    },

    /** Lets `ms` pass. */
    async pass(ms: number): Promise<void> {
      const end = now + ms;
      for (let event = next(); event && event.at <= end; event = next()) await happen(event);
      now = end;
    },

    /** Runs `act` in `context` now, and whatever it sets going at once. */
    async actIn(context: Context, what: string, act: () => void): Promise<void> {
      if (!context.alive) return;
      seq += 1;
      await happen({ at: now, seq, context, what, run: act });
    },
  };
}

/** A promise that is settled from outside. */
export function deferred<T>(): {
  promise: Promise<T>;
  resolve(value: T): void;
  reject(reason: unknown): void;
} {
  let resolve: (value: T) => void = () => {};
  let reject: (reason: unknown) => void = () => {};
  const promise = new Promise<T>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  return { promise, resolve, reject };
}

/** What a dead process waits for. */
export const never = <T>(): Promise<T> => new Promise(() => {});
