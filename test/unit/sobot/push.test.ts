import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { describe, expect, it, vi } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import type { SobotConnection } from '../../../lib/crm/sobot/connection.ts';
import { readPush } from '../../../lib/crm/sobot/push.ts';
import type { Whose } from '../../../lib/drafts/draft.ts';
import { createDrafts } from '../../../lib/drafts/drafts.ts';
import { createMergeFollower } from '../../../lib/flow/follow-merge.ts';
import { createLinks, type LinkRow } from '../../../lib/matching/links.ts';
import { openSealedStore } from '../../../lib/sealed/index.ts';
import { plainDigest } from '../support/plain-digest.ts';

const connection: SobotConnection = {
  id: 'c1',
  provider: 'sobot',
  baseUrl: 'https://www.sobot.com',
  numbers: 'national:CN',
  allowPlainHttp: false,
  options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true },
};
const definitions = [
  {
    id: 'radio',
    key: 'custom:radio',
    name: 'Contact by',
    type: 'single' as const,
    required: false,
    options: [{ value: 'v1', label: 'Chat' }],
  },
];
const context = { connection, definitions };

/** Shaped as the samples of sections 4.1 and 4.2: all text, most of it empty. */
const saved = (more: Record<string, unknown> = {}) => ({
  userid: 'u1',
  msg_type: '0',
  datetime: '1614222756',
  create_datetime: '1614222756',
  update_datetime: '1614222756',
  status: '8',
  user_nick: 'Li',
  user_name: '',
  user_tels: '+8613800000011',
  user_emails: '',
  crm_status: '2',
  sex: '2',
  remark: '',
  city_name: '',
  liable_agentid: '',
  liable_agent_name: '',
  is_black: '',
  user_status: '',
  stageid: '',
  stage_type: '',
  extend_field_values: '',
  ...more,
});
const merged = (more: Record<string, unknown> = {}) => ({
  msg_type: 1,
  datetime: 1_614_222_177,
  userid: 'stays',
  merged_userid: 'gone',
  biz_operator_name: 'Liu',
  ...more,
});
const push = (...content: unknown[]) => readPush({ sys_code: '50', type: 'crm', content }, context);

describe('a push', () => {
  it('of a new customer tells all that it knows, and an empty text is not known', () => {
    expect(push(saved())).toMatchObject([
      {
        kind: 'saved',
        at: '2021-02-25T03:12:36.000Z',
        customerId: 'u1',
        customer: {
          id: 'u1',
          connectionId: 'c1',
          name: 'Li',
          phones: [{ raw: '+8613800000011', e164: '+8613800000011' }],
          email: null,
          sex: 'female',
          remark: null,
          owner: null,
          stage: 'unknown',
          blocked: false,
          fields: [{ key: 'phone', value: '+8613800000011', text: null }],
        },
      },
    ]);
  });

  it('says of nobody whether they are new or changed, whatever its times', () => {
    for (const update_datetime of ['1614222756', '1614222999']) {
      const [event] = push(saved({ update_datetime }));
      expect(event).toMatchObject({ kind: 'saved' });
      expect(event).not.toHaveProperty('isNew');
    }
  });

  it('keeps all that it tells, by the vendor’s names', () => {
    const more = { user_level: '8f3c', unionid: 'w1', helper_agentid: 'h1', stage_name: 'Paid', anything: 7 };
    const [event] = push(saved(more));
    expect(event).toMatchObject({ told: { ...more, anything: '7', user_nick: 'Li', userid: 'u1' } });
    expect(event?.kind === 'saved' && Object.values(event.told)).not.toContain('');
  });

  it('tells owner, block, and where the customer stands', () => {
    const told = {
      liable_agentid: 'bo',
      liable_agent_name: 'Bo',
      is_black: '1',
      stageid: 's1',
      stage_type: '22',
    };
    expect(push(saved(told))).toMatchObject([
      {
        customer: {
          owner: { id: 'bo', name: 'Bo' },
          blocked: true,
          stage: { stageId: 's1', outcome: 'lost' },
        },
      },
    ]);
  });

  it('knows custom fields by their id, since their types are numbered otherwise here', () => {
    const values = [
      { fieldid: 'radio', field_type: '7', field_value: 'v1' },
      { fieldid: 'unknown', field_type: '1', field_value: 'Fishing' },
      { fieldid: 'empty', field_type: '1', field_value: '' },
      { broken: true },
    ];
    expect(push(saved({ extend_field_values: values }))).toMatchObject([
      {
        customer: {
          fields: [
            { key: 'phone' },
            { key: 'custom:radio', value: 'v1', text: 'Chat' },
            { key: 'custom:unknown', value: 'Fishing', text: null },
          ],
        },
      },
    ]);
  });

  it('of a deleted customer says so', () => {
    expect(push(saved({ status: '9' }))).toEqual([
      { kind: 'deleted', at: '2021-02-25T03:12:36.000Z', customerId: 'u1' },
    ]);
  });

  it('of a merge tells who stays and who is gone', () => {
    expect(push(merged())).toEqual([
      { kind: 'merged', at: '2021-02-25T03:02:57.000Z', customerId: 'stays', goneId: 'gone' },
    ]);
    expect(push(merged({ msg_type: '1' }))).toHaveLength(1);
  });

  it('may come as text, and may hold several', () => {
    const text = JSON.stringify({ type: 'crm', content: [saved(), merged()] });
    expect(readPush(text, context).map(({ kind }) => kind)).toEqual(['saved', 'merged']);
  });

  it.each([
    ['nothing', undefined],
    ['no JSON', '{'],
    ['a list', []],
    ['another type', { type: 'ticket', content: [] }],
    ['a broken entry', { type: 'crm', content: [{ msg_type: '0' }] }],
    ['one broken of two', { type: 'crm', content: [saved(), null] }],
    ['no content', { type: 'crm' }],
  ])('that is %s is refused whole', (_, message) => {
    expect(() => readPush(message, context)).toThrowError(expect.objectContaining({ code: 'BAD_RESPONSE' }));
  });
});

