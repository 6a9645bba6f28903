/**
 * The one way to change a customer. Whether an import patches or replaces is not documented, so: read fresh, let the
 * caller compare with what the agent saw, send every documented field as read with the change in it, read back, and
 * look whether anything else was lost.
 *
 * Never sent: a field that was not told, an empty text that the agent did not choose, `welcome`, `languageTag`.
 */
import { AppError } from '../../errors/app-error.ts';
import { stopWriting, type WriteGuard } from '../write-guard.ts';
import type { RowChange } from './plans.ts';
import type { RowReader } from './read-rows.ts';
import { type Row, writtenFields } from './schema.ts';
import type { ImportRow } from './wire.ts';

export interface Written {
  before: Row;
  change: RowChange;
  /** Null: written, but it could not be read back. */
  after: Row | null;
}

export interface RowWriterOptions {
  reader: Pick<RowReader, 'get'>;
  importRow: (row: ImportRow, signal: AbortSignal) => Promise<void>;
  guard: WriteGuard;
}

export function createRowWriter({ reader, importRow, guard }: RowWriterOptions) {
  /**
   * @param plan what to change in the row as it is now; it throws `CONFLICT` where the agent saw something else.
   * @throws AppError `CONFLICT` also when another field was changed by the write: `guard` then stops writing.
   */
  return async function writeRow(
    id: string,
    plan: (row: Row) => RowChange,
    signal: AbortSignal,
  ): Promise<Written> {
    const before = await reader.get(id, signal);
    const change = plan(before);
    if (Object.keys(change).length === 0) return { before, change, after: before };
    await importRow(importedRow(before, change), signal);

    let after: Row;
    try {
      after = await reader.get(id, signal);
    } catch {
      return { before, change, after: null };
    }
    const damaged = damagedFields(before, change, after);
    if (damaged.length > 0) {
      const stopped = await stopWriting(guard, damaged.length);
      const lost = writtenFields.filter((field) => damaged.includes(field) && !after.fields[field]?.trim());
      // A field with another value is left alone: it may be a colleague's.
      if (lost.length > 0) {
        const old = Object.fromEntries(lost.map((field) => [field, before.fields[field] ?? '']));
        await importRow(importedRow(after, old), signal).catch(() => {});
      }
      throw stopped;
    }
    return { before, change, after };
  };
}

/**
 * The server said that it wrote; this looks whether it did. A value that is neither the old one nor ours is somebody's
 * later word, or the vendor's spelling of ours.
 * @throws AppError `OUTCOME_UNKNOWN` when the old value still stands, `UNSUPPORTED` when it was to be cleared.
 */
export function confirmLanded(written: Written): Written {
  const { before, change, after } = written;
  if (after === null) return written;
  const stuck = writtenFields.filter((field) => {
    const wished = change[field]?.trim();
    const now = after.fields[field]?.trim() ?? '';
    return wished !== undefined && now !== wished && now === (before.fields[field]?.trim() ?? '');
  });
  if (stuck.length === 0) return written;
  const clearing = stuck.every((field) => change[field] === '');
  throw new AppError(clearing ? 'UNSUPPORTED' : 'OUTCOME_UNKNOWN', {
    detail: `not changed: ${stuck.join()}`,
  });
}

function importedRow(row: Row, change: RowChange): ImportRow {
  const sent: ImportRow = { whatsApp: row.whatsApp };
  for (const field of writtenFields) {
    const text = change[field] ?? row.fields[field];
    if (text !== undefined && (text.trim() !== '' || change[field] !== undefined)) sent[field] = text;
  }
  return sent;
}

/** Documented fields with another value, and any field whose value is gone. */
function damagedFields(before: Row, change: RowChange, after: Row): string[] {
  const altered = writtenFields.filter((field) => {
    const was = before.fields[field]?.trim() ?? '';
    return was !== '' && change[field] === undefined && was !== (after.fields[field]?.trim() ?? '');
  });
  const gone = Object.keys(before.rest).filter(
    (key) => !isEmpty(before.rest[key]) && isEmpty(after.rest[key]),
  );
  return [...altered, ...gone];
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '';
}
