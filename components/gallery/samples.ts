/** Who and what the sample views of the panel are made of. */
import { accountId } from '../../lib/accounts/account.ts';
import type { Agent, Catalogue, Customer, CustomerPhone, TimelineEvent } from '../../lib/crm/model.ts';
import type { Capabilities, Change } from '../../lib/crm/port.ts';
import type { AppErrorData, ErrorCode } from '../../lib/errors/app-error.ts';
import type { QuestionView, StrandedAccount } from '../../lib/panel/view.ts';
import { parseE164 } from '../../lib/phone/e164.ts';
import type { ReminderView, Setup, WriteState, WriteView } from '../../lib/session/shapes.ts';

export const now = Date.UTC(2026, 10, 22, 13, 42, 7);
export const minute = 60_000;
export const ago = (minutes: number) => new Date(now - minutes * minute).toISOString();

const bo: Agent = { id: 'bo', name: 'Bo' };

export const capabilities: Capabilities = {
  read: ['catalogue', 'find', 'search', 'timeline', 'agents', 'stage', 'tags'],
  change: {
    create: { able: true, repeatable: false, verifiable: true, undo: false },
    edit: { able: true, repeatable: true, verifiable: true, undo: true },
    setTags: { able: true, repeatable: true, verifiable: true, undo: true },
    setStage: { able: true, repeatable: true, verifiable: true, undo: true },
    note: { able: true, repeatable: false, verifiable: true, undo: false },
    todo: { able: true, repeatable: true, verifiable: true, undo: true },
    assign: { able: true, repeatable: true, verifiable: true, undo: true },
    claim: { able: true, repeatable: true, verifiable: true, undo: false },
    release: { able: false, why: 'not-offered' },
    delete: { able: false, why: 'not-offered' },
    merge: { able: false, why: 'not-offered' },
  },
  fields: {
    name: 'write',
    email: 'write',
    birthday: 'write',
    sex: 'write',
    address: 'write',
    company: 'write',
    profession: 'write',
    income: 'read',
    remark: 'write',
    source: 'read',
    level: 'read',
    'custom:shoe': 'write',
    'custom:visits': 'write',
    'custom:likes': 'write',
    'custom:region': 'write',
  },
  createWithoutNumber: true,
  createTags: true,
  outcomes: ['open', 'won', 'lost', 'invalid'],
  note: { stage: true, reminder: true },
};

/** A back end that shows little and writes less. */
export const fewCapabilities: Capabilities = {
  ...capabilities,
  read: ['find'],
  change: {
    ...capabilities.change,
    setTags: { able: false, why: 'not-offered' },
    setStage: { able: false, why: 'not-offered' },
    note: { able: false, why: 'edition' },
    todo: { able: false, why: 'not-offered' },
    claim: { able: false, why: 'not-offered' },
  },
  fields: { name: 'read', email: 'read' },
  outcomes: [],
};

export const catalogue: Catalogue = {
  groups: [
    group('interest', 'Interest', false, [
      ['hot', 'Hot', '#e11d48'],
      ['warm', 'Warm', '#d97706'],
      ['cold', 'Cold', '#2563eb'],
    ]),
    group('level', 'Level', true, [
      ['vip', 'VIP', '#b45309'],
      ['wholesale', 'Wholesale', '#047857'],
    ]),
    group('products', 'Products', true, [
      ['shoes', 'Shoes', '#7c3aed'],
      ['bags', 'Bags', '#7c3aed'],
      ['cafe', 'Café', '#7c3aed'],
      ['newsletter', 'Newsletter', '#7c3aed'],
      ['old', '老客户', '#0e7490'],
    ]),
  ],
  stages: ['New', 'Talking', 'Intent', 'Paid', 'Done'].map((name, order) => ({
    id: name.toLowerCase(),
    name,
    order,
  })),
  fields: [
    {
      id: 'sex',
      key: 'sex',
      name: null,
      type: 'single',
      required: false,
      options: [
        { value: 'f', label: 'Female' },
        { value: 'm', label: 'Male' },
      ],
    },
    { id: '1', key: 'custom:shoe', name: 'Shoe size', type: 'number', required: false, options: [] },
    { id: '2', key: 'custom:visits', name: 'Visits at', type: 'time', required: true, options: [] },
    {
      id: '3',
      key: 'custom:likes',
      name: 'Likes',
      type: 'multi',
      required: false,
      options: ['Leather', 'Suede', 'Canvas'].map((label) => ({ value: label.toLowerCase(), label })),
    },
    {
      id: '4',
      key: 'custom:region',
      name: 'Region',
      type: 'cascade',
      required: false,
      options: [
        { value: 'br/sp', label: 'Brazil › São Paulo' },
        { value: 'br/rj', label: 'Brazil › Rio de Janeiro' },
      ],
    },
  ],
};

function group(id: string, name: string, multiple: boolean, tags: [string, string, string][]) {
  return {
    id,
    name,
    colour: null,
    multiple,
    tags: tags.map(([tagId, tagName, colour]) => ({
      id: tagId,
      name: tagName,
      groupId: id,
      colour,
      readOnly: false,
    })),
  };
}