const acme = accountId('acme');
const merge = { accountId: acme, connectionId: 'crm', gone: 'gone', stays: 'stays' };
const gone = { accountId: acme, customerId: 'gone' };
const stays = { accountId: acme, customerId: 'stays' };

function follower() {
  const sealed = openSealedStore({ indexedDB: new IDBFactory(), crypto });
  const links = createLinks({
    collection: sealed.collection<LinkRow>('links'),
    clock: { now: () => 1 },
    digest: plainDigest,
  });
  const drafts = createDrafts({
    rows: sealed.collection('drafts'),
    older: sealed.collection('field-drafts'),
    submissions: { has: async () => false },
    newId: () => 'new',
  });
  const repoint = vi.fn(async () => {});
  const audit = { merge: vi.fn(async () => {}) };
  const session = { forgetCustomer: vi.fn(async (_connectionId: string, _customerId: string) => {}) };
  const note = (whose: Whose, text: string) =>
    drafts.write(whose, 'note', {
      id: `${whose.customerId} note`,
      content: { kind: 'note', text, stageId: '', remindAt: '' },
    });
  const field = (whose: Whose, key: string, value: string) =>
    drafts.write(whose, `field:${key}`, {
      id: `${whose.customerId} ${key}`,
      content: { kind: 'field', key, value },
    });
  return {
    links,
    drafts,
    repoint,
    session,
    note,
    field,
    audit,
    follow: createMergeFollower({
      links,
      drafts,
      audit,
      outbox: { repoint },
      session,
      startOver: (change) => change(),
    }),
  };
}

describe('a merge', () => {
  it.each([
    ['A', 'B', 'B\nA', 'new'],
    ['A', 'B\nA', 'B\nA', 'stays note'],
  ])('keeps both notes, %o and %o, under an id of their own', async (before, after, text, id) => {
    const { drafts, note, follow } = follower();
    await note(gone, before);
    await note(stays, after);
    await follow(merge);
    expect(await drafts.read(stays)).toMatchObject([{ id, content: { text } }]);
    expect(await drafts.read(gone)).toEqual([]);
  });

  it('is told to the record, and has both read anew', async () => {
    const { audit, session, follow } = follower();
    await follow(merge);
    expect(audit.merge).toHaveBeenCalledWith(acme, 'gone', 'stays');
    expect(session.forgetCustomer.mock.calls).toEqual([
      ['crm', 'gone'],
      ['crm', 'stays'],
    ]);
  });

  it('is followed by links, drafts and the outbox, and following it twice changes nothing more', async () => {
    const { links, drafts, repoint, note, field, follow } = follower();
    await links.set(acme, 'phone:+15550100031', 'gone');
    await note(gone, 'A');
    await field(gone, 'email', 'gone@example.com');
    await field(gone, 'remark', 'gone');
    await field(stays, 'remark', 'stays');
    for (let times = 0; times < 2; times += 1) {
      await follow(merge);
      expect((await links.get(acme, 'phone:+15550100031')).customerId).toBe('stays');
      expect((await drafts.read(stays)).map(({ id }) => id)).toEqual([
        'stays remark',
        'gone note',
        'gone email',
      ]);
      expect(await drafts.read(gone)).toEqual([]);
      expect(repoint).toHaveBeenLastCalledWith(acme, 'gone', 'stays');
    }
  });

  it('of a customer with themselves is nothing', async () => {
    const { drafts, repoint, note, follow } = follower();
    await note(gone, 'A');
    await follow({ ...merge, stays: 'gone' });
    expect(await drafts.read(gone)).toHaveLength(1);
    expect(repoint).not.toHaveBeenCalled();
  });
});
