/** Small whole values of the contracts, to be changed where a test needs it. */
import { accountId } from '../../../lib/accounts/account.ts';
import type { Customer } from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import type { Setup, TabView } from '../../../lib/session/shapes.ts';
import type { Detection } from '../../../lib/whatsapp/detection.ts';

/** The company behind the connection `c1`. */
export const acme = accountId('acme');

export function customerOf(id: string, more: Partial<Customer> = {}): Customer {
  return {
    id,
    connectionId: 'c1',
    name: `Customer ${id}`,
    phones: [{ raw: id, e164: `+${id}` as E164 }],
    email: null,
    sex: null,
    birthday: null,
    address: null,
    company: null,
    profession: null,
    income: null,
    remark: null,
    source: null,
    level: null,
    owner: null,
    stage: null,
    tags: [],
    fields: [],
    other: [],
    blocked: false,
    createdAt: null,
    updatedAt: null,
    ...more,
  };
}

/** Everybody with a number has a LID of their own; whoever hides it is `100@lid`. */
export function detectionOf(phone: string | null, epoch: number, more: Partial<Detection> = {}): Detection {
  const lid = phone === null ? '100@lid' : `9${phone}@lid`;
  return {
    state: 'chat',
    account: '5511999999999',
    chatId: lid,
    chatKey: lid,
    lid,
    username: null,
    phone,
    phoneSource: phone ? 'contact' : null,
    numberHidden: false,
    displayName: 'Somebody',
    kind: 'person',
    groupSize: null,
    isBusiness: false,
    confidence: 'exact',
    reasons: [],
    epoch,
    ...more,
  };
}

/** What a tab shows that stands at this customer. */
export const viewOf = (customerId: string, epoch = 10): TabView => ({
  documentId: 'doc',
  epoch,
  detection: detectionOf('5511900000001', epoch),
  state: 'ready',
  connectionId: 'c1',
  accountId: acme,
  customerId,
  candidates: [],
  error: null,
  needsAccess: null,
});

const able = { able: true, repeatable: true, verifiable: true, undo: true } as const;
const unable = { able: false, why: 'not-offered' } as const;

export const capabilities: Capabilities = {
  read: ['catalogue', 'find', 'search', 'stage', 'tags'],
  change: {
    create: { ...able, repeatable: false, undo: false },
    edit: able,
    setTags: able,
    setStage: able,
    note: unable,
    todo: unable,
    assign: unable,
    claim: unable,
    release: unable,
    delete: unable,
    merge: unable,
  },
  fields: { name: 'write', email: 'write' },
  createWithoutNumber: true,
  createTags: true,
  outcomes: ['open'],
  note: { stage: false, reminder: false },
};

export const setup: Setup = {
  enabled: true,
  connections: [{ id: 'c1', name: null, provider: 'local', managed: false, accountId: acme }],
  questions: [],
  absent: [],
  active: { id: 'c1', accountId: acme, capabilities },
  preferences: {
    language: 'auto',
    theme: 'auto',
    maskPhones: false,
    shortcuts: true,
    notifyReminders: false,
    notifyNames: false,
    insertReplies: false,
  },
};
