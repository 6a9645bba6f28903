/**
 * The back end made one customer of two (section 4.3): what waits for the one that is gone is for the one that stays.
 * Pure; links are re-pointed by `links.merge` and are no part of the plan.
 */
import { addressRow } from '../../outbox/accept.ts';
import { isLive, type LiveRow, type OutboxRow } from '../../outbox/row.ts';

export interface Merge {
  connectionId: string;
  gone: string;
  stays: string;
}

export interface MergePlan {
  /** The text that the customer who stays has now; null: as before. The other's draft is to be deleted. */
  draft: string | null;
  /** Rows as they are to be saved. What is under way or done keeps its address: it was that customer's. */
  rows: LiveRow[];
}

/** @param drafts what is being typed for each; `''`: nothing. */
export function planMerge(
  { connectionId, gone, stays }: Merge,
  drafts: { gone: string; stays: string },
  rows: readonly OutboxRow[],
): MergePlan {
  if (gone === stays) return { draft: null, rows: [] };
  return {
    draft: mergedDraft(drafts),
    rows: rows
      .filter(isLive)
      .filter((row) => row.connectionId === connectionId && row.customerId === gone)
      .filter(({ state }) => state === 'waiting' || state === 'failed' || state === 'unknown')
      .map((row) => addressRow(row, stays)),
  };
}

/** Neither text is lost, and none is added twice. */
function mergedDraft({ gone, stays }: { gone: string; stays: string }): string | null {
  if (gone.trim() === '' || stays.includes(gone)) return null;
  return stays.trim() === '' ? gone : `${stays}\n${gone}`;
}
