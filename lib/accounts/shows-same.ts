import type { ConnectionDraft } from '../settings/schema.ts';
import { mayBeAnother } from './identity.ts';

/** An account of the company's, as a test of its connection tells it. */
interface TestedAccount {
  number: string;
  /** The ids of the agents who serve it. */
  staff: readonly string[];
  /** No other company has an account of this number. */
  unique?: true;
}

/**
 * Whether a test shows that the token typed in the place of another, and nothing else was, opens the same company: it has the WeChat
 * account that the agent works with, served by her. A token itself says nothing of whose it is.
 * @param accounts as a test of `after` has brought them; none where it was not tested as it is.
 */
export function showsSame(
  before: ConnectionDraft,
  after: ConnectionDraft,
  accounts: readonly TestedAccount[],
): boolean {
  if (before.provider !== 'youmi' || after.provider !== 'youmi') return false;
  const { credentials, account, me } = before;
  if (!credentials || !('accessToken' in credentials)) return false;
  if (!after.credentials || !('accessToken' in after.credentials)) return false;
  if (mayBeAnother(before, { ...after, credentials })) return false;
  const same = accounts.find(({ number, unique }) => unique && number === account);
  return same !== undefined && (me === undefined || same.staff.includes(me.agentId));
}
