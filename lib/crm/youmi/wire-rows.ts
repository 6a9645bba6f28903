/** The rows of Youmi's answers, by the page's names. What the page calls out of use (弃用) is left out. */
import * as v from 'valibot';
import { count, id, listOf, told, yesOrNo } from './schema.ts';

/** An operating account: a WeChat account that the company serves its customers with. */
export const accountSchema = v.object({
  ad_wechat_id: id,
  /** The WeChat number. */
  ad_wechat_nober: told,
  /** The name of the device. */
  ad_wechat_nick: told,
  ad_wechat_nickname: told,
  /** An address. */
  ad_wechat_qrcode: told,
  ad_wechat_addtime: told,
  ad_original_nober: told,
  /** Friends, with those who have deleted or blocked the account. */
  ad_wechat_friend: count,
  ad_wechat_group: count,
  /** May be watched. */
  ad_wechat_friends: yesOrNo,
  /** May be pushed to. */
  ad_wechat_push: yesOrNo,
  /** Calls on the work phone may be recorded. */
  ad_wechat_record: yesOrNo,
  /** Staff to be told of faults, keywords, and requests of friends. */
  ad_receive_code: told,
  ad_key_code: told,
  ad_chatroom_code: told,
  /** 0 off, 1 on. */
  is_receiveaddfriendtask: told,
  /** The parameter of that name says 0 WeChat, 3 WeCom; the field 0 WeChat, 1 official account, 2 mini program. */
  ad_wechat_lei: told,
  imei: told,
});
export type WireAccount = v.InferOutput<typeof accountSchema>;

export const staffSchema = v.object({
  ad_staff_code: id,
  ad_staff_name: told,
  /** 0 in use, 1 out of use. */
  ad_staff_state: told,
  /** Who this is in the company's own order system. */
  ad_self_user: told,
});
export type WireStaff = v.InferOutput<typeof staffSchema>;

export const categorySchema = v.object({
  ad_label_id: id,
  ad_label_name: told,
  /** 0 one of its tags, 1 several. */
  ad_choose: told,
});
export type WireCategory = v.InferOutput<typeof categorySchema>;

export const labelSchema = v.object({
  ad_label_info_id: id,
  ad_label_info_name: told,
  /** The category. */
  ad_label_id: told,
  ad_label_name: told,
  ad_choose: told,
});
export type WireLabel = v.InferOutput<typeof labelSchema>;

export const placementSchema = v.object({
  ad_brand_id: id,
  ad_brand_name: told,
  ad_brand_code: told,
  /** Ids of operating accounts. */
  ad_brand_welist: listOf(id),
  merchantid: told,
  /** Devices with their WeChat numbers, strung together: `P05(dong23287),P04(mioz888)`. */
  ad_wechat_nick: told,
  wechats: listOf(v.object({ ad_wechat_nober: told, ad_wechat_qrcode: told })),
  /** China's six digits for a region. */
  ad_brand_region_code: told,
});
export type WirePlacement = v.InferOutput<typeof placementSchema>;

const choices = listOf(v.object({ key: told, value: told }));

export const attributeSchema = v.pipe(
  v.object({
    id,
    customName: told,
    sort: count,
    merchantId: told,
    /** 1 text, 2 date, 3 one of, 4 several of. */
    customType: told,
    customLength: count,
    customIsred: yesOrNo,
    customAddtime: told,
    customAddtimeStr: told,
    customDateformat: told,
    /** What may be chosen, where the page shows the same in two ways: as a list, and as JSON in a text. */
    customValJsonStr: choices,
    customVal: choices,
  }),
  v.transform(({ customValJsonStr, customVal, ...attribute }) => ({
    ...attribute,
    choices: customValJsonStr.length > 0 ? customValJsonStr : customVal,
  })),
);
export type WireAttribute = v.InferOutput<typeof attributeSchema>;

/** That a member of the staff serves an operating account. */
export const staffAccountSchema = v.object({
  ad_staff_code: id,
  ad_wechat_id: id,
  ad_wechat_nober: told,
  ad_wechat_nick: told,
  ad_wechat_nickname: told,
  ad_wechat_qrcode: told,
  ad_original_nober: told,
});
export type WireStaffAccount = v.InferOutput<typeof staffAccountSchema>;
