import { afterEach, describe, expect, it } from 'vitest';
import type { NewTodo } from '../../../lib/crm/youmi/wire-v2.ts';
import { type Merchant, never, startMerchant } from './merchant.ts';

let merchant: Merchant;
afterEach(() => merchant?.close());

const addition = 'v2/Todo/AddRecordNew';
const friend = 'wxid_167px6des5ie22';
const stored = () => merchant.server.youmi.company;
const todo = (more: Partial<NewTodo> = {}): NewTodo => ({
  friend,
  accountId: '3547',
  accountKind: 0,
  title: 'Call back',
  text: 'About the <b>frogs</b> 🐸',
  remindAt: Date.UTC(2099, 0, 2, 3, 4, 5),
  recipients: ['b03'],
  ...more,
});

describe('a to-do', () => {
  it('is made in the name of the agent, by a bearer of the client', async () => {
    merchant = await startMerchant();
    expect(await merchant.v2.addTodo('b01', todo(), never)).toMatch(/^\d+$/);
    expect(stored().todos).toMatchObject([
      {
        friend,
        accountId: 3547,
        createdBy: 'b01',
        title: 'Call back',
        text: 'About the <b>frogs</b> 🐸',
        remindAt: '2099-01-02 11:04:05',
        recipients: ['b03'],
      },
    ]);
    expect(stored().friends[0]?.owner).toBe('b01');
    expect(merchant.server.violations).toEqual([]);
    expect(merchant.sent('connect/token')[0]?.body).toBe(
      'client_id=y398bd6b8e49db4f379&client_secret=d237998fb1a94435975&scope=Ls.Qkl.PublicApi&grant_type=client_credentials',
    );
    expect(merchant.sent(addition)[0]?.body).toMatchObject({ SffId: 'b01', AdWecharId: 3547, From: 0 });
  });

  it.each(['', '  ', '\t\n'])('in the name of nobody (%j) never leaves', async (sffId) => {
    merchant = await startMerchant();
    await expect(merchant.v2.addTodo(sffId, todo(), never)).rejects.toMatchObject({
      code: 'NOT_CONFIGURED',
      reason: 'agent-unknown',
      unsent: true,
    });
    expect(merchant.server.requests).toEqual([]);
    expect(stored().friends[0]?.owner).toBe('b01');
  });

  it.each([
    ['a friend who is gone', { friend: 'wxid_gone' }, 'b01', { code: 'NOT_FOUND' }],
    ['a stranger among the staff', {}, 'zz', { code: 'INVALID_INPUT', reason: 'agent-unknown' }],
    ['a time that is over', { remindAt: 0 }, 'b01', { code: 'INVALID_INPUT' }],
    ['an account that nobody knows', { accountId: '1' }, 'b01', { code: 'INVALID_INPUT' }],
    ['an account that is no number', { accountId: 'x' }, 'b01', { code: 'INVALID_INPUT' }],
  ])('for %s is refused', async (_what, more, sffId, error) => {
    merchant = await startMerchant();
    await expect(merchant.v2.addTodo(sffId, todo(more), never)).rejects.toMatchObject(error);
    expect(stored().todos).toEqual([]);
  });

  it.each([
    [{ newTodo: 'row' }, /^\d+$/],
    [{ newTodo: 'nothing' }, /^$/],
    [{ v2Envelope: 'data' }, /^\d+$/],
    [{ numbers: 'strings' }, /^\d+$/],
  ] as const)('is made under %j too', async (settings, number) => {
    merchant = await startMerchant(settings);
    expect(await merchant.v2.addTodo('b01', todo(), never)).toMatch(number);
    expect(stored().todos).toHaveLength(1);
  });

  it.each([
    ['drop-after-write', {}],
    ['html', { written: true }],
    ['html', { status: 200, written: true }],
    ['truncated', {}],
    ['code', { code: '200011', written: true }],
    ['mangled', { how: 'not-an-object' }],
  ] as const)('whose answer is lost (%s %j) is in doubt, and not sent twice', async (kind, more) => {
    merchant = await startMerchant();
    merchant.server.faults.add({ kind, interface: addition, ...more } as never);
    await expect(merchant.v2.addTodo('b01', todo(), never)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
    expect(merchant.sent(addition)).toHaveLength(1);
  });

  it('whose answer does not say how it went is in doubt', async () => {
    merchant = await startMerchant({ v2Envelope: 'bare', newTodo: 'row' });
    await expect(merchant.v2.addTodo('b01', todo(), never)).rejects.toMatchObject({
      code: 'OUTCOME_UNKNOWN',
    });
  });

  it('waits for a new bearer where the old one lapsed, and lands once', async () => {
    merchant = await startMerchant();
    await merchant.v2.staff(never);
    merchant.server.youmi.bearers.voidAll();
    await merchant.v2.addTodo('b01', todo(), never);
    expect(stored().todos).toHaveLength(1);
    expect(merchant.sent(addition)).toHaveLength(2);
  });

  it.each(['html', 'truncated', 'drop-before-write'] as const)(
    'without a bearer (%s) is undone for certain',
    async (kind) => {
      merchant = await startMerchant();
      merchant.server.faults.add({ kind, interface: 'connect/token' });
      await expect(merchant.v2.addTodo('b01', todo(), never)).rejects.toMatchObject({ code: 'OFFLINE' });
      expect(merchant.sent(addition)).toEqual([]);
    },
  );
});

describe('the client', () => {
  it('that is wrong is BAD_CREDENTIALS', async () => {
    merchant = await startMerchant({}, { v2: { clientSecret: 'wrong' } });
    await expect(merchant.v2.staff(never)).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      backend: { code: 'invalid_client' },
    });
  });

  it('that is missing is NOT_CONFIGURED', async () => {
    merchant = await startMerchant({}, { v2: { clientId: '' } });
    await expect(merchant.v2.staff(never)).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(merchant.server.requests).toEqual([]);
  });

  it('whose fresh bearer is refused is BAD_CREDENTIALS', async () => {
    merchant = await startMerchant();
    merchant.server.faults.add({ kind: 'html', status: 401, interface: 'v2/System/GetStaffList', times: 2 });
    await expect(merchant.v2.staff(never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
    expect(merchant.sent('v2/System/GetStaffList')).toHaveLength(2);
  });
});

describe('each reading of the answers', () => {
  const readings = [
    {},
    { v2Envelope: 'data' },
    { v2Envelope: 'bare' },
    { v2Names: 'camel' },
    { numbers: 'strings' },
    { values: 'text' },
  ] as const;

  it.each(readings)('%j gives friends, by name', async (settings) => {
    merchant = await startMerchant(settings);
    const found = await merchant.v2.fans({ name: 'Ana', page: 1, pageSize: 20 }, never);
    expect(found.isLast).toBe(true);
    expect(found.friends).toMatchObject([
      { ad_friend_id: '1153550', ad_friend_wenober: 'wxid_1153550des5ie22', username: 'Ana Cliente' },
      { ad_friend_id: '1153551', username: 'Ana Cliente' },
    ]);
    expect(merchant.server.violations).toEqual([]);
  });

  it.each(readings)('%j gives to-dos', async (settings) => {
    merchant = await startMerchant(settings);
    const base = {
      friend,
      accountId: 3547,
      createdBy: 'b01',
      recipients: [],
      remindAt: '2026-11-30 09:00:00',
    };
    stored().addTodo({ ...base, title: 'Call', text: 'back', done: false });
    stored().addTodo({ ...base, title: 'Old', text: 'one', done: true });
    const { todos } = await merchant.v2.todos(
      { accountId: '3547', createdBy: 'b01', state: 'open', page: 1, pageSize: 20 },
      never,
    );
    expect(todos).toEqual([
      {
        id: expect.stringMatching(/^\d+$/),
        friend,
        accountId: '3547',
        createdBy: 'b01',
        title: 'Call',
        text: 'back',
        remindAt: '2026-11-30 09:00:00',
        state: '0',
        levelName: '',
        levelColour: '',
        rest: {},
      },
    ]);
  });

  it.each(readings)('%j gives the staff in use', async (settings) => {
    merchant = await startMerchant(settings);
    expect(await merchant.v2.staff(never)).toEqual([
      { code: 'b01', name: 'Bo' },
      { code: 'b03', name: '林梅' },
    ]);
  });

  it('counts friends', async () => {
    merchant = await startMerchant();
    expect(await merchant.v2.fansCount({ accountId: '3547', staffCode: 'b03' }, never)).toBe(1);
  });
});

it.each([
  ['a page of a proxy', { kind: 'html', status: 200 }, 'BAD_RESPONSE'],
  ['rows of the wrong types', { kind: 'mangled', how: 'wrong-types' }, 'BAD_RESPONSE'],
  ['rows of nothing', { kind: 'mangled', how: 'null-fields' }, 'BAD_RESPONSE'],
  ['a refusal', { kind: 'html', status: 403 }, 'FORBIDDEN'],
  ['a code that nobody explains', { kind: 'code', code: '200019', message: '操作失败' }, 'BAD_RESPONSE'],
] as const)('takes %s for no friends', async (_what, fault, code) => {
  merchant = await startMerchant();
  merchant.server.faults.add({ ...fault, interface: 'v2/Friend/GetFansList' });
  await expect(merchant.v2.fans({ name: 'A', page: 1, pageSize: 20 }, never)).rejects.toMatchObject({ code });
});
