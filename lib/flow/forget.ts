import type { AuditLog } from '../audit/audit-log.ts';
import type { Links } from '../matching/links.ts';
import type { Drafts } from '../outbox/drafts.ts';
import type { HabitKeeper } from '../session/habits.ts';
import type { SessionWriter } from '../session/writer.ts';

export type Forgetting = ReturnType<typeof createForgetting>;

/**
 * Forgets what this device remembers beside the CRM: whose chat is whose, what was typed and not
 * saved, what was read and what was done.
 * The outbox is left alone: a change that waits is the agent's own and still goes on its way, and what is known of one
 * that is done keeps it from being sent twice. Throws what the stores throw.
 *
 * `lookAgain` judges every open tab anew: somebody whose chat is open is looked up as if for the first time.
 */
export function createForgetting(deps: {
  links: Pick<Links, 'forgetCustomer' | 'forgetAll'>;
  drafts: Pick<Drafts, 'forget' | 'forgetAll'>;
  audit: Pick<AuditLog, 'forget' | 'forgetAll'>;
  habits: Pick<HabitKeeper, 'forgetTags'>;
  session: Pick<SessionWriter, 'forgetCustomer' | 'forgetConnection' | 'forgetAll'>;
  lookAgain(): Promise<void>;
}) {
  const { links, drafts, audit, habits, session, lookAgain } = deps;
  return {
    async customer(connectionId: string, customerId: string): Promise<void> {
      await links.forgetCustomer(connectionId, customerId);
      await drafts.forget(connectionId, customerId);
      await audit.forget(connectionId, customerId);
      await session.forgetCustomer(connectionId, customerId);
      await lookAgain();
    },

    /** Of a connection that was removed; its tabs are judged with the new settings. What was done there stays on record. */
    async connection(connectionId: string): Promise<void> {
      await links.forgetAll(connectionId);
      await drafts.forgetAll(connectionId);
      await habits.forgetTags(connectionId);
      await session.forgetConnection(connectionId);
    },

    async everything(): Promise<void> {
      await links.forgetAll();
      await drafts.forgetAll();
      await habits.forgetTags();
      await audit.forgetAll();
      await session.forgetAll();
      await lookAgain();
    },
  };
}
