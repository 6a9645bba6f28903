import { afterEach, describe, expect, it } from 'vitest';
import { wiresFor } from '../../../lib/crm/youmi/wires-for.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { hastyClock } from '../sobot/hasty-clock.ts';
import { tokenMemory } from '../tokens/memory.ts';
import { answering } from './answering.ts';
import { type Merchant, never, startMerchant } from './merchant.ts';

let merchant: Merchant;
afterEach(() => merchant?.close());

const hour = 3_600_000;
const names = ['Bo', '林梅', 'Gone'];
const staff = async () => (await merchant.wire.staff({}, never)).map((one) => one.ad_staff_name);
const tokensAsked = () => merchant.sent('GetAccessToken').length;

describe('a key', () => {
  it('opens every interface, signed anew each time, with one token', async () => {
    merchant = await startMerchant();
    const { wire, server } = merchant;
    expect(await staff()).toEqual(names);
    expect((await wire.accounts(0, never)).map((one) => one.ad_wechat_id)).toEqual(['3547', '3516']);
    expect((await wire.accounts(3, never)).map((one) => one.ad_wechat_id)).toEqual(['3601']);
    expect((await wire.categories(never)).map((one) => one.ad_choose)).toEqual(['0', '1']);
    expect(await wire.labels('189', never)).toHaveLength(2);
    expect(await wire.placements(never)).toHaveLength(2);
    expect((await wire.attributes(never)).map((one) => one.choices.length)).toEqual([0, 3, 0]);
    expect(await wire.staffAccounts(null, never)).toHaveLength(3);
    expect(await wire.staffAccounts('b03', never)).toHaveLength(1);
    expect(await wire.friends({ accountId: '3516', page: 1, pageSize: 20 }, never)).toMatchObject({
      friends: [{ username: 'Ana Cliente' }],
      isLast: true,
    });
    expect(tokensAsked()).toBe(1);
    expect(server.violations).toEqual([]);
    expect(server.requests.every((one) => one.headers['content-type'] === 'text/json')).toBe(true);
  });

  it('is asked with once by many calls at the same time', async () => {
    merchant = await startMerchant();
    await Promise.all([staff(), merchant.wire.categories(never), merchant.wire.placements(never)]);
    expect(tokensAsked()).toBe(1);
  });

  it('is proven by a body as the vendor shows it', async () => {
    merchant = await startMerchant();
    await staff();
    expect(merchant.sent('GetAccessToken')[0]).toMatchObject({
      method: 'POST',
      path: '/publicapi/v1/GetAccessToken?format=json',
      body: {
        AppId: '73289537',
        Nonce: expect.stringMatching(/^\w+$/),
        Timestamp: expect.stringMatching(/^\d{10}$/),
        Signature: expect.stringMatching(/^[\w%]+%3d$/),
      },
    });
  });

  it('that is wrong is BAD_CREDENTIALS with the code', async () => {
    merchant = await startMerchant({}, { credentials: { appId: '73289537', appKey: 'wrong' } });
    await expect(staff()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS', backend: { code: '200006' } });
    expect(merchant.sent('staff')).toEqual([]);
  });

  it('that is missing is NOT_CONFIGURED, and nothing leaves', async () => {
    merchant = await startMerchant({}, { credentials: {} });
    await expect(staff()).rejects.toMatchObject({ code: 'NOT_CONFIGURED' });
    expect(merchant.server.requests).toEqual([]);
  });

  it.each(['html', 'truncated', 'drop-before-write'] as const)(
    'whose answer is lost (%s) is not asked with twice',
    async (kind) => {
      merchant = await startMerchant();
      merchant.server.faults.add({ kind, interface: 'GetAccessToken' });
      await expect(staff()).rejects.toMatchObject({ code: 'SERVER_DOWN' });
      expect(tokensAsked()).toBe(1);
    },
  );
});

describe('the end of a token', () => {
  it.each([0, -5 * hour, 5 * hour])('is a second of a clock that is %i ms off', async (skewMs) => {
    const storage = tokenMemory();
    const { wire } = answering(
      ({ url }) => {
        const now = Date.now() + skewMs;
        const values = url.includes('GetAccessToken')
          ? { access_token: 't', expires_in: Math.floor(now / 1000) + 600 }
          : [];
        const headers = { date: new Date(now).toUTCString() };
        return Response.json({ succeed: true, values }, { headers });
      },
      { credentials: { appId: 'a', appKey: 'k' }, storage },
    );
    await wire.staff({}, never);
    const lifeMs = (storage.now()?.expiresAt ?? 0) - Date.now();
    expect(lifeMs).toBeGreaterThan(590_000);
    expect(lifeMs).toBeLessThan(610_000);
  });

  it('that is over already is none to wait for', async () => {
    const { wire, sent } = answering(
      ({ url }) => ({
        succeed: true,
        values: url.includes('GetAccessToken') ? { access_token: 't', expires_in: 60 } : [],
      }),
      { credentials: { appId: 'a', appKey: 'k' } },
    );
    expect(await wire.staff({}, never)).toEqual([]);
    expect(sent).toHaveLength(2);
  });
});

describe.each([10003, 10011] as const)('a token that lapsed (%i)', (lapsedCode) => {
  it('is renewed once, and the call repeated once', async () => {
    merchant = await startMerchant({ lapsedCode });
    await staff();
    merchant.server.youmi.tokens.voidAll();
    expect(await staff()).toEqual(names);
    expect(tokensAsked()).toBe(2);
    expect(merchant.sent('staff')).toHaveLength(3);
    expect(merchant.server.violations).toEqual([]);
  });

  it('again at once ends the call', async () => {
    merchant = await startMerchant({ lapsedCode });
    merchant.server.faults.add({ kind: 'code', code: String(lapsedCode), interface: 'staff', times: 2 });
    await expect(staff()).rejects.toMatchObject({
      code: lapsedCode === 10003 ? 'RATE_LIMITED' : 'SERVER_DOWN',
      backend: { code: String(lapsedCode) },
    });
    expect(merchant.sent('staff')).toHaveLength(2);
  });
});

it('renews a token whose signature the server calls lapsed although the clocks agree', async () => {
  merchant = await startMerchant();
  merchant.server.faults.add({ kind: 'code', code: '10006', interface: 'staff' });
  expect(await staff()).toEqual(names);
  expect(tokensAsked()).toBe(2);
});

describe.each([200005, 10006] as const)('a clock more than ten minutes off (%i)', (staleCode) => {
  it.each([-hour, hour])('by %i ms is set right by the answer, for tokens and calls', async (skewMs) => {
    merchant = await startMerchant({ staleCode });
    merchant.server.clock.set({ skewMs });
    expect(await staff()).toEqual(names);
    expect(tokensAsked()).toBe(2);
    expect(merchant.sent('staff')).toHaveLength(1);
  });

  it('that moves away later is set right too, and the token kept', async () => {
    merchant = await startMerchant({ staleCode });
    await staff();
    merchant.server.clock.set({ skewMs: -hour });
    expect(await staff()).toEqual(names);
    expect(tokensAsked()).toBe(1);
    expect(merchant.sent('staff')).toHaveLength(3);
  });
});

it('tells a clock that cannot be set right', async () => {
  merchant = await startMerchant();
  await staff();
  merchant.server.faults.add({ kind: 'code', code: '200005', interface: 'staff', times: 5 });
  await expect(staff()).rejects.toMatchObject({ code: 'CLOCK_SKEW', backend: { code: '200005' } });
});

describe('a pasted token', () => {
  it('is sent without a signature, and never renewed', async () => {
    merchant = await startMerchant({}, { credentials: { accessToken: 'pasted-7f3c9a51' } });
    expect(await staff()).toEqual(names);
    expect(tokensAsked()).toBe(0);
    expect(merchant.sent('staff')[0]?.headers).not.toHaveProperty('signature');
  });

  it.each(['10003', '10006', '10011'])('that is refused with %s is BAD_CREDENTIALS', async (code) => {
    merchant = await startMerchant({}, { credentials: { accessToken: 'pasted-7f3c9a51' } });
    merchant.server.faults.add({ kind: 'code', code, interface: 'staff' });
    await expect(staff()).rejects.toMatchObject({
      code: 'BAD_CREDENTIALS',
      reason: 'token-refused',
      backend: { code },
    });
    expect(merchant.sent('staff')).toHaveLength(1);
  });

  it('of another merchant is BAD_CREDENTIALS', async () => {
    merchant = await startMerchant({}, { credentials: { accessToken: 'pasted-of-another-merchant' } });
    await expect(staff()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS', reason: 'token-refused' });
  });

  it('where the server wants a signature is BAD_CREDENTIALS, for it takes a key', async () => {
    merchant = await startMerchant(
      { unsigned: 'refused' },
      { credentials: { accessToken: 'pasted-7f3c9a51' } },
    );
    await expect(staff()).rejects.toMatchObject({ code: 'BAD_CREDENTIALS', reason: 'key-needed' });
  });

  it('stands back where there is a key', async () => {
    merchant = await startMerchant(
      {},
      { credentials: { appId: '73289537', appKey: 'vN8youmi4KdYwQe', accessToken: 'old' } },
    );
    expect(await staff()).toEqual(names);
    expect(tokensAsked()).toBe(1);
  });
});

it.each(['staff', 'staff/GetStaffWechat'] as const)(
  'asks again where an answer of %s is lost',
  async (name) => {
    merchant = await startMerchant();
    merchant.server.faults.add({ kind: 'drop-after-write', interface: name });
    const { wire } = merchant;
    const rows = name === 'staff' ? await wire.staff({}, never) : await wire.staffAccounts(null, never);
    expect(rows).toHaveLength(3);
    expect(merchant.sent(name)).toHaveLength(2);
    const nonces = merchant.sent(name).map(({ headers }) => headers.nonce);
    expect(new Set(nonces).size).toBe(2);
  },
);

describe('each reading of the page', () => {
  it.each([
    [{ values: 'text' }],
    [{ numbers: 'strings' }],
    [{ errmsg: 'string' }],
    [{ errmsg: 'words' }],
    [{ signatureCase: 'any' }],
    [{ tokens: 'many' }],
  ] as const)('%j is understood', async (settings) => {
    merchant = await startMerchant(settings);
    expect(await staff()).toEqual(names);
    expect((await merchant.wire.accounts(0, never))[0]).toMatchObject({
      ad_wechat_id: '3547',
      ad_wechat_friend: 3,
      ad_wechat_group: 23,
      ad_wechat_friends: true,
    });
    expect((await merchant.wire.attributes(never))[1]?.choices).toHaveLength(3);
    expect((await merchant.wire.placements(never))[0]?.ad_brand_welist).toEqual(['3516', '3547']);
  });

  it('of none and one is understood', async () => {
    merchant = await startMerchant({ none: 'null', single: 'object' });
    expect(await merchant.wire.staff({ code: 'nobody' }, never)).toEqual([]);
    expect(await merchant.wire.staff({ code: 'b01' }, never)).toMatchObject([{ ad_self_user: 'b08' }]);
    const found = await merchant.wire.friends({ wechatNumber: 'www_7182453', page: 1, pageSize: 20 }, never);
    expect(found.friends).toMatchObject([{ ad_friend_id: '1153549', username: 'A宝儿' }]);
  });

  it('of all staff without a code is told apart', async () => {
    merchant = await startMerchant({ staffWithoutCode: 'none' });
    expect(await merchant.wire.staffAccounts(null, never)).toEqual([]);
    merchant.server.youmi.settings.staffWithoutCode = 'refused';
    await expect(merchant.wire.staffAccounts(null, never)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  });
});

describe('twenty thousand friends', () => {
  it('are read one page at a time', async () => {
    merchant = await startMerchant({ pageCap: 100 });
    merchant.server.youmi.company.crowd(20_000);
    const page = (at: number) => merchant.wire.friends({ accountId: '3547', page: at, pageSize: 200 }, never);
    expect(await page(1)).toMatchObject({ friends: { length: 100 }, isLast: false });
    expect(await page(201)).toMatchObject({ friends: { length: 3 }, isLast: true });
    expect(merchant.sent('friend')).toHaveLength(2);
  });
});

it.each([['a friend who is gone', { missingFriend: '200009' }, 'NOT_FOUND', '200009']] as const)(
  'tells %s',
  async (_what, settings, code, backendCode) => {
    merchant = await startMerchant(settings);
    const asked = { wechatNumber: 'www_gone', page: 1, pageSize: 20 };
    await expect(merchant.wire.friends(asked, never)).rejects.toMatchObject({
      code,
      backend: { code: backendCode },
    });
  },
);

it('tells who of the staff does not exist', async () => {
  merchant = await startMerchant();
  await expect(merchant.wire.staffAccounts('zz', never)).rejects.toMatchObject({
    code: 'NOT_FOUND',
    backend: { code: '200010', message: '员工号不存在' },
  });
});

describe('an address that is not encrypted', () => {
  it.each(['key', 'pasted token'])('gets nothing without consent (%s)', async (kind) => {
    merchant = await startMerchant();
    const { app, client, pastedToken } = merchant.server.youmi;
    const { baseUrl } = merchant;
    const { wire, v2 } = wiresFor({
      connection: {
        baseUrl,
        credentials: kind === 'key' ? app : { accessToken: pastedToken },
        v2: { baseUrl, tokenUrl: `${baseUrl}/connect/token`, ...client },
      },
      http: hastyHttp(false),
      v2Http: hastyHttp(false),
      clock: hastyClock(),
      tokens: tokenMemory(),
      v2Tokens: tokenMemory(),
    });
    const refused = { code: 'PERMISSION_MISSING' };
    await expect(wire.staff({}, never)).rejects.toMatchObject(refused);
    await expect(v2?.fans({ name: 'Ana', page: 1, pageSize: 10 }, never)).rejects.toMatchObject(refused);
    expect(merchant.server.requests).toEqual([]);
  });
});
