/**
 * A newer word on what was refused takes its place. Only what is known to have been refused gives way: what may be in the
 * back end keeps its place until the agent has decided. Pure.
 */
import type { Change, FieldEdit } from '../crm/port.ts';
import { isCertain } from './failure.ts';
import { remainder } from './remainder.ts';
import { type ClosedRow, type FailedRow, neverLeft, type OutboxRow, type WaitingRow } from './row.ts';
import { sameCustomer } from './target.ts';
import { closed, withChange } from './transitions.ts';

const isRefused = (row: OutboxRow): row is FailedRow =>
  row.state === 'failed' && !row.mayHaveLanded && isCertain(row.error);

/**
 * A row that never left, as it is sent where it corrects refused ones, and what becomes of those: without what it says
 * anew, or closed. They are to be saved together. Null: it corrects none. `now` is epoch ms.
 */
export function correction(
  rows: OutboxRow[],
  row: OutboxRow,
  now: number,
): { row: WaitingRow; corrected: (FailedRow | ClosedRow)[] } | null {
  if (!neverLeft(row)) return null;
  const refused = rows
    .filter(isRefused)
    .filter((one) => one.seq < row.seq && sameCustomer(one, row))
    .map((one) => ({ one, left: remainder(one.change, row.change) }))
    .filter(({ one, left }) => left !== one.change);
  if (refused.length === 0) return null;
  const onTop = (change: Change) =>
    refused.reduceRight((newer, { one }) => rebase(newer, one.change), change);
  const parts = row.parts.map((part) => ({ ...part, change: onTop(part.change) }));
  return {
    row: { ...row, change: onTop(row.change), parts },
    corrected: refused.map(({ one, left }) =>
      left ? withoutConflict(withChange(one, left)) : closed(one, now, false),
    ),
  };
}

/** What is left of it is found out anew. */
const withoutConflict = ({ conflict: _, ...row }: FailedRow): FailedRow => row;

/** A change that started from what a refused one would have left starts from what that one started from. */
function rebase(change: Change, refused: Change): Change {
  if (change.kind === 'edit' && refused.kind === 'edit') {
    return { ...change, edits: change.edits.map((edit) => rebaseEdit(edit, refused.edits)) };
  }
  if (change.kind === 'setStage' && refused.kind === 'setStage') {
    const { from } = change;
    const isOnTop =
      from !== 'unknown' && from?.stageId === refused.to?.stageId && from?.outcome === refused.to?.outcome;
    return isOnTop ? { ...change, from: refused.from } : change;
  }
  if (refused.kind === 'assign' && (change.kind === 'assign' || change.kind === 'release')) {
    return change.from?.id === refused.to.id ? { ...change, from: refused.from } : change;
  }
  return change;
}

function rebaseEdit(edit: FieldEdit, refused: readonly FieldEdit[]): FieldEdit {
  const before = refused.find(({ key }) => key === edit.key);
  const isOnTop = before && JSON.stringify(before.to) === JSON.stringify(edit.from);
  return isOnTop ? { ...edit, from: before.from } : edit;
}
