import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Desk, startDesk } from './adapter-for.ts';

const never = new AbortController().signal;

let desk: Desk;
beforeEach(async () => {
  desk = await startDesk();
});
afterEach(async () => {
  expect(desk.server.violations).toEqual([]);
  await desk.close();
});

async function anew(...how: Parameters<typeof startDesk>) {
  await desk.close();
  desk = await startDesk(...how);
}

const names = async (text: string) => (await desk.adapter.search(text, never)).map(({ name }) => name);
const field = (customer: { fields: { key: string; value: unknown }[] }, key: string) =>
  customer.fields.find((one) => one.key === key)?.value;

describe('a search', () => {
  it('finds a friend by name, however that is typed', async () => {
    expect(await names('baoer')).toEqual(['A宝儿']);
    expect(await names('宝儿')).toEqual(['A宝儿']);
    expect(await names('zé')).toEqual(['<b>Zé</b> 🐸 "Sapo"']);
  });

  it('finds one by either WeChat number', async () => {
    expect(await names('www_7182453')).toEqual(['A宝儿']);
    expect(await names('wxid_167px6des5ie22')).toEqual(['A宝儿']);
  });

  it('tells friends of one name apart by number and account', async () => {
    const [one, other] = await desk.adapter.search('Ana Cliente', never);
    expect(one?.id).not.toBe(other?.id);
    const accounts = [one, other].map((each) => each && field(each, 'operatingAccount'));
    expect(accounts.toSorted()).toEqual(['P03 (zznn72537)', 'P05 (dong23287)']);
  });

  it('tells two friends of one name and one account apart, and stays with the one who was chosen', async () => {
    for (const number of ['ines-1', 'ines-2']) desk.company.addFriend('Inês', { number });
    const found = await desk.adapter.search('Inês', never);
    expect(found.map((each) => field(each, 'wechat'))).toEqual(['ines-1', 'ines-2']);
    for (const each of found) expect(await desk.adapter.get(each.id, never)).toEqual(each);
  });

  it('tells them apart where Youmi tells no number of theirs but its own', async () => {
    for (const number of ['ines-1', 'ines-2']) desk.company.addFriend('Inês', { number, original: '' });
    const found = await desk.adapter.search('Inês', never);
    expect(new Set(found.map(({ id }) => id)).size).toBe(2);
    for (const each of found) expect(await desk.adapter.get(each.id, never)).toEqual(each);
  });

  it('has one person who is the friend of two accounts as two, each with their account', async () => {
    for (const accountId of [3547, 3516])
      desk.company.addFriend('Inês', { number: 'ines', original: 'wxid_ines', accountId });
    for (const each of await desk.adapter.search('ines', never))
      expect(await desk.adapter.get(each.id, never)).toEqual(each);
    expect(await desk.adapter.search('ines', never)).toHaveLength(2);
  });

  it('keeps emoji, markup and directions of a name as they are', async () => {
    const strange = [
      '👩‍👩‍👧‍👦 Família',
      '<img src=x onerror=alert(1)> Inês',
      '&lt;b&gt; & "quoted"',
      'يوسف (Inês)',
      '[微笑] Ана',
    ];
    for (const name of strange) desk.company.addFriend(name, { number: 'strange-one' });
    const found = await desk.adapter.search('strange-one', never);
    expect(found.map(({ name }) => name)).toEqual(strange);
  });

  it.each([
    [200, 'BAD_RESPONSE'],
    [502, 'SERVER_DOWN'],
  ])('that a proxy answers with a page (%i) is an error (%s), not nobody', async (status, code) => {
    desk.server.faults.add({ kind: 'html', status, backend: 'youmi', interface: 'friend', times: 99 });
    await expect(desk.adapter.search('Ana Cliente', never)).rejects.toMatchObject({ code });
  });

  it('looks through the accounts that the agent serves', async () => {
    await anew({}, { me: 'b03' });
    expect(await desk.adapter.search('Ana Cliente', never)).toHaveLength(1);
  });

  it('looks through the account that the connection names, and no other', async () => {
    await anew({}, { account: 'dong23287' });
    expect(await desk.adapter.search('Ana Cliente', never)).toMatchObject([{ name: 'Ana Cliente' }]);
    const asked = desk
      .sent('friend')
      .map(({ path }) => new URLSearchParams(path.split('?')[1]).get('Wechat_id'));
    expect(new Set(asked)).toEqual(new Set(['3516']));
  });

  it('looks through every account where the agent serves none', async () => {
    await anew({}, { me: null });
    expect(await desk.adapter.search('Ana Cliente', never)).toHaveLength(2);
  });

  it('of 20,000 friends goes through a thousand, says so, and goes on', async () => {
    desk.company.crowd(20_000);
    const search = desk.adapter.searchFurther;
    const first = await search?.('Far Away', null, never);
    expect(first).toMatchObject({ customers: [], goneThrough: 1000 });
    expect(desk.sent('friend')).toHaveLength(10);
    const second = await search?.('Far Away', first?.next ?? null, never);
    expect(second).toMatchObject({ customers: [], goneThrough: 2000 });
  });

  it('goes on until everybody was gone through', async () => {
    desk.company.crowd(1500);
    desk.company.addFriend('Far Away');
    const search = desk.adapter.searchFurther;
    const first = await search?.('Far Away', null, never);
    const second = await search?.('Far Away', first?.next ?? null, never);
    expect(second).toMatchObject({ customers: [{ name: 'Far Away' }], next: null });
  });

  it('finds one of 20,000 at once by the WeChat number', async () => {
    desk.company.crowd(20_000);
    desk.company.addFriend('Far Away', { number: 'far-away-1' });
    expect(await names('far-away-1')).toEqual(['Far Away']);
  });
});

