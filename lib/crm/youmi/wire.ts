/** Youmi's interfaces over HTTP, as spelt on the vendor's page, and friends, which are on another one. */
import type { HttpClient } from '../../http/http-client.ts';
import type { Access } from './access.ts';
import { createCalls } from './calls.ts';
import type { YoumiConnection } from './connection.ts';
import { rowsOf } from './schema.ts';
import { friendCalls } from './wire-friends.ts';
import {
  accountSchema,
  attributeSchema,
  categorySchema,
  labelSchema,
  placementSchema,
  staffAccountSchema,
  staffSchema,
} from './wire-rows.ts';

export interface YoumiWireOptions {
  connection: Pick<YoumiConnection, 'baseUrl'>;
  http: Pick<HttpClient, 'send' | 'aheadMs'>;
  access: Access;
  /** Epoch ms by this machine. */
  now(): number;
}

/** What narrows the list of the staff. */
export interface StaffAsked {
  /** -1 all, 0 in use, 1 out of use. */
  state?: -1 | 0 | 1;
  code?: string;
  name?: string;
  addTime?: string;
}

/** Every function throws AppError, or the signal's reason. */
export function createYoumiWire({ connection, http, access, now }: YoumiWireOptions) {
  const call = createCalls({ http, baseUrl: connection.baseUrl, access, now });
  return {
    ...friendCalls(call),

    /** 运营号配置. Of one kind: 0 WeChat, 3 WeCom. */
    async accounts(kind: 0 | 3, signal: AbortSignal) {
      const { values } = await call({ name: 'WeCaht', query: { ad_wechat_lei: String(kind) } }, signal);
      return rowsOf(values, accountSchema, 'WeCaht');
    },

    /** 员工配置. */
    async staff({ state = -1, code, name, addTime }: StaffAsked, signal: AbortSignal) {
      const query = {
        ad_staff_state: String(state),
        ...(code !== undefined && { ad_staff_code: code }),
        ...(name !== undefined && { ad_staff_name: name }),
        ...(addTime !== undefined && { ad_staff_addtime: addTime }),
      };
      return rowsOf((await call({ name: 'staff', query }, signal)).values, staffSchema, 'staff');
    },

    /** 标签分类. */
    async categories(signal: AbortSignal) {
      return rowsOf((await call({ name: 'Label' }, signal)).values, categorySchema, 'Label');
    },

    /** 标签配置. Of one category, or of all. */
    async labels(categoryId: string | null, signal: AbortSignal) {
      const { values } = await call(
        { name: 'wecahtlabel', query: { categories: categoryId ?? '-1' } },
        signal,
      );
      return rowsOf(values, labelSchema, 'wecahtlabel');
    },

    /** 投放组配置. */
    async placements(signal: AbortSignal) {
      return rowsOf((await call({ name: 'AdManage' }, signal)).values, placementSchema, 'AdManage');
    },

    /** 好友自定义属性配置: definitions only, for no interface tells a friend's values. */
    async attributes(signal: AbortSignal) {
      const name = 'friend/GetCustomAttributeList';
      return rowsOf((await call({ name }, signal)).values, attributeSchema, name);
    },

    /** 员工管理运营机: which accounts one of the staff serves, or all of them. A POST that reads. */
    async staffAccounts(staffCode: string | null, signal: AbortSignal) {
      const name = 'staff/GetStaffWechat';
      const json = staffCode === null ? {} : { ad_staff_code: staffCode };
      return rowsOf((await call({ name, json }, signal)).values, staffAccountSchema, name);
    },
  };
}

export type YoumiWire = ReturnType<typeof createYoumiWire>;
