import type { AccountId } from '../accounts/account.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { Links } from '../matching/links.ts';
import type { Outbox } from '../outbox/outbox.ts';

/** The back end made one customer of two. */
export interface Merge {
  accountId: AccountId;
  gone: string;
  stays: string;
}

export interface MergeFollowerOptions {
  links: Pick<Links, 'merge'>;
  drafts: Pick<Drafts, 'merge'>;
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
    await drafts.merge({ accountId, customerId: gone }, { accountId, customerId: stays });
    await outbox.repoint(accountId, gone, stays);
  };
}