describe('a card', () => {
  it('has the account, its staff, who the agent is, and their name in the order system', async () => {
    const [found] = await desk.adapter.search('A宝儿', never);
    const card = await desk.adapter.get(found?.id ?? '', never);
    expect(card).toEqual(found);
    expect(card).toMatchObject({ name: 'A宝儿', phones: [], tags: [], owner: null });
    expect(card.fields).toEqual([
      { key: 'wechat', value: 'www_7182453', text: null },
      { key: 'operatingAccount', value: 'P03 (zznn72537)', text: null },
      { key: 'accountStaff', value: ['Bo', '林梅'], text: null },
      { key: 'agentHere', value: 'Bo', text: null },
      { key: 'orderUser', value: 'b08', text: null },
    ]);
  });

  it('has no tags of the company', async () => {
    expect(await desk.adapter.catalogue(never)).toEqual({ groups: [], stages: [], fields: [] });
  });

  it('of a friend who was deleted meanwhile is NOT_FOUND', async () => {
    const [found] = await desk.adapter.search('A宝儿', never);
    desk.company.friends.shift();
    await expect(desk.adapter.get(found?.id ?? '', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('of a friend is found where the list looks at the other number alone', async () => {
    await anew({ wechatNoIn: 'number' });
    const [found] = await desk.adapter.search('A宝儿', never);
    expect((await desk.adapter.get(found?.id ?? '', never)).name).toBe('A宝儿');
  });

  it.each(['none', 'refused'] as const)('is there where the staff’s accounts are %s', async (reading) => {
    await anew({ staffWithoutCode: reading });
    const [found] = await desk.adapter.search('A宝儿', never);
    expect(found && field(found, 'operatingAccount')).toBe('P03 (zznn72537)');
    expect(found && field(found, 'accountStaff')).toContain('Bo');
  });
});

describe('to-dos', () => {
  const at = new Date(Date.UTC(2999, 0, 2, 3, 4, 5)).toISOString();
  const note = (customerId: string, remindAt?: string) =>
    desk.adapter.apply(
      { kind: 'note', customerId, text: 'Call back\nabout shoes', ...(remindAt && { remindAt }) },
      'key',
      never,
    );
  const ana = async () => (await desk.adapter.search('A宝儿', never))[0]?.id ?? '';

  it.each([{}, { v2FirstPage: 0, v2Names: 'camel', v2Envelope: 'data' }] as const)(
    'are made in the name of the agent, listed for this friend alone, and told as reminders: %j',
    async (settings) => {
      await anew(settings, { v2: true });
      const id = await ana();
      await note(id, at);
      desk.company.addTodo({ ...desk.company.todos[0], friend: 'wxid_other', text: 'Not theirs' } as never);
      expect(desk.company.todos[0]).toMatchObject({
        createdBy: 'b01',
        recipients: ['b01'],
        title: 'Call back',
      });
      const { events } = await desk.adapter.timeline(id, null, never);
      expect(events).toMatchObject([
        { kind: 'todo', summary: 'Call back\nabout shoes', dueAt: at, actor: 'Bo', undated: true },
      ]);
      expect(events[0]).not.toHaveProperty('doneAt');
      const told = await desk.adapter.reminders?.(never);
      expect(told).toContainEqual(expect.objectContaining({ customerId: id, dueAt: at }));
    },
  );

  it('are nobody’s where they do not say whose they are', async () => {
    await anew({ todoNamesFriend: false }, { v2: true });
    const id = await ana();
    await note(id, at);
    expect((await desk.adapter.timeline(id, null, never)).events).toEqual([]);
    const change = { kind: 'note', customerId: id, text: 'Call back\nabout shoes', remindAt: at } as const;
    expect(await desk.adapter.verify(change, 'key', never)).toBe('unclear');
  });

  it.each([undefined, '2020-01-01T00:00:00.000Z'])('are not sent with the time %s', async (remindAt) => {
    await anew({}, { v2: true });
    await expect(note(await ana(), remindAt)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    expect(desk.sent('v2/Todo/AddRecordNew')).toEqual([]);
  });

  it('can’t be made where it is not known who the agent is', async () => {
    await anew({}, { v2: true, me: null });
    expect(desk.adapter.capabilities.change.note).toEqual({ able: false, why: 'not-configured' });
    await expect(note(await ana(), at)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(desk.sent('v2/Todo/AddRecordNew')).toEqual([]);
  });

  it('are not there without the second version', async () => {
    await expect(note(await ana(), at)).rejects.toMatchObject({ code: 'UNSUPPORTED' });
    expect(desk.adapter.reminders).toBeUndefined();
  });

  it('go with a search by name that loads nobody else', async () => {
    await anew({}, { v2: true });
    desk.company.crowd(5000);
    desk.company.addFriend('Far Away');
    expect(await names('Far Away')).toEqual(['Far Away']);
    expect(desk.sent('friend')).toEqual([]);
  });
});

it('a token of another merchant is refused as credentials', async () => {
  await anew({}, { credentials: { accessToken: desk.server.youmi.foreignToken } });
  await expect(desk.adapter.search('Ana', never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
});
