/** Sections 3.1 to 3.3.2 of Sobot's page: customers, and whose they are. */
import { id, isLastPage, listOf, singleOf } from './schema.ts';
import type { Asks } from './wire-asks.ts';
import { userSchema, type WireUser } from './wire-rows.ts';

/** `search_type` of section 3.3.1. */
const searchTypes = { nick: '1', uname: '2', company: '3', tel: '4', email: '5' } as const;
export type SearchBy = keyof typeof searchTypes;

export interface UserSearch {
  /** Null: everybody, as far as the time of creation allows. */
  by: SearchBy | null;
  text: string;
  /** Created between these two times (s). */
  created?: { from: string; to: string } | undefined;
  page: number;
  pageSize: number;
}

export interface WireAssignee {
  id: string;
  name: string;
  departmentPath: string;
}

export function userCalls({ call, post }: Asks) {
  return {
    /** Section 3.1; gives the new customer's id, null where the answer has none. */
    async saveUser(user: Record<string, string | number>, signal: AbortSignal): Promise<string | null> {
      const name = 'user/save';
      return singleOf(await post(name, user, signal), id, name);
    },

    /** Section 3.2.1. */
    async updateUser(
      userId: string,
      user: Record<string, string | number>,
      signal: AbortSignal,
    ): Promise<void> {
      await post('user/update', { id: userId, ...user }, signal, userId);
    },

    /** Section 3.2.2, at its address line's address; the department's key is spelt in two ways. */
    async assign(
      userId: string,
      { id: liable_serviceid, name, departmentPath }: WireAssignee,
      type: string,
      signal: AbortSignal,
    ): Promise<void> {
      const agent = {
        liable_serviceid,
        liable_service_name: name,
        liable_departmentid: departmentPath,
        Liable_departmentid: departmentPath,
      };
      await post(
        'public_user/assign',
        { assign_biz_type: type, confirmids: userId, liable_list: [agent] },
        signal,
      );
    },

    /** Section 3.2.3, at its address line's address. */
    async release(userId: string, valid: boolean, signal: AbortSignal): Promise<void> {
      await post('public_user/confirm', { confirmids: userId, confirm_type: valid ? 1 : 2 }, signal);
    },

    /** Section 3.3.1; one page, counted from 1. Deleted customers may be among them. */
    async searchUsers(
      { by, text, created, page, pageSize }: UserSearch,
      signal: AbortSignal,
    ): Promise<{ users: WireUser[]; isLast: boolean }> {
      const name = 'user/list_by_page';
      const query = {
        ...(by && { search_type: searchTypes[by], search_value: text }),
        ...(created && { create_start_time: created.from, create_end_time: created.to }),
        page_no: String(page),
        page_size: String(pageSize),
      };
      const reply = await call({ name, method: 'GET', query }, signal);
      const users = listOf(reply, userSchema, name);
      return { users, isLast: isLastPage(reply, page, pageSize, users.length) };
    },

    /** Section 3.3.2; null: there is nobody with this id. */
    async user(userId: string, signal: AbortSignal): Promise<WireUser | null> {
      const name = 'user/detail';
      return singleOf(await call({ name, method: 'GET', id: userId }, signal), userSchema, name);
    },
  };
}
