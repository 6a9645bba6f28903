import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { app, foreignToken, pastedToken, signatureFor } from '../../doubles/crm-server/youmi/tokens.ts';
import { type Bench, noon, startBench } from './crm-server-client.ts';

let bench: Bench;
let nonces = 0;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

type Spoilt = Record<string, string | undefined>;

const defined = (whole: Spoilt): Record<string, string> =>
  Object.fromEntries(
    Object.entries(whole).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );

function stamped(signed: string, key = app.appKey, timestamp = String(Math.floor(noon / 1000))) {
  nonces += 1;
  const nonce = `nonce${nonces}`;
  return { Nonce: nonce, Timestamp: timestamp, Signature: signatureFor(key, signed, nonce, timestamp) };
}

/** `GetAccessToken` as the page signs it; any part can be spoilt. */
const token = (spoilt: Spoilt = {}, headers: Record<string, string> = {}, key?: string, timestamp?: string) =>
  bench.ask('/publicapi/v1/GetAccessToken?format=json', {
    method: 'POST',
    headers: { 'content-type': 'text/json', ...headers },
    body: defined({ AppId: app.appId, ...stamped(app.appId, key, timestamp), ...spoilt }),
  });

const tokenOf = async (): Promise<string> => (await token()).json.values.access_token;

