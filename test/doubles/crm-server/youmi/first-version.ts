/** The seven interfaces of the page, as it spells them, and `friend`, which is on another one. */
import { attributes, categories, type Friend, labels, placements } from './company.ts';
import { checkQuery, type Interface, pageOf, readBody, type Scene } from './scene.ts';

const qrCode = (original: string): string => `http://7nimg.agsoft.net/${original}mmqrcode.png`;

const listAccounts: Interface = (scene) => {
  checkQuery(scene, ['ad_wechat_lei']);
  const kind = scene.query.get('ad_wechat_lei') ?? '0';
  if (!['0', '3'].includes(kind)) return { refused: 200012 };
  const { accounts, friends } = scene.company;
  return {
    rows: accounts
      .filter((account) => String(account.kind) === kind)
      .map((account) => {
        const mine = friends.filter(({ accountId }) => accountId === account.id).length;
        return {
          ad_wechat_id: account.id,
          ad_wechat_nober: account.number,
          ad_wechat_nick: account.device,
          ad_wechat_qrcode: qrCode(account.original),
          ad_wechat_addtime: '2018-05-11T15:40:14.1523923+08:00',
          ad_original_nober: account.original,
          ad_wechat_usercode: null,
          ad_wechat_viewnum: 0,
          ad_wechat_friend: mine,
          ad_wechat_group: account.groups,
          ad_wechat_friends: true,
          ad_wechat_chat: true,
          ad_wechat_nickname: account.nickname,
          ad_receive_code: null,
          ad_key_code: 'b01',
          ad_chatroom_code: null,
          ad_wechat_push: true,
          ad_wechat_new: mine,
          is_receiveaddfriendtask: 1,
          ad_wechat_lei: account.kind,
          ad_wechat_record: false,
          imei: null,
        };
      }),
  };
};

const listStaff: Interface = (scene) => {
  checkQuery(scene, ['ad_staff_state', 'ad_staff_code', 'ad_staff_name', 'ad_staff_addtime']);
  const { query, company } = scene;
  const state = query.get('ad_staff_state') ?? '-1';
  if (!['-1', '0', '1'].includes(state)) return { refused: 200012 };
  return {
    rows: company.staff
      .filter((one) => state === '-1' || String(one.state) === state)
      .filter(({ code }) => (query.get('ad_staff_code') ?? code) === code)
      .filter(({ name }) => name.includes(query.get('ad_staff_name') ?? ''))
      .map(({ code, name, state: is, orderUser }) => ({
        ad_staff_code: code,
        ad_staff_name: name,
        ad_staff_state: is,
        ad_self_user: orderUser,
      })),
  };
};

const listCategories: Interface = (scene) => {
  checkQuery(scene, []);
  return {
    rows: categories.map(({ id, name, choose }) => ({
      ad_label_id: id,
      ad_label_name: name,
      ad_choose: choose,
    })),
  };
};

const listLabels: Interface = (scene) => {
  checkQuery(scene, ['categories']);
  const asked = scene.query.get('categories') ?? '-1';
  return {
    rows: labels
      .filter(({ categoryId }) => asked === '-1' || String(categoryId) === asked)
      .map(({ id, name, categoryId }) => {
        const category = categories.find((one) => one.id === categoryId);
        return {
          ad_label_info_id: id,
          ad_label_info_name: name,
          ad_label_id: categoryId,
          ad_label_time: '2018-01-18T21:17:35.613849+08:00',
          merchant_id: null,
          ad_label_name: category?.name ?? null,
          ad_choose: category?.choose ?? 0,
        };
      }),
  };
};

const listPlacements: Interface = (scene) => {
  checkQuery(scene, []);
  return {
    rows: placements.map(({ id, name, code, accountIds, region }) => {
      const shown = scene.company.accounts.filter((account) => accountIds.some((one) => one === account.id));
      return {
        ad_brand_id: id,
        ad_brand_name: name,
        ad_brand_code: code,
        ad_brand_welist: JSON.stringify(accountIds.map(String)),
        merchantid: '640462692',
        ad_wechat_nick:
          shown.length === 0 ? null : shown.map(({ device, number }) => `${device}(${number})`).join(','),
        wechats:
          shown.length === 0
            ? null
            : JSON.stringify(
                shown.map(({ number, original }) => ({
                  ad_wechat_nober: number,
                  ad_wechat_qrcode: qrCode(original),
                })),
              ),
        ad_brand_region_code: region,
      };
    }),
  };
};

