import { auditCsv } from '../audit/audit-csv.ts';
import { entriesOfChange } from '../audit/entries-of-change.ts';
import type { WriteView } from '../session/shapes.ts';

/** Changes as a table for a spreadsheet, with the text of notes. `mask` hides all but the last digits of numbers. */
export function writesFile(writes: readonly WriteView[], { mask }: { mask: boolean }): string {
  const entries = writes.flatMap(({ id, createdAt, connectionId, customerId, change }) =>
    entriesOfChange(change, { id, at: createdAt, connectionId, customerId, catalogue: null }).map((entry) =>
      entry.what === 'note' && change.kind === 'note' ? { ...entry, to: change.text } : entry,
    ),
  );
  return auditCsv(entries, { mask });
}
