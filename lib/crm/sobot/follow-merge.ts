import type { AccountId } from '../../accounts/account.ts';
import type { Links } from '../../matching/links.ts';
import type { Drafts } from '../../outbox/drafts.ts';
import type { Outbox } from '../../outbox/outbox.ts';

/** The back end made one customer of two (section 4.3). */
export interface Merge {
  accountId: AccountId;
  gone: string;
  stays: string;
}

export interface MergeFollowerOptions {
  links: Pick<Links, 'merge'>;
  drafts: Pick<Drafts, 'read' | 'write' | 'readFields' | 'writeField' | 'forget'>;
  outbox: Pick<Outbox, 'repoint'>;
}

/**
 * For whoever receives push messages (`docs/sobot-push.md`): re-points links, drafts and writes that wait, in an order in
 * which nothing is lost when the worker dies in between. Each step can be done again.
 */
export function createMergeFollower({ links, drafts, outbox }: MergeFollowerOptions) {
  return async function follow({ accountId, gone, stays }: Merge): Promise<void> {
    if (gone === stays) return;
    await links.merge(accountId, { gone, stays });
    const typed = await drafts.read(accountId, stays);
    const both = mergedDraft(await drafts.read(accountId, gone), typed);
    if (both !== typed) await drafts.write(accountId, stays, both);
    const fields = await drafts.readFields(accountId, stays);
    for (const [field, value] of Object.entries(await drafts.readFields(accountId, gone))) {
      // What is being typed for the one who stays is the newer word.
      if (!(field in fields)) await drafts.writeField(accountId, stays, field, { value });
    }
    await drafts.forget(accountId, gone);
    await outbox.repoint(accountId, gone, stays);
  };
}

/** Neither text is lost, and none is added twice. */
function mergedDraft(gone: string, stays: string): string {
  if (gone.trim() === '' || stays.includes(gone)) return stays;
  return stays.trim() === '' ? gone : `${stays}\n${gone}`;
}
