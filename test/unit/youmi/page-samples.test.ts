import { describe, expect, it } from 'vitest';
import type {
  WireAccount,
  WireAttribute,
  WireCategory,
  WireLabel,
  WirePlacement,
  WireStaff,
  WireStaffAccount,
} from '../../../lib/crm/youmi/wire-rows.ts';
import { answering, never } from './answering.ts';
import { samples } from './page-samples.ts';

const answeringSamples = () =>
  answering(({ url }) => {
    const name = new URL(url).pathname.replace('/v1/', '');
    return Object.entries(samples).find(([interfaceName]) => interfaceName === name)?.[1] ?? {};
  });

describe('the samples of the page', () => {
  it('are asked for as they are spelt, with the token and its content type, and without a signature', async () => {
    const { wire, sent } = answeringSamples();
    await wire.accounts(3, never);
    await wire.staff({}, never);
    await wire.staff({ state: 0, code: 'b01', name: '刘', addTime: '2018-05-11' }, never);
    await wire.categories(never);
    await wire.labels(null, never);
    await wire.labels('189', never);
    await wire.placements(never);
    await wire.attributes(never);
    await wire.staffAccounts(null, never);
    await wire.staffAccounts('b03', never);
    expect(
      sent.map(
        ({ method, url, body }) => `${method} ${url.replace('http://youmi.example:5003', '')} ${body}`,
      ),
    ).toEqual([
      'GET /v1/WeCaht?ad_wechat_lei=3 ',
      'GET /v1/staff?ad_staff_state=-1 ',
      'GET /v1/staff?ad_staff_state=0&ad_staff_code=b01&ad_staff_name=%E5%88%98&ad_staff_addtime=2018-05-11 ',
      'GET /v1/Label ',
      'GET /v1/wecahtlabel?categories=-1 ',
      'GET /v1/wecahtlabel?categories=189 ',
      'GET /v1/AdManage ',
      'GET /v1/friend/GetCustomAttributeList ',
      'POST /v1/staff/GetStaffWechat {}',
      'POST /v1/staff/GetStaffWechat {"ad_staff_code":"b03"}',
    ]);
    for (const { headers } of sent) {
      expect(headers.get('access_token')).toBe('pasted');
      expect(headers.get('content-type')).toBe('text/json');
      expect([headers.has('nonce'), headers.has('timestamp'), headers.has('signature')]).toEqual([
        false,
        false,
        false,
      ]);
    }
  });

  it('are read with every field in use, and without those out of use', async () => {
    const { wire } = answeringSamples();
    const accounts: WireAccount[] = await wire.accounts(0, never);
    expect(accounts).toEqual([
      {
        ad_wechat_id: '135389',
        ad_wechat_nober: '微信号',
        ad_wechat_nick: '昵称',
        ad_wechat_nickname: '刘潇',
        ad_wechat_qrcode: '二维码',
        ad_wechat_addtime: '添加时间',
        ad_original_nober: '原始微信号',
        ad_wechat_friend: 1709,
        ad_wechat_group: 23,
        ad_wechat_friends: true,
        ad_wechat_push: true,
        ad_wechat_record: false,
        ad_receive_code: '',
        ad_key_code: '',
        ad_chatroom_code: '',
        is_receiveaddfriendtask: '1',
        ad_wechat_lei: '0',
        imei: '',
      },
    ]);
    const staff: WireStaff[] = await wire.staff({}, never);
    expect(staff).toEqual([
      { ad_staff_code: 'b01', ad_staff_name: 'b01', ad_staff_state: '1', ad_self_user: 'b08' },
    ]);
    const categories: WireCategory[] = await wire.categories(never);
    expect(categories).toEqual([{ ad_label_id: '263', ad_label_name: 'A.客户级别', ad_choose: '0' }]);
    const labels: WireLabel[] = await wire.labels(null, never);
    expect(labels).toEqual([
      {
        ad_label_info_id: '1072',
        ad_label_info_name: '潜在',
        ad_label_id: '189',
        ad_label_name: '客户意向',
        ad_choose: '0',
      },
    ]);
    const served: WireStaffAccount[] = await wire.staffAccounts('b03', never);
    expect(served).toEqual([
      {
        ad_staff_code: 'b03',
        ad_wechat_id: '3547',
        ad_wechat_nober: 'zznn72537',
        ad_wechat_nick: 'P03',
        ad_wechat_nickname: '秀逗吖Q.',
        ad_wechat_qrcode: 'http://img-1259062805.cos.ap-chengdu.myqcloud.com/1.png',
        ad_original_nober: 'wxid_2yfwlz5fu21922',
      },
    ]);
  });

  it('are read where a list is JSON in a text', async () => {
    const { wire } = answeringSamples();
    const placements: WirePlacement[] = await wire.placements(never);
    expect(placements).toEqual([
      {
        ad_brand_id: '155',
        ad_brand_name: '12',
        ad_brand_code: '21',
        ad_brand_welist: ['3516', '3521'],
        merchantid: '640462692',
        ad_wechat_nick: 'P05(dong23287),P04(mioz888)',
        wechats: [
          { ad_wechat_nober: 'dong23287', ad_wechat_qrcode: 'http://7nimg.agsoft.net/1.png' },
          { ad_wechat_nober: 'mioz888', ad_wechat_qrcode: 'http://7nimg.agsoft.net/2.png' },
        ],
        ad_brand_region_code: '360800',
      },
      expect.objectContaining({ ad_brand_id: '151', ad_brand_welist: [], ad_wechat_nick: '', wechats: [] }),
    ]);
    const [address, hobby]: WireAttribute[] = await wire.attributes(never);
    expect(address).toEqual({
      id: '15',
      customName: '住址',
      sort: 1,
      merchantId: '',
      customType: '1',
      customLength: 20,
      customIsred: false,
      customAddtime: '2019-08-09T15:42:30.946993+08:00',
      customAddtimeStr: '2019-08-09 15:42:30',
      customDateformat: 'YYYY-MM-DD',
      choices: [],
    });
    expect(hobby?.choices).toEqual([
      { key: '足球', value: '1' },
      { key: '篮球', value: '2' },
    ]);
  });
});