export function tags(...ids: string[]): Customer['tags'] {
  const all = catalogue.groups.flatMap((one) => one.tags);
  return ids.flatMap((id) => all.filter((tag) => tag.id === id));
}

export function phone(raw: string): CustomerPhone {
  return { raw, e164: parseE164(raw) };
}

export const ana: Customer = {
  id: 'ana',
  connectionId: 'crm',
  name: 'Ana Cliente',
  phones: [phone('+5511900000001')],
  email: 'ana@example.com',
  sex: 'f',
  birthday: '1991-03-08',
  address: 'Rua das Flores 12, São Paulo',
  company: null,
  profession: 'Florist',
  income: '4.000 R$',
  remark: 'Prefers to be called in the morning.',
  source: 'Instagram',
  level: 'VIP',
  owner: bo,
  stage: { stageId: 'intent', outcome: 'open', since: ago(60 * 24 * 3) },
  tags: tags('hot', 'shoes'),
  fields: [
    { key: 'custom:shoe', value: '38', text: null },
    { key: 'custom:visits', value: '10:30', text: null },
    { key: 'custom:likes', value: ['leather', 'canvas'], text: null },
    { key: 'custom:region', value: 'br/sp', text: null },
  ],
  other: [{ name: 'loyalty_points', value: '1240' }],
  blocked: false,
  createdAt: ago(60 * 24 * 90),
  updatedAt: ago(60),
};

/** The same person, created twice. */
export const lima: Customer = {
  ...ana,
  id: 'lima',
  name: 'Ana C. Lima',
  phones: [phone('+5511900000002')],
  email: null,
  profession: 'Baker',
  stage: { stageId: 'paid', outcome: 'open' },
  tags: tags('cold', 'vip'),
};

export const events: TimelineEvent[] = [
  {
    id: 'e1',
    at: ago(60),
    kind: 'stage',
    actor: 'Bo',
    summary: null,
    changes: [{ field: 'stage', from: 'Talking', to: 'Intent' }],
  },
  {
    id: 'e2',
    at: ago(95),
    kind: 'note',
    actor: 'Bo',
    summary: 'Asked for the blue pair in 38. Wants to pay on delivery.',
    changes: [],
  },
  {
    id: 'e3',
    at: ago(60 * 26),
    kind: 'tags',
    actor: 'Carla',
    summary: null,
    changes: [
      { field: 'tags', from: null, to: 'Hot' },
      { field: 'tags', from: 'Cold', to: null },
    ],
  },
  {
    id: 'e4',
    at: ago(60 * 24 * 12),
    kind: 'edited',
    actor: 'Bo',
    summary: null,
    changes: [{ field: 'email', from: null, to: 'ana@example.com' }],
  },
  {
    id: 'e5',
    at: ago(60 * 24 * 13),
    kind: 'message',
    actor: null,
    summary: 'Good morning. Do you still have the blue ones?',
    changes: [],
  },
  { id: 'e6', at: ago(60 * 24 * 400), kind: 'created', actor: 'Bo', summary: null, changes: [] },
];

export const todo = { kind: 'todo' as const, actor: 'Bo', changes: [] };
export const lost: Omit<TimelineEvent, 'id' | 'at'> = {
  kind: 'stage',
  actor: 'Bo',
  summary: 'Too expensive',
  changes: [{ field: 'outcome', from: 'open', to: 'lost' }],
};

/** The company behind the connection `crm`. */
export const acme = accountId('acme');

/** Of somebody beside whose chat the agent is not. */
export const reminder: ReminderView = {
  accountId: acme,
  connectionId: 'crm',
  customerId: 'joao',
  todoId: 'r9',
  name: 'João Silva',
  phone: '+5511900000077',
  summary: 'Send the price list',
  dueAt: now - 15 * minute,
  canSettle: true,
};

