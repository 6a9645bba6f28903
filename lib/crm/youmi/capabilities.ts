import type { Capabilities, ChangeCapability } from '../port.ts';
import type { YoumiConnection } from './connection.ts';

const notOffered: ChangeCapability = { able: false, why: 'not-offered' };

/** A to-do of the second version: nothing tells it from another one that was made twice. */
const todoWithReminder: ChangeCapability = { able: true, repeatable: false, verifiable: true, undo: false };

/** What Youmi allows: no interface looks up a number, and none reads or writes a friend's tags, values or stage. */
export function capabilitiesOf({
  credentials,
  v2,
  me,
}: Pick<YoumiConnection, 'credentials' | 'v2'> & { me?: { agentId: string } | undefined }): Capabilities {
  const { appId, appKey, accessToken } = credentials ?? {};
  return {
    read: (appId && appKey) || accessToken ? ['search', 'agents', ...(v2 ? ['timeline' as const] : [])] : [],
    change: {
      create: notOffered,
      edit: notOffered,
      setTags: notOffered,
      setStage: notOffered,
      note: v2 ? (me ? todoWithReminder : { able: false, why: 'not-configured' }) : notOffered,
      todo: notOffered,
      assign: notOffered,
      claim: notOffered,
      release: notOffered,
      delete: notOffered,
      merge: notOffered,
    },
    fields: {
      name: 'read',
      wechat: 'read',
      operatingAccount: 'read',
      accountStaff: 'read',
      agentHere: 'read',
      orderUser: 'read',
    },
    createWithoutNumber: false,
    createTags: false,
    outcomes: [],
    note:
      v2 && me ? { stage: false, reminder: true, needsReminder: true } : { stage: false, reminder: false },
  };
}
