import type { AccountId } from '../accounts/account.ts';
import type { AuditLog } from '../audit/audit-log.ts';
import type { Change } from '../crm/port.ts';
import type { Drafts } from '../drafts/drafts.ts';
import type { HabitKeeper } from '../habits/habits.ts';
import type { Links } from '../matching/links.ts';
import type { SessionWriter } from '../session/writer.ts';

export type Forgetting = ReturnType<typeof createForgetting>;

/**
 * Forgets what this device remembers beside the CRM: whose chat is whose, what was typed and not
 * saved, what was read and what was done.
 * The outbox is left alone: a change that waits is the agent's own and still goes on its way, and what is known of one
 * that is done keeps it from being sent twice. Throws what the stores throw.
 *
 * `startOver` judges every open tab anew: somebody whose chat is open is looked up as if for the first time, and no
 * answer that was asked for before brings back what was forgotten.
 */
export function createForgetting(deps: {
  links: Pick<Links, 'forgetCustomer' | 'forgetAll'>;
  drafts: Pick<Drafts, 'forget' | 'forgetAll'>;
  audit: Pick<AuditLog, 'forget' | 'forgetAll'>;
  habits: Pick<HabitKeeper, 'forgetTags'>;
  session: Pick<SessionWriter, 'forgetCustomer' | 'forgetAll'>;
  startOver(change: () => Promise<void>): Promise<void>;
}) {
  const { links, drafts, audit, habits, session, startOver } = deps;
  return {
    customer: (
      { accountId, connectionId }: { accountId: AccountId; connectionId: string },
      customerId: string,
    ): Promise<void> =>
      startOver(async () => {
        await session.forgetCustomer(connectionId, customerId);
        await links.forgetCustomer(accountId, customerId);
        await drafts.forget({ accountId, customerId });
        await audit.forget(accountId, customerId);
      }),

    /**
     * Somebody whom the back end has no more: also what was kept under their numbers before they were known. Their record
     * stays where the agent wants it to. `connectionId` is null where no connection is left for the account.
     */
    deleted: (
      { accountId, connectionId }: { accountId: AccountId; connectionId: string | null },
      { customerId, phones, record }: Extract<Change, { kind: 'delete' }>,
    ): Promise<void> =>
      startOver(async () => {
        if (connectionId !== null) await session.forgetCustomer(connectionId, customerId);
        await links.forgetCustomer(accountId, customerId);
        for (const whose of [customerId, ...phones.map((phone) => `phone:${phone}`)]) {
          await drafts.forget({ accountId, customerId: whose });
          if (!record) await audit.forget(accountId, whose);
        }
      }),

    /** Of an account whose last connection was removed. What was done there stays on record. */
    async account(accountId: AccountId): Promise<void> {
      await links.forgetAll(accountId);
      await drafts.forgetAll(accountId);
      await habits.forgetTags(accountId);
    },

    everything: (): Promise<void> =>
      startOver(async () => {
        await session.forgetAll();
        await links.forgetAll();
        await drafts.forgetAll();
        await habits.forgetTags();
        await audit.forgetAll();
      }),
  };
}
