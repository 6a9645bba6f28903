import type { AccountId } from '../accounts/account.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { Links } from '../matching/links.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { SessionWriter } from '../session/writer.ts';

/** The back end made one customer of two, or has one under another id than it had. */
export interface Merge {
  accountId: AccountId;
  /** Through which it is seen; null: through none for now. */
  connectionId: string | null;
  gone: string;
  stays: string;
}

export interface MergeFollowerOptions {
  links: Pick<Links, 'merge'>;
  drafts: Pick<Drafts, 'merge'>;
  audit: Pick<AuditLog, 'merge'>;
  outbox: Pick<Outbox, 'repoint'>;
  session: Pick<SessionWriter, 'forgetCustomer'>;
  /** Judges every open tab anew, and takes no answer that was asked for before. */
  startOver(change: () => Promise<void>): Promise<void>;
}

/**
 * After a merge that was asked for here, where whom the agent chose goes by another id, and for whoever receives push
 * messages (`docs/sobot-push.md`): re-points links, drafts, the record and writes that wait, in an order in which nothing is
 * lost when the worker dies in between, and has both read anew. Each step can be done again.
 */
export function createMergeFollower(options: MergeFollowerOptions) {
  const { links, drafts, audit, outbox, session, startOver } = options;
  return async function follow({ accountId, connectionId, gone, stays }: Merge): Promise<void> {
    if (gone === stays) return;
    await startOver(async () => {
      if (connectionId !== null) {
        for (const id of [gone, stays]) await session.forgetCustomer(connectionId, id);
      }
      await links.merge(accountId, { gone, stays });
      await drafts.merge({ accountId, customerId: gone }, { accountId, customerId: stays });
      await audit.merge(accountId, gone, stays);
    });
    await outbox.repoint(accountId, gone, stays);
  };
}
