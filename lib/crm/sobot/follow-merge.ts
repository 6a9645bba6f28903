import type { Links } from '../../matching/links.ts';
import type { Drafts } from '../../outbox/drafts.ts';
import type { LiveRow, OutboxRow } from '../../outbox/row.ts';
import { type Merge, planMerge } from './plan-merge.ts';

export interface MergeFollowerOptions {
  links: Pick<Links, 'merge'>;
  drafts: Pick<Drafts, 'read' | 'write' | 'readFields' | 'writeField' | 'forget'>;
  /** Runs `change` on the rows as they lie, alone, and saves what it gives. */
  changeOutbox(change: (rows: OutboxRow[]) => LiveRow[]): Promise<void>;
}

/**
 * Re-points links, drafts and writes that wait, in an order in which nothing is lost when the worker dies in between:
 * each step can be done again.
 */
export function createMergeFollower({ links, drafts, changeOutbox }: MergeFollowerOptions) {
  return async function follow(merge: Merge): Promise<void> {
    const { connectionId, gone, stays } = merge;
    if (gone === stays) return;
    await links.merge(connectionId, { gone, stays });
    const typed = {
      gone: await drafts.read(connectionId, gone),
      stays: await drafts.read(connectionId, stays),
    };
    const { draft } = planMerge(merge, typed, []);
    if (draft !== null) await drafts.write(connectionId, stays, draft);
    const fields = await drafts.readFields(connectionId, stays);
    for (const [field, value] of Object.entries(await drafts.readFields(connectionId, gone))) {
      // What is being typed for the one who stays is the newer word.
      if (!(field in fields)) await drafts.writeField(connectionId, stays, field, { value });
    }
    await drafts.forget(connectionId, gone);
    await changeOutbox((rows) => planMerge(merge, { gone: '', stays: '' }, rows).rows);
  };
}