/** Any interface with a token and its signature. */
const call = (path: string, access: string, spoilt: Spoilt = {}, body?: unknown) =>
  bench.ask(`/v1/${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: defined({
      'content-type': 'text/json',
      access_token: access,
      ...stamped(access),
      ...spoilt,
    }),
    ...(body !== undefined && { body }),
  });

describe('GetAccessToken', () => {
  test('gives a token and the second in which it ends, with a code of its own', async () => {
    const { json } = await token();
    expect(json).toMatchObject({
      errmsg: 10004,
      succeed: true,
      values: { access_token: expect.any(String), expires_in: Math.floor(noon / 1000) + 604_800 },
    });
    expect(bench.server.violations).toEqual([]);
  });

  test.each([
    ['no id', { AppId: undefined }, 200007],
    ['another id', { AppId: '1' }, 200006],
    ['no nonce', { Nonce: undefined }, 200002],
    ['no stamp', { Timestamp: undefined }, 200003],
    ['no signature', { Signature: undefined }, 200004],
    ['a stamp in milliseconds', { Timestamp: String(noon) }, 200012],
    ['a wrong signature', { Signature: 'guess' }, 200006],
  ])('refuses %s', async (_what, spoilt, errmsg) => {
    expect((await token(spoilt)).json).toMatchObject({ errmsg, succeed: false, values: null });
  });

  test('refuses another key, and capital digits in the signature unless it is set to take them', async () => {
    expect((await token({}, {}, 'other')).json.errmsg).toBe(200006);
    const { Signature } = stamped(app.appId);
    const capital = (await token({ Signature: Signature.toUpperCase() })).json;
    expect(capital.errmsg).toBe(200006);
    bench.server.youmi.settings.signatureCase = 'any';
    const stamp = stamped(app.appId);
    const shouted = stamp.Signature.replace(/%../g, (code) => code.toUpperCase());
    expect((await token({ ...stamp, Signature: shouted })).json.succeed).toBe(true);
  });

  test('holds the stamp to ten minutes, by the code that is set', async () => {
    const second = Math.floor(noon / 1000);
    expect((await token({}, {}, undefined, String(second - 600))).json.succeed).toBe(true);
    expect((await token({}, {}, undefined, String(second - 602))).json.errmsg).toBe(200005);
    expect((await token({}, {}, undefined, String(second + 602))).json.errmsg).toBe(200005);
    bench.server.youmi.settings.staleCode = 10006;
    expect((await token({}, {}, undefined, String(second - 602))).json.errmsg).toBe(10006);
  });

  test('refuses another content type, method and format', async () => {
    expect((await token({}, { 'content-type': 'application/json' })).status).toBe(415);
    expect((await bench.ask('/publicapi/v1/GetAccessToken')).status).toBe(405);
    const body = { AppId: app.appId, ...stamped(app.appId) };
    const headers = { 'content-type': 'text/json' };
    expect((await bench.ask('/publicapi/v1/GetAccessToken', { method: 'POST', headers, body })).status).toBe(
      406,
    );
  });

  test('voids the tokens before, unless it is set not to', async () => {
    const first = await tokenOf();
    const second = await tokenOf();
    expect((await call('Label', first)).json.errmsg).toBe(10003);
    expect((await call('Label', second)).json.succeed).toBe(true);
    bench.server.youmi.settings.tokens = 'many';
    const third = await tokenOf();
    expect((await call('Label', second)).json.succeed).toBe(true);
    expect((await call('Label', third)).json.succeed).toBe(true);
  });
});

describe('a call', () => {
  test.each([
    ['no token', { access_token: undefined }, 200001],
    ['no nonce', { Nonce: undefined }, 200002],
    ['no stamp', { Timestamp: undefined }, 200003],
    ['no signature', { Signature: undefined }, 200004],
    ['a signature of something else', { Signature: 'guess' }, 10005],
    ['a token that was never issued', { access_token: 'guess' }, 10005],
  ])('with %s is refused', async (_what, spoilt, errmsg) => {
    expect((await call('Label', await tokenOf(), spoilt)).json).toMatchObject({ errmsg, succeed: false });
  });

  test('with a token of another merchant is refused by the code that is set', async () => {
    expect((await call('Label', foreignToken)).json.errmsg).toBe(10003);
    const bare = { Nonce: undefined, Timestamp: undefined, Signature: undefined };
    expect((await call('Label', foreignToken, bare)).json.errmsg).toBe(10003);
    bench.server.youmi.settings.lapsedCode = 10011;
    expect((await call('Label', foreignToken)).json.errmsg).toBe(10011);
  });

  test('with a token that has ended is refused', async () => {
    const access = await tokenOf();
    bench.pass(604_800_000);
    const timestamp = String(Math.floor((noon + 604_800_000) / 1000));
    expect((await call('Label', access, stamped(access, app.appKey, timestamp))).json.errmsg).toBe(10003);
  });

  test('with a nonce that was used is a complaint, and refused unless it is set to pass', async () => {
    const access = await tokenOf();
    const stamp = stamped(access);
    expect((await call('Label', access, stamp)).json.succeed).toBe(true);
    expect((await call('Label', access, stamp)).json.errmsg).toBe(10005);
    bench.server.youmi.settings.reusedNonce = 'accepted';
    expect((await call('Label', access, stamp)).json.succeed).toBe(true);
    expect(bench.server.violations.map(({ what }) => what)).toEqual([
      'a nonce is used again',
      'a nonce is used again',
    ]);
  });

  test('with a pasted token needs no signature, unless it is set to', async () => {
    const bare = { Nonce: undefined, Timestamp: undefined, Signature: undefined };
    expect((await call('Label', pastedToken, bare)).json.succeed).toBe(true);
    expect((await call('Label', await tokenOf(), bare)).json.errmsg).toBe(200002);
    bench.server.youmi.settings.unsigned = 'refused';
    expect((await call('Label', pastedToken, bare)).json.errmsg).toBe(200002);
  });

  test('with another content type is refused, a GET too', async () => {
    const access = await tokenOf();
    expect((await call('Label', access, { 'content-type': undefined })).status).toBe(415);
    expect((await call('Label', access, { 'content-type': 'application/json' })).status).toBe(415);
  });

  test('of an address that is spelt right instead of as documented is refused', async () => {
    const access = await tokenOf();
    for (const path of ['WeChat', 'wechatlabel', 'label', 'Staff', 'friend/GetCustomAttributes']) {
      expect((await call(path, access)).status).toBe(404);
    }
    expect((await call('staff/GetStaffWechat', access)).status).toBe(405);
  });

  test('with a parameter that no page names is a complaint', async () => {
    await call('staff?name=Bo', await tokenOf());
    expect(bench.server.violations).toMatchObject([
      { backend: 'youmi', interface: 'staff', what: 'name is not documented here' },
    ]);
  });
});

describe('the catalogue', () => {
  test('looks as sampled, with lists as JSON in texts', async () => {
    const { json } = await call('AdManage', await tokenOf());
    expect(json.values[0]).toMatchObject({
      ad_brand_id: 155,
      ad_brand_welist: '["3516","3547"]',
      ad_wechat_nick: 'P03(zznn72537),P05(dong23287)',
      wechats: expect.stringContaining('"ad_wechat_nober":"zznn72537"'),
    });
    expect(json.values[1]).toMatchObject({ ad_brand_welist: '[]', wechats: null });
  });

  test('of the staff narrows by state, code and name', async () => {
    const access = await tokenOf();
    const names = async (query: string) =>
      (await call(`staff?${query}`, access)).json.values.map(
        (row: { ad_staff_name: string }) => row.ad_staff_name,
      );
    expect(await names('ad_staff_state=1')).toEqual(['Gone']);
    expect(await names('ad_staff_code=b03')).toEqual(['林梅']);
    expect(await names('ad_staff_name=B')).toEqual(['Bo']);
    expect((await call('staff?ad_staff_state=7', access)).json.errmsg).toBe(200012);
  });

  test('comes in each way that is set', async () => {
    const access = await tokenOf();
    const { settings } = bench.server.youmi;
    Object.assign(settings, { none: 'null', single: 'object', numbers: 'strings', errmsg: 'words' });
    expect((await call('staff?ad_staff_code=zz', access)).json).toMatchObject({
      errmsg: '操作完成',
      values: null,
    });
    expect((await call('staff?ad_staff_code=b01', access)).json.values).toMatchObject({
      ad_staff_state: '0',
    });
    settings.values = 'text';
    expect((await call('staff?ad_staff_code=b01', access)).json.values).toBeTypeOf('string');
  });

  test('of who serves what is read by a POST', async () => {
    const access = await tokenOf();
    const ask = (body: unknown) => call('staff/GetStaffWechat', access, {}, body);
    expect((await ask({})).json.values).toHaveLength(3);
    expect((await ask({ ad_staff_code: 'b03' })).json.values).toHaveLength(1);
    expect((await ask({ ad_staff_code: 'zz' })).json.errmsg).toBe(200010);
    expect((await ask({ ad_staff_code: 7 })).json.errmsg).toBe(200012);
  });
});

describe('friends', () => {
  test('come by pages of twenty, of those who are asked for', async () => {
    const access = await tokenOf();
    bench.server.youmi.company.crowd(50);
    const rows = async (query: string) => (await call(`friend?${query}`, access)).json.values;
    expect(await rows('')).toHaveLength(20);
    expect(await rows('Page=3')).toHaveLength(14);
    expect(await rows('PageSize=30')).toHaveLength(30);
    bench.server.youmi.settings.pageCap = 25;
    expect(await rows('PageSize=30')).toHaveLength(25);
    expect(await rows('Wechat_id=3516')).toHaveLength(1);
    expect(await rows('ad_staff_code=b03')).toHaveLength(1);
    expect((await call('friend?Page=0', access)).json.errmsg).toBe(200012);
  });

  test('are found by a WeChat number in each way that is set', async () => {
    const access = await tokenOf();
    const { settings } = bench.server.youmi;
    const found = async (number: string) =>
      (await call(`friend?Wechat_No=${number}`, access)).json.values?.length;
    expect(await found('www_7182453')).toBe(1);
    expect(await found('wxid_167px6des5ie22')).toBe(1);
    expect(await found('7182453')).toBe(0);
    Object.assign(settings, { wechatNo: 'contains', wechatNoIn: 'number', missingFriend: '200009' });
    expect(await found('7182453')).toBe(1);
    expect((await call('friend?Wechat_No=167px6', access)).json.errmsg).toBe(200009);
  });

  test('are changed and deleted by a colleague', async () => {
    await bench.command({ op: 'change', backend: 'youmi', customer: 'www_7182453', set: { name: 'Bao' } });
    expect(bench.server.youmi.company.friends[0]?.name).toBe('Bao');
    await bench.command({ op: 'change', backend: 'youmi', customer: '1153549', set: { deleted: true } });
    expect(bench.server.youmi.company.friends).toHaveLength(3);
    expect((await bench.command({ op: 'change', backend: 'youmi', customer: 'x', set: {} })).json.error).toBe(
      'no such customer',
    );
  });
});

describe('the second version', () => {
  const form = (spoilt: Spoilt = {}) =>
    bench.ask('/connect/token', {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: String(
        new URLSearchParams(
          defined({
            client_id: bench.server.youmi.client.clientId,
            client_secret: bench.server.youmi.client.clientSecret,
            scope: 'Ls.Qkl.PublicApi',
            grant_type: 'client_credentials',
            ...spoilt,
          }),
        ),
      ),
    });
  const bearerOf = async (): Promise<string> => (await form()).json.access_token;
  const post = (name: string, bearer: string, body: unknown) =>
    bench.ask(`/v2/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${bearer}` },
      body,
    });
  const todo = {
    Weixin: 'wxid_167px6des5ie22',
    From: 0,
    SffId: 'b01',
    RemindTitle: 'Call',
    FollowupsiTuation: 'back',
    RemindTime: '2026-11-23 09:00:00',
    AdWecharId: 3547,
  };

  test.each([
    ['another client', { client_id: 'x' }, 'invalid_client'],
    ['another secret', { client_secret: undefined }, 'invalid_client'],
    ['another scope', { scope: 'openid' }, 'invalid_scope'],
    ['another grant', { grant_type: 'password' }, 'unsupported_grant_type'],
  ])('grants nothing to %s', async (_what, spoilt, error) => {
    expect(await form(spoilt)).toMatchObject({ status: 400, json: { error } });
  });

  test('is closed without its bearer', async () => {
    expect((await post('Friend/GetFansCount', 'guess', { fansKe: '' })).status).toBe(401);
    const bearer = await bearerOf();
    bench.pass(3_600_000);
    expect((await post('Friend/GetFansCount', bearer, { fansKe: '' })).status).toBe(401);
  });

  test('finds friends by name, and wants the key that it calls required', async () => {
    const bearer = await bearerOf();
    const found = await post('Friend/GetFansList', bearer, { fansKe: '', fansName: 'Ana' });
    expect(found.json.values).toHaveLength(2);
    expect((await post('Friend/GetFansList', bearer, { fansName: 'Ana' })).json.errmsg).toBe(200012);
    expect((await post('Friend/GetFansCount', bearer, { fansKe: '', staffCode: 'b03' })).json.values).toBe(1);
  });

  test('makes a to-do, lists it, and leaves the owner', async () => {
    const bearer = await bearerOf();
    const made = await post('Todo/AddRecordNew', bearer, todo);
    const listed = await post('Todo/GetChargeDaffairesList', bearer, { usersate: 0, createStaff: 'b01' });
    expect(listed.json.values).toMatchObject([{ chargeDaffairesId: made.json.values, RemindTitle: 'Call' }]);
    expect(bench.server.youmi.company.friends[0]?.owner).toBe('b01');
    expect(bench.server.violations).toEqual([]);
  });

  test('takes the owner away by a to-do without SffId, and complains', async () => {
    const { SffId: _left, ...rest } = todo;
    const bearer = await bearerOf();
    expect((await post('Todo/AddRecordNew', bearer, rest)).json.succeed).toBe(true);
    expect(bench.server.youmi.company.friends[0]?.owner).toBeNull();
    expect(bench.server.violations).toMatchObject([
      { interface: 'v2/Todo/AddRecordNew', what: expect.stringContaining('SffId') },
    ]);
    await post('Todo/AddRecordNew', bearer, { ...todo, SffId: '' });
    expect(bench.server.violations).toHaveLength(2);
  });

  test.each([
    ['no friend', { Weixin: '' }, 200008],
    ['a friend who is gone', { Weixin: 'wxid_x' }, 200009],
    ['no title', { RemindTitle: '' }, 200012],
    ['no kind', { From: undefined }, 200012],
    ['an account as text', { AdWecharId: '3547' }, 200012],
    ['a time that is over', { RemindTime: '2026-11-20 09:00:00' }, 200012],
    ['a time that is none', { RemindTime: 'soon' }, 200012],
    ['a stranger as its maker', { SffId: 'zz' }, 200010],
    ['a stranger to be told', { Recipient: ['zz'] }, 200010],
  ])('refuses a to-do with %s', async (_what, spoilt, errmsg) => {
    const reply = await post('Todo/AddRecordNew', await bearerOf(), { ...todo, ...spoilt });
    expect(reply.json).toMatchObject({ errmsg, succeed: false });
    expect(bench.server.youmi.company.todos).toEqual([]);
  });

  test('answers in each way that is set', async () => {
    const bearer = await bearerOf();
    const { settings } = bench.server.youmi;
    Object.assign(settings, { v2Envelope: 'data', v2Names: 'camel', v2FirstPage: 0 });
    const body = { fansKe: '', pageIndex: 0, pageSize: 1 };
    expect((await post('Friend/GetFansList', bearer, body)).json).toEqual({
      success: true,
      count: 1,
      data: [expect.objectContaining({ adFriendId: 1153549, adFriendWenober: 'wxid_167px6des5ie22' })],
    });
    settings.v2Envelope = 'bare';
    expect((await post('Friend/GetFansList', bearer, body)).json).toHaveLength(1);
  });
});

test('fails on command, with any code', async () => {
  const access = await tokenOf();
  await bench.command({ op: 'fault', fault: { kind: 'code', code: '200011', message: '服务器错误' } });
  expect((await call('Label', access)).json).toMatchObject({
    errmsg: 200011,
    succeed: false,
    errdesc: '服务器错误',
  });
  await bench.command({ op: 'fault', fault: { kind: 'mangled', how: 'null-fields' } });
  expect((await call('Label', access)).json.values[0]).toMatchObject({ ad_label_id: null });
  await bench.command({ op: 'void-tokens' });
  expect((await call('Label', access)).json.errmsg).toBe(10003);
});

test('goes back to its seed', async () => {
  bench.server.youmi.company.crowd(20_000);
  bench.server.youmi.settings.pageCap = 3;
  await bench.command({ op: 'reset' });
  const { json } = await bench.command({ op: 'snapshot' });
  expect(json.result.backEnds.youmi).toMatchObject({
    friends: 4,
    tokensIssued: 0,
    todos: [],
    settings: { pageCap: 0 },
  });
});