const listAttributes: Interface = (scene) => {
  checkQuery(scene, []);
  return {
    rows: attributes.map(({ id, name, type, length, choices }) => {
      const shown = choices.map((key, at) => ({ key, value: String(at + 1) }));
      return {
        id,
        sort: 1,
        merchantId: null,
        customName: name,
        customType: type,
        customLength: length,
        customIsred: false,
        customAddtime: '2019-08-09T15:42:30.946993+08:00',
        customAddtimeStr: '2019-08-09 15:42:30',
        customValJsonStr: shown,
        customDateformat: 'YYYY-MM-DD',
        customVal: JSON.stringify(shown),
      };
    }),
  };
};

const listStaffAccounts: Interface = (scene) => {
  const body = readBody(scene, { ad_staff_code: 'text' });
  if (body === null) return { refused: 200012 };
  const { company, settings } = scene;
  const code = body.ad_staff_code;
  if (code === undefined && settings.staffWithoutCode === 'refused') return { refused: 200012 };
  if (code === undefined && settings.staffWithoutCode === 'none') return { rows: [] };
  if (code !== undefined && !company.staff.some((one) => one.code === code)) return { refused: 200010 };
  return {
    rows: company.staff
      .filter((one) => code === undefined || one.code === code)
      .flatMap((one) =>
        company.accounts
          .filter(({ id }) => one.accountIds.includes(id))
          .map(({ id, number, device, nickname, original }) => ({
            ad_staff_code: one.code,
            ad_wechat_id: id,
            ad_wechat_nober: number,
            ad_wechat_nick: device,
            ad_wechat_nickname: nickname,
            ad_wechat_qrcode: qrCode(original),
            ad_original_nober: original,
          })),
      ),
  };
};

export const friendRow = ({ id, number, original, name, avatar }: Friend) => ({
  ad_friend_id: id,
  ad_friend_uwenober: number,
  ad_friend_wenober: original,
  username: name,
  avatar,
});

function isCalled(friend: Friend, asked: string, { settings }: Scene): boolean {
  const numbers = {
    both: [friend.number, friend.original],
    number: [friend.number],
    original: [friend.original],
  }[settings.wechatNoIn];
  return numbers.some((one) => (settings.wechatNo === 'exact' ? one === asked : one?.includes(asked)));
}

const listFriends: Interface = (scene) => {
  const { query, company, settings } = scene;
  checkQuery(scene, ['Wechat_id', 'Wechat_No', 'ad_staff_code', 'Page', 'PageSize']);
  const page = Number(query.get('Page') ?? 1);
  const size = Number(query.get('PageSize') ?? 20);
  if (!Number.isInteger(page) || page < 1 || !Number.isInteger(size) || size < 1) return { refused: 200012 };
  const accountId = query.get('Wechat_id');
  const number = query.get('Wechat_No');
  const staffCode = query.get('ad_staff_code');
  const found = company.friends.filter(
    (friend) =>
      (accountId === null || String(friend.accountId) === accountId) &&
      (number === null || isCalled(friend, number, scene)) &&
      (staffCode === null || friend.owner === staffCode),
  );
  if (number !== null && found.length === 0 && settings.missingFriend === '200009')
    return { refused: 200009 };
  return { rows: pageOf(found, page, size, settings).map(friendRow) };
};

/** By the address after `/v1/`. */
export const firstVersion: Record<string, { method: 'GET' | 'POST'; run: Interface }> = {
  WeCaht: { method: 'GET', run: listAccounts },
  staff: { method: 'GET', run: listStaff },
  Label: { method: 'GET', run: listCategories },
  wecahtlabel: { method: 'GET', run: listLabels },
  AdManage: { method: 'GET', run: listPlacements },
  'friend/GetCustomAttributeList': { method: 'GET', run: listAttributes },
  'staff/GetStaffWechat': { method: 'POST', run: listStaffAccounts },
  friend: { method: 'GET', run: listFriends },
};
