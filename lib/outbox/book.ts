/** All rows, read once, with every change written through. Whoever holds it is alone. */
import { createQueue } from '../concurrency/in-turn.ts';
import type { JoinedCollection, SealedChange, SealedStore } from '../sealed/index.ts';
import { idsOf, type OutboxRow } from './row.ts';

export interface Book {
  all(): OutboxRow[];
  byKey(key: string): OutboxRow | undefined;
  /** The row that this submission is part of. */
  bySubmission(id: string): OutboxRow | undefined;
  /** Writes the row under its next revision, with `others` and `alongside` or not at all, and returns it so. */
  save<R extends OutboxRow>(
    row: R,
    others?: readonly OutboxRow[],
    alongside?: readonly SealedChange[],
  ): Promise<R>;
  remove(key: string): Promise<void>;
  /** Whether anything was written. */
  changed(): boolean;
}

async function openBook(store: JoinedCollection<OutboxRow>, commit: SealedStore['commit']): Promise<Book> {
  const rows = new Map((await store.list()).map(({ value }) => [value.key, value]));
  let changed = false;
  return {
    all: () => [...rows.values()],
    byKey: (key) => rows.get(key),
    bySubmission: (id) => [...rows.values()].find((row) => idsOf(row).includes(id)),
    async save(row, others = [], alongside = []) {
      const next = { ...row, rev: row.rev + 1 };
      const all = [next, ...others.map((one) => ({ ...one, rev: one.rev + 1 }))];
      await commit([...all.map((one) => store.toPut(one.key, one)), ...alongside]);
      for (const one of all) rows.set(one.key, one);
      changed = true;
      return next;
    },
    async remove(key) {
      await store.delete(key);
      rows.delete(key);
      changed = true;
    },
    changed: () => changed,
  };
}

export type WithBook = ReturnType<typeof createExclusiveBook>;

/** Runs one piece of work at a time, each on the rows as they lie on the disk. `onChange` gets them where any was written. */
export function createExclusiveBook(
  store: JoinedCollection<OutboxRow>,
  commit: SealedStore['commit'],
  onChange: (rows: OutboxRow[]) => void,
) {
  const inTurn = createQueue();

  return function withBook<T>(work: (book: Book) => Promise<T>): Promise<T> {
    return inTurn(async () => {
      const book = await openBook(store, commit);
      try {
        return await work(book);
      } finally {
        if (book.changed()) onChange(book.all());
      }
    });
  };
}