export const setup: Setup = {
  enabled: true,
  connections: [{ id: 'crm', name: 'Acme CRM', provider: 'socialepoch', managed: false, accountId: acme }],
  questions: [],
  absent: [],
  active: { id: 'crm', accountId: acme, capabilities },
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

const unable = { able: false, why: 'not-offered' } as const;

/** A back end that can look up no number, and tells little of the friends of its accounts. */
export const friendSetup: Setup = {
  ...setup,
  connections: [{ id: 'crm', name: '友米聚合', provider: 'youmi', managed: false, accountId: acme }],
  active: {
    id: 'crm',
    accountId: acme,
    capabilities: {
      read: ['search'],
      change: {
        create: unable,
        edit: unable,
        setTags: unable,
        setStage: unable,
        note: unable,
        todo: unable,
        assign: unable,
        claim: unable,
        release: unable,
        delete: unable,
        merge: unable,
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
    },
  },
};

/** With the second version of its interfaces. */
export const friendSetupWithTodos: Setup = {
  ...friendSetup,
  active: friendSetup.active && {
    ...friendSetup.active,
    capabilities: {
      ...friendSetup.active.capabilities,
      read: ['search', 'timeline'],
      change: {
        ...friendSetup.active.capabilities.change,
        note: { able: true, repeatable: false, verifiable: true, undo: false },
      },
      note: { stage: false, reminder: true, needsReminder: true },
    },
  },
};

export const noCatalogue: Catalogue = { groups: [], stages: [], fields: [] };

/** What is told of a friend of an operating account. */
export const friend: Partial<Customer> = {
  id: '3547/wxid_167px6des5ie22',
  name: 'Ana 宝儿 🌸',
  phones: [],
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
  stage: 'unknown',
  tags: [],
  fields: [
    { key: 'wechat', value: 'www_7182453', text: null },
    { key: 'operatingAccount', value: 'P03 (zznn72537)', text: null },
    { key: 'accountStaff', value: ['Bo', '林梅'], text: null },
    { key: 'agentHere', value: 'Bo', text: null },
    { key: 'orderUser', value: 'b08', text: null },
  ],
  other: [],
};

const todoOf = (id: string, summary: string, at: number, done: boolean): TimelineEvent => ({
  id,
  at: new Date(at).toISOString(),
  undated: true,
  kind: 'todo',
  actor: '林梅',
  summary,
  changes: [],
  dueAt: new Date(at).toISOString(),
  ...(done && { doneAt: new Date(at).toISOString() }),
});

export const friendTodos: TimelineEvent[] = [
  todoOf('t2', 'Send the new catalogue', now + 3 * 3_600_000, false),
  todoOf('t1', 'Ask about the size', now - 26 * 3_600_000, true),
];

/** The same with the CRM on this device, which has nobody else and needs no network. */
export const onDevice: Setup = {
  ...setup,
  connections: [{ id: 'crm', name: null, provider: 'local', managed: false, accountId: acme }],
  active: {
    id: 'crm',
    accountId: acme,
    capabilities: {
      ...capabilities,
      onDevice: true,
      agent: { name: null },
      fields: { ...capabilities.fields, phone: 'edit-only' },
      change: {
        ...capabilities.change,
        assign: { able: false, why: 'not-offered' },
        claim: { able: false, why: 'not-offered' },
        delete: { able: true, repeatable: true, verifiable: true, undo: false },
        merge: { able: true, repeatable: true, verifiable: true, undo: false },
      },
    },
  },
};

export function errorOf(code: ErrorCode, backend?: AppErrorData['backend']): AppErrorData {
  return { code, retryable: false, ...(backend && { backend }) };
}

/** Joins Ana to somebody else. */
export const merging: Change = { kind: 'merge', customerId: 'lima', staysId: 'ana', take: [] };

/** One write of Ana's. */
export const leaving: Change = {
  kind: 'delete',
  customerId: 'ana',
  phones: [],
  record: true,
};

export function write(change: Change, state: WriteState, more: Partial<WriteView> = {}): WriteView {
  return {
    id: `${change.kind}-${state}`,
    accountId: acme,
    customerId: 'ana',
    change,
    state,
    createdAt: now - minute,
    doneAt: state === 'done' ? now - 1000 : null,
    undoUntil: null,
    error: null,
    ...more,
  };
}

const paying = {
  kind: 'setStage',
  customerId: 'ana',
  from: { stageId: 'intent', outcome: 'open' },
  to: { stageId: 'paid', outcome: 'open' },
} as const;
/** A colleague was quicker. */
export const clash = write(paying, 'failed', {
  error: errorOf('CONFLICT'),
  conflict: { ...paying, from: { stageId: 'done', outcome: 'open' } },
});

/** A company that no connection stands for, with what waits for it. */
export const gone: StrandedAccount = {
  accountId: accountId('gone'),
  name: 'Gone Ltd',
  provider: 'socialepoch',
  writes: [
    write({ kind: 'note', customerId: 'ana', text: 'Call on Friday' }, 'failed', {
      id: 'lost',
      accountId: accountId('gone'),
      error: errorOf('FORBIDDEN'),
    }),
  ],
};

/** "Is this still the same company?", with two changes that wait for the answer. */
export const asked: QuestionView = {
  connectionId: 'crm',
  accountId: acme,
  about: 'changed',
  connection: { id: 'crm', name: 'Acme CRM', provider: 'socialepoch', managed: false, accountId: null },
  held: 2,
};

export const note: Change = { kind: 'note', customerId: 'ana', text: 'Sent the price list. Call on Monday.' };
export const tagging: Change = { kind: 'setTags', customerId: 'ana', add: tags('vip'), remove: [] };

/** One of each kind that stands in a place of its own. */
export const refusedChanges: Change[] = [
  { ...paying, to: { ...paying.from, outcome: 'lost', reason: 'Too dear' } },
  tagging,
  note,
  { kind: 'todo', customerId: 'ana', todoId: 'r1', done: true },
  { kind: 'edit', customerId: 'ana', edits: [{ key: 'custom:shoe', from: '38', to: '38,5' }] },
];
