import type { Capabilities, ChangeCapability } from '../port.ts';
import type { YoumiConnection } from './connection.ts';

const notOffered: ChangeCapability = { able: false, why: 'not-offered' };

/** What Youmi allows: no interface looks up a number, and none reads or writes a friend's tags, values or stage. */
export function capabilitiesOf({ credentials }: Pick<YoumiConnection, 'credentials'>): Capabilities {
  const { appId, appKey, accessToken } = credentials ?? {};
  return {
    read: (appId && appKey) || accessToken ? ['search', 'agents'] : [],
    change: {
      create: notOffered,
      edit: notOffered,
      setTags: notOffered,
      setStage: notOffered,
      note: notOffered,
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
    note: { stage: false, reminder: false },
  };
}
