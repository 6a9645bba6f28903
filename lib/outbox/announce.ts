import type { Applied } from '../crm/port.ts';
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import type { WithBook } from './book.ts';
import type { DoneRow } from './row.ts';

export type Announcements = ReturnType<typeof createAnnouncements>;

/** Has the rest of the worker hear of what landed: at least once each, and again until it was kept that it has. */
export function createAnnouncements({
  withBook,
  onApplied,
  onTrouble,
  onDiskTrouble,
}: {
  withBook: WithBook;
  onApplied(done: { row: DoneRow; applied: Applied | null }): void | Promise<void>;
  /** What the rest of the worker made of it went wrong: it is told again. */
  onTrouble(error: AppErrorData): void;
  /** That it was told could not be kept. */
  onDiskTrouble(thrown: unknown): void;
}) {
  const underWay = new Set<string>();
  /** What `apply` gave, by row, until the rest of the worker has heard of it. */
  const answers = new Map<string, Applied>();

  return {
    answers,

    isUnderWay: (row: DoneRow): boolean => underWay.has(row.key),

    /** Resolves with whether it was heard, and that is kept. */
    async announce(row: DoneRow): Promise<boolean> {
      underWay.add(row.key);
      const applied = answers.get(row.key) ?? null;
      try {
        try {
          await onApplied({ row, applied });
        } catch (thrown) {
          // Nothing else has to wait for that: until it is heard, the panel draws the change on top of the card.
          onTrouble(toErrorData(thrown));
          return false;
        }
        await withBook(async (book) => {
          const current = book.byKey(row.key);
          if (current?.state === 'done') await book.save({ ...current, told: true });
        });
        answers.delete(row.key);
        return true;
      } catch (thrown) {
        onDiskTrouble(thrown);
        return false;
      } finally {
        underWay.delete(row.key);
      }
    },
  };
}
