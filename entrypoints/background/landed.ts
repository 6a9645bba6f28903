import type { Accounts } from '../../lib/accounts/accounts.ts';
import type { AuditLog } from '../../lib/audit/audit-log.ts';
import { entriesOfChange } from '../../lib/audit/entries-of-change.ts';
import type { Applied } from '../../lib/crm/port.ts';
import type { ChatFollower } from '../../lib/flow/follow-chats.ts';
import type { Merge } from '../../lib/flow/follow-merge.ts';
import type { Forgetting } from '../../lib/flow/forget.ts';
import type { DoneRow } from '../../lib/outbox/row.ts';
import type { SessionWriter } from '../../lib/session/writer.ts';

/** A change landed: the screen has it, and so has the record of what was done on this device. */
export function createLanded({
  session,
  accounts,
  audit,
  follower,
  forgetting,
  followMerge,
}: {
  session: Pick<SessionWriter, 'readCatalogue'>;
  accounts: Pick<Accounts, 'lineTo'>;
  audit: Pick<AuditLog, 'append'>;
  follower: Pick<ChatFollower, 'written'>;
  forgetting: Pick<Forgetting, 'deleted'>;
  followMerge(merge: Merge): Promise<void>;
}) {
  async function record(
    { key, doneAt, accountId, change }: DoneRow,
    connectionId: string | null,
    customerId: string,
  ): Promise<void> {
    const catalogue = (connectionId && (await session.readCatalogue(connectionId))?.catalogue) || null;
    const about = { id: key, at: doneAt, accountId, connectionId: connectionId ?? '', customerId, catalogue };
    await audit.append(entriesOfChange(change, about));
  }

  return async function landed({ row, applied }: { row: DoneRow; applied: Applied | null }): Promise<void> {
    const { accountId, change } = row;
    const connectionId = (await accounts.lineTo(accountId))?.connection.id ?? null;
    if (change.kind === 'delete') {
      await forgetting.deleted({ accountId, connectionId }, change);
      if (change.record) await record(row, connectionId, change.customerId);
      return;
    }
    if (change.kind === 'merge') {
      const { customerId: gone, staysId: stays } = change;
      await followMerge({ accountId, connectionId, gone, stays });
      await record(row, connectionId, stays);
      return;
    }
    const customerId = applied?.customerId ?? (change.kind === 'create' ? row.newId : row.customerId);
    await Promise.all([
      follower.written(connectionId, row, { customerId, applied }),
      record(row, connectionId, customerId ?? row.customerId),
    ]);
  };
}