describe('an answer', () => {
  const staffAs = (values: unknown, more: object = {}) =>
    answering(() => ({ errmsg: 20000, succeed: true, values, ...more })).wire.staff({}, never);
  const bo = { ad_staff_code: 7, ad_staff_name: 'Bo', ad_staff_state: '0', ad_self_user: null };
  const read = { ad_staff_code: '7', ad_staff_name: 'Bo', ad_staff_state: '0', ad_self_user: '' };

  it.each([null, '', [], {}, undefined, 'null', '[]', '{}', '""'])(
    'of %j is an empty list',
    async (values) => {
      expect(await staffAs(values)).toEqual([]);
    },
  );

  it.each([
    ['one object', bo],
    ['a list with a gap', [null, bo]],
    ['JSON in a text', JSON.stringify([bo])],
    ['one object as JSON in a text', JSON.stringify(bo)],
  ])('of %s is a list of one', async (_what, values) => {
    expect(await staffAs(values)).toEqual([read]);
  });

  it('succeeds by `succeed` alone, whatever its code is', async () => {
    expect(await staffAs([bo], { errmsg: '20000' })).toEqual([read]);
    expect(await staffAs([bo], { errmsg: 10004 })).toEqual([read]);
    expect(await staffAs([bo], { errmsg: '操作完成', succeed: 'true' })).toEqual([read]);
    await expect(staffAs([bo], { succeed: false })).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      backend: { code: '20000', message: '' },
    });
  });

  it.each([
    ['words', 'soon'],
    ['a list of words', ['soon']],
    ['a number', 7],
    ['a row without its id', [{ ad_staff_name: 'Bo' }]],
    ['a row whose id is an object', [{ ad_staff_code: {} }]],
  ])('of %s is BAD_RESPONSE', async (_what, values) => {
    await expect(staffAs(values)).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
      detail: 'staff: unreadable',
    });
  });

  it.each([
    ['a page of a proxy', () => new Response('<html>Bad Gateway</html>', { status: 200 }), 'BAD_RESPONSE'],
    ['half of itself', () => new Response('{"succeed": true, "val'), 'BAD_RESPONSE'],
    ['nothing that says how it went', () => ({ values: [] }), 'BAD_RESPONSE'],
    ['a list in place of the envelope', () => [bo], 'BAD_RESPONSE'],
    ['a gateway that gave up', () => new Response('<html></html>', { status: 502 }), 'SERVER_DOWN'],
  ])('of %s fails as such', async (_what, answer, code) => {
    await expect(answering(answer).wire.staff({}, never)).rejects.toMatchObject({ code });
  });

  it('keeps numbers that nobody explains', async () => {
    const { wire } = answering(() => ({
      succeed: true,
      values: [{ ad_wechat_id: 'A1', ad_wechat_lei: 9, is_receiveaddfriendtask: 4, ad_wechat_friend: '12' }],
    }));
    expect(await wire.accounts(0, never)).toEqual([
      expect.objectContaining({
        ad_wechat_id: 'A1',
        ad_wechat_lei: '9',
        is_receiveaddfriendtask: '4',
        ad_wechat_friend: 12,
      }),
    ]);
  });
});

describe('friends', () => {
  it('are asked for page by page, by what the vendor names', async () => {
    const friend = (n: number) => ({
      ad_friend_id: n,
      ad_friend_uwenober: null,
      ad_friend_wenober: `wxid_${n}`,
      username: '<b>宝儿</b> 🐸',
      phone: '15550100031',
    });
    const { wire, sent } = answering(({ url }) => {
      const asked = new URL(url).searchParams;
      const rows = Number(asked.get('Page')) === 2 ? 3 : Number(asked.get('PageSize'));
      return { succeed: true, values: Array.from({ length: rows }, (_, at) => friend(at + 1)) };
    });
    const first = await wire.friends({ accountId: '2538', page: 1, pageSize: 20 }, never);
    expect(first.friends).toHaveLength(20);
    expect(first.isLast).toBe(false);
    expect(first.friends[0]).toEqual({
      ad_friend_id: '1',
      ad_friend_uwenober: '',
      ad_friend_wenober: 'wxid_1',
      username: '<b>宝儿</b> 🐸',
      avatar: '',
      rest: { phone: '15550100031' },
    });
    const second = await wire.friends(
      { wechatNumber: 'www 7', staffCode: 'b01', page: 2, pageSize: 50 },
      never,
    );
    expect(second.isLast).toBe(true);
    expect(sent.map(({ url }) => url.replace(/^.*\?/, ''))).toEqual([
      'Wechat_id=2538&Page=1&PageSize=20',
      'Wechat_No=www+7&ad_staff_code=b01&Page=2&PageSize=50',
    ]);
  });

  it('without any id are no friends', async () => {
    const { wire } = answering(() => ({ succeed: true, values: [{ username: 'Ana' }] }));
    await expect(wire.friends({ page: 1, pageSize: 20 }, never)).rejects.toMatchObject({
      code: 'BAD_RESPONSE',
    });
  });
});
