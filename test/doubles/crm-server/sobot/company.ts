import { people, stages as stageNames, tags } from '../../people.ts';
import { customFields } from './custom-fields.ts';
import { idOf } from './ids.ts';
import { agents } from './staff.ts';

export interface LabelGroup {
  id: string;
  name: string;
  colour: string;
  multiple: 0 | 1;
  /** 0 visitors, 1 customers, 2 tickets. */
  type: 0 | 1 | 2;
  /** -1 deleted, 0 invalid, 1 valid. */
  status: -1 | 0 | 1;
  /** Epoch ms. */
  createdAt: number;
  updatedAt: number;
}

export interface Label {
  id: string;
  groupId: string;
  name: string;
  paramName: string | null;
  status: -1 | 0 | 1;
  createdAt: number;
  updatedAt: number;
}

interface Stage {
  id: string;
  name: string;
}

/** Fields of a customer that the interfaces write and list, by their wire names. */
export const userFields = [
  'nick',
  'uname',
  'visitorids',
  'partnerid',
  'email',
  'tel',
  'qq',
  'wx',
  'sex',
  'remark',
  'enterpriseid',
  'enterprise_name',
  'is_vip',
  'vip_level',
  'user_status',
  'liable_serviceid',
  'liable_service_name',
  'proviceid',
  'provice_name',
  'cityid',
  'city_name',
  'areaid',
  'area_name',
  'wx_build_unionid',
] as const;

export type UserField = (typeof userFields)[number];

interface UserEvent {
  id: string;
  kind: string;
  group: 'groupService' | 'groupUser' | 'groupOther';
  /** As the wire has it: ms for a creation, seconds for everything else. */
  time: number;
  stored: number;
  content: Record<string, unknown>;
}

export interface User {
  id: string;
  fields: Record<UserField, string>;
  /** 1 first contact, 2 to be assigned, 3 followed up, 4 public pool; 0: cleared. */
  crmStatus: number;
  source: number;
  /** 8 there, 9 deleted. */
  status: 8 | 9;
  /** By the custom field's id. */
  custom: Map<string, string>;
  labelIds: string[];
  wecomLabels: string[];
  stage: { id: string; type: number } | null;
  events: UserEvent[];
  /** Epoch ms. */
  createdAt: number;
  updatedAt: number;
}

export interface Company {
  groups: LabelGroup[];
  labels: Label[];
  stages: readonly Stage[];
  users: User[];
  /** A customer that is there, by id. */
  user(id: string): User | undefined;
  /** Adds an event at the end of the customer's history. */
  record(
    user: User,
    event: Pick<UserEvent, 'kind' | 'group' | 'content'>,
    now: number,
    unit?: 'seconds' | 'milliseconds',
  ): void;
  /** Keeps how the customers stand, for lists that lag behind. */
  remember(now: number): void;
  /** The customers as they were last remembered at that time; as they were first, where that is not known. */
  usersAsOf(at: number): readonly User[];
  /** A new id that no one has had. */
  newId(): string;
  reset(): void;
}

export const blankFields = (): Record<UserField, string> => ({
  nick: '',
  uname: '',
  visitorids: '',
  partnerid: '',
  email: '',
  tel: '',
  qq: '',
  wx: '',
  sex: '',
  remark: '',
  enterpriseid: '',
  enterprise_name: '',
  is_vip: '0',
  vip_level: '',
  user_status: '0',
  liable_serviceid: '',
  liable_service_name: '',
  proviceid: '',
  provice_name: '',
  cityid: '',
  city_name: '',
  areaid: '',
  area_name: '',
  wx_build_unionid: '',
});

/** Who did it, as events tell it: calls of the open interface carry no agent. */
export const operator = { bizOperatorType: 1, bizOperatorId: null, bizOperatorName: 'API' };

const founded = Date.UTC(2026, 0, 5, 8, 0, 0);

/** The same people's numbers as a company writes them down: with `+`, with `00`, bare, national. */
const writtenNumbers: Record<string, string> = {
  '5511900000001': '+5511900000001',
  '447700900002': '00447700900002',
  '8613800000011': '13800000011',
  '971500000010': '+971500000010',
  '491510000012': '+491510000012',
};

const unnamedSource = 18;

