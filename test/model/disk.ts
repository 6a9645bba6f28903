/**
 * IndexedDB whose every step is an event of the machine, and which outlives the worker: what a dead one had not
 * committed is rolled back, as a browser does it.
 */
import { IDBFactory } from 'fake-indexeddb';
import type { Machine } from './machine.ts';

/** Why nothing can be written: it is full, or its files can't be written. */
export type Refusal = 'QuotaExceededError' | 'UnknownError';

/** What of fake-indexeddb's own workings is used here: it knows no process that dies. */
interface Insides {
  _databases: Map<
    string,
    {
      version: number;
      transactions: { _state: string; mode: string; _rollbackLog: (() => void)[] }[];
      connections: unknown[];
      rawObjectStores: Map<string, { records: { values(): Iterable<{ value: unknown }> } }>;
    }
  >;
}

const insidesOf = (factory: IDBFactory): Insides => factory as unknown as Insides;

/** ms a step of a transaction takes. */
const step = 0.1;

export type Disk = ReturnType<typeof createDisk>;

export function createDisk(machine: Machine) {
  const first = new IDBFactory();
  const databases = insidesOf(first)._databases;
  let free = 0;
  /** ms more for each step. */
  let slowness = 0;
  let refusing: Refusal | null = null;

  return {
    /** What a process of the extension is given: its own queue of openings, on the databases that there are. */
    factory(): IDBFactory {
      const factory = new IDBFactory();
      insidesOf(factory)._databases = databases;
      return factory;
    },

    /** In place of `setImmediate`, by which fake-indexeddb goes from step to step. Steps keep their order. */
    next(run: () => void): void {
      free = Math.max(free, machine.now() + step + slowness);
      machine.after(free - machine.now(), machine.current(), 'disk', run);
    },

    slowDown(ms: number): void {
      slowness = ms;
    },

    /** What is written from now on comes to nothing when it is to be committed; null: no more. */
    refuse(why: Refusal | null): void {
      refusing = why;
    },
    refuses: () => refusing,

    /** The process that used it is gone. */
    drop(): void {
      for (const [name, database] of databases) {
        for (const transaction of database.transactions) {
          if (transaction._state === 'finished') continue;
          for (const undo of transaction._rollbackLog.reverse()) undo();
          transaction._state = 'finished';
          // Nothing was in a database that was just being laid out.
          if (transaction.mode === 'versionchange') databases.delete(name);
        }
        database.transactions = [];
        database.connections = [];
      }
    },

    /** Whether nothing is half written. */
    isAtRest: (database: string): boolean =>
      (databases.get(database)?.transactions ?? []).every(
        ({ _state, mode }) => _state === 'finished' || mode === 'readonly',
      ),

    /** Every row of a store, as it lies there. */
    rows(database: string, store: string): unknown[] {
      const found = databases.get(database)?.rawObjectStores.get(store);
      return found ? [...found.records.values()].map(({ value }) => value) : [];
    },
  };
}
