/**
 * Every kind of change of every back end, as one stroke at a customer of its own: what is submitted, which request of
 * the double carries it, and how often the CRM has it in the end.
 */
import type { Change } from '../../../lib/crm/port.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import type { CrmServer } from '../../doubles/crm-server/index.ts';
import { blankFields } from '../../doubles/crm-server/sobot/company.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { agents } from '../../doubles/crm-server/sobot/staff.ts';

export interface Stroke {
  name: string;
  connectionId: string;
  backend: string;
  /** Of the double: what carries the change. */
  interface: string;
  /** Whether a request to {@link interface} is this stroke's. */
  carries(request: { path: string; body: unknown }): boolean;
  change: Change;
  /** May be left for the agent to decide on: no vendor lets it be sent twice for certain. */
  mayAsk: boolean;
  /** How often the CRM has it. */
  times(): number;
}

const [bo] = agents;
if (!bo) throw new Error('nobody works here');
const agent = { id: bo.id, name: bo.name };

/** Adds customers nobody else touches to the doubles. `round` tells the customers of one set from another's. */
export function strokesAt(crm: CrmServer, round: number): Stroke[] {
  return [...socialEpoch(crm, round), ...sobot(crm, round)];
}

function socialEpoch(crm: CrmServer, round: number): Stroke[] {
  const customers = crm.socialepoch.customers.standard;
  const numberOf = (index: number) => `1555020${String(round * 10 + index).padStart(4, '0')}`;
  const stroke = (
    index: number,
    kind: string,
    change: (id: string) => Change,
    has: (row: { tabName: string; stage: string; email: string }) => boolean,
  ): Stroke => {
    const number = numberOf(index);
    if (kind !== 'create') {
      customers.put({
        whatsApp: number,
        friendName: `Kim ${index}`,
        tabName: 'Hot',
        stage: 'New',
        email: 'a@example.com',
      });
    }
    return {
      name: `SocialEpoch ${kind} ${round}`,
      connectionId: 'demo',
      backend: 'socialepoch',
      interface: 'import',
      carries: ({ body }) => JSON.stringify(body).includes(number),
      change: change(number),
      mayAsk: kind === 'create',
      times() {
        const row = customers.get(number);
        return row && has(row) ? 1 : 0;
      },
    };
  };
  const vip = { id: 'VIP', name: 'VIP', groupId: null };
  return [
    stroke(
      0,
      'setTags',
      (id) => ({ kind: 'setTags', customerId: id, add: [vip], remove: [] }),
      ({ tabName }) => tabName.split(',').includes('VIP') && tabName.split(',').includes('Hot'),
    ),
    stroke(
      1,
      'setStage',
      (id) => ({
        kind: 'setStage',
        customerId: id,
        from: { stageId: 'New', outcome: 'open' },
        to: { stageId: 'Paid', outcome: 'open' },
      }),
      ({ stage }) => stage === 'Paid',
    ),
    stroke(
      2,
      'edit',
      (id) => ({
        kind: 'edit',
        customerId: id,
        edits: [{ key: 'email', from: 'a@example.com', to: 'b@example.com' }],
      }),
      ({ email }) => email === 'b@example.com',
    ),
    stroke(
      3,
      'create',
      (id) => ({ kind: 'create', phone: e164(id), name: 'Kim New', fields: [] }),
      () => true,
    ),
  ];
}

function sobot(crm: CrmServer, round: number): Stroke[] {
  const { company } = crm.sobot;
  type User = (typeof company.users)[number];
  const stroke = (
    index: number,
    kind: string,
    name: string,
    change: (id: string, number: string) => Change,
    times: (user: User) => number,
    more: Partial<User> = {},
  ): Stroke => {
    const number = `1555030${String(round * 10 + index).padStart(4, '0')}`;
    const id = idOf('user', number);
    if (kind !== 'create') {
      company.users.push({
        id,
        fields: { ...blankFields(), nick: `Lee ${index}`, tel: `+${number}`, email: 'a@example.com' },
        crmStatus: 2,
        source: 9,
        status: 8,
        custom: new Map(),
        labelIds: [idOf('label', 'Shoes')],
        wecomLabels: [],
        stage: null,
        events: [],
        createdAt: Date.UTC(2026, 0, 5),
        updatedAt: Date.UTC(2026, 0, 5),
        ...more,
      });
    }
    return {
      name: `Sobot ${kind} ${round}`,
      connectionId: 'sobot',
      backend: 'sobot',
      interface: name,
      carries: ({ path, body }) =>
        `${path} ${JSON.stringify(body)}`.includes(kind === 'create' ? number : id),
      change: change(id, number),
      mayAsk: kind === 'create' || kind === 'note',
      times: () =>
        company.users
          .filter((user) => user.fields.tel.replace(/\D/g, '') === number)
          .reduce((sum, user) => sum + times(user), 0),
    };
  };
  const vip = { id: idOf('label', 'VIP'), name: 'VIP', groupId: idOf('group', 'Level') };
  const text = `Agreed on Friday ${round}`;
  const owned = {
    ...blankFields(),
    nick: 'Lee Owned',
    liable_serviceid: bo?.id ?? '',
    liable_service_name: bo?.name ?? '',
  };
  return [
    stroke(
      0,
      'setTags',
      'label/update_userlabel',
      (id) => ({ kind: 'setTags', customerId: id, add: [vip], remove: [] }),
      ({ labelIds }) => (labelIds.includes(vip.id) && labelIds.includes(idOf('label', 'Shoes')) ? 1 : 0),
    ),
    stroke(
      1,
      'setStage',
      'user_stage/stage_save',
      (id) => ({
        kind: 'setStage',
        customerId: id,
        from: null,
        to: { stageId: idOf('stage', 'Paid'), outcome: 'open' },
      }),
      ({ stage }) => (stage?.id === idOf('stage', 'Paid') ? 1 : 0),
    ),
    stroke(
      2,
      'edit',
      'user/update',
      (id) => ({
        kind: 'edit',
        customerId: id,
        edits: [{ key: 'email', from: 'a@example.com', to: 'b@example.com' }],
      }),
      ({ fields }) => (fields.email === 'b@example.com' ? 1 : 0),
    ),
    stroke(
      3,
      'note',
      'user_stage/record_save',
      (id) => ({ kind: 'note', customerId: id, text }),
      ({ events }) => events.filter(({ content }) => JSON.stringify(content).includes(text)).length,
    ),
    stroke(
      4,
      'create',
      'user/save',
      (_, number) => ({ kind: 'create', phone: e164(number), name: 'Lee New', fields: [] }),
      () => 1,
    ),
    stroke(
      5,
      'assign',
      'public_user/assign',
      (id) => ({ kind: 'assign', customerId: id, from: null, to: agent }),
      ({ fields }) => (fields.liable_serviceid === agent.id ? 1 : 0),
    ),
    stroke(
      6,
      'claim',
      'public_user/assign',
      (id) => ({ kind: 'claim', customerId: id }),
      ({ fields }) => (fields.liable_serviceid === agent.id ? 1 : 0),
      { crmStatus: 4 },
    ),
    stroke(
      7,
      'release',
      'public_user/confirm',
      (id) => ({ kind: 'release', customerId: id, valid: true }),
      ({ crmStatus }) => (crmStatus === 4 ? 1 : 0),
      { crmStatus: 3, fields: { ...owned, tel: `+1555030${String(round * 10 + 7).padStart(4, '0')}` } },
    ),
  ];
}

const e164 = (digits: string) => `+${digits}` as E164;