export function createCompany(): Company {
  let counter = 0;
  const newId = () => {
    counter += 1;
    return idOf('new', String(counter));
  };

  const record: Company['record'] = (user, event, now, unit = 'seconds') => {
    const seconds = Math.floor(now / 1000);
    const time = unit === 'seconds' ? seconds : now;
    user.events.push({ ...event, id: newId(), time, stored: unit === 'seconds' ? seconds : 0 });
  };

  /** Oldest first. */
  let past: { at: number; users: User[] }[] = [];

  const company: Company = {
    remember(now) {
      past.push({ at: now, users: structuredClone(company.users) });
    },
    usersAsOf: (at) => (past.findLast((kept) => kept.at <= at) ?? past[0] ?? company).users,
    groups: [],
    labels: [],
    stages: stageNames.map((name) => ({ id: idOf('stage', name), name })),
    users: [],
    user: (id) => company.users.find((user) => user.id === id && user.status === 8),
    record,
    newId,
    reset() {
      counter = 0;
      past = [];
      seedLabels();
      seedUsers();
    },
  };

  const times = { createdAt: founded, updatedAt: founded };

  function seedLabels() {
    const group = (name: string, more: Partial<LabelGroup> = {}): LabelGroup => ({
      id: idOf('group', name),
      name,
      colour: '',
      multiple: 0,
      type: 1,
      status: 1,
      ...times,
      ...more,
    });
    const label = (name: string, groupName: string, more: Partial<Label> = {}): Label => ({
      id: idOf('label', name),
      groupId: idOf('group', groupName),
      name,
      paramName: null,
      status: 1,
      ...times,
      ...more,
    });
    const groups = new Map<string, LabelGroup>();
    for (const { group: name, colour } of tags) {
      if (groups.has(name)) continue;
      groups.set(name, group(name, { colour, multiple: name === 'Products' ? 1 : 0 }));
    }
    company.groups = [
      ...groups.values(),
      group('District', { colour: '#gt5433', multiple: 1 }),
      group('Retired', { colour: '#64748b', status: 0 }),
      group('Web visitors', { colour: '#64748b', type: 0 }),
    ];
    company.labels = [
      ...tags.map(({ name, group: groupName }) => label(name, groupName)),
      label('Harbour', 'District'),
      label('Bygone', 'Products', { status: 0 }),
      label('Ex-partner', 'Retired'),
      label('From the site', 'Web visitors'),
    ];
  }

  function seedUsers() {
    const [owner] = agents;
    company.users = people.flatMap(({ phone, customer }, index): User[] => {
      if (phone === null || customer === null) return [];
      const followed = index % 2 === 0;
      const user: User = {
        id: idOf('user', phone),
        fields: {
          ...blankFields(),
          nick: customer.friendName,
          uname: customer.friendName,
          tel: writtenNumbers[phone] ?? phone,
          email: customer.email ?? '',
          sex: { male: '1', female: '2' }[customer.sex ?? ''] ?? '',
          remark: customer.desc ?? '',
          ...(followed && owner && { liable_serviceid: owner.id, liable_service_name: owner.name }),
        },
        crmStatus: followed ? 3 : 2,
        source: customer.source === undefined ? unnamedSource : 9,
        status: 8,
        custom: new Map(),
        labelIds: customer.tags.map((name) => idOf('label', name)),
        wecomLabels: index === 0 ? ['团员'] : [],
        stage: null,
        events: [],
        createdAt: founded,
        updatedAt: founded,
      };
      seedCustom(user, 'Profession', customer.profession);
      seedCustom(user, 'Birthday', customer.birthday?.replaceAll('/', '-'));
      seedHistory(user, customer.stage);
      return [user];
    });
    // A customer whom somebody deleted after entering the same number twice.
    const twin = company.users.find(({ fields }) => fields.nick === 'Padaria Sol');
    if (twin) {
      company.users.push({
        ...twin,
        id: idOf('user', 'deleted'),
        fields: { ...twin.fields, nick: 'Padaria Sol (entered twice)' },
        status: 9,
        custom: new Map(),
        labelIds: [],
        events: [],
      });
    }
  }

  function seedCustom(user: User, name: string, value: string | undefined) {
    const definition = customFields.find((field) => field.name === name);
    if (definition && value !== undefined) user.custom.set(definition.id, value);
  }

  function seedHistory(user: User, stageName: string | undefined) {
    const created = {
      ...operator,
      bizOperatorTypeName: '手动创建',
      datas: [{ type: 1, field: 'nick', name: '昵称', value: user.fields.nick, oldValue: null }],
    };
    record(user, { kind: 'user_create', group: 'groupOther', content: created }, founded, 'milliseconds');
    const liked = { ...operator, bizOperatorType: 6, bizOperatorName: user.fields.nick };
    record(user, { kind: 'moment_like', group: 'groupUser', content: liked }, founded + 3_600_000);
    const stage = company.stages.find(({ name }) => name === stageName);
    if (!stage) return;
    user.stage = { id: stage.id, type: 1 };
    const moved = {
      stageType: '1',
      stageTypeName: '跟进过程',
      stageId: stage.id,
      stageName: stage.name,
      oldStageName: null,
      remark: '',
      ...operator,
    };
    record(user, { kind: 'user_stage_update', group: 'groupService', content: moved }, founded + 7_200_000);
  }

  company.reset();
  return company;
}
