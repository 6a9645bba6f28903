/** Sobot SCRM v5 over HTTP as its page documents it, section by section, and nothing more. */
import type * as v from 'valibot';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Calls } from './calls.ts';
import type { Interface } from './codes.ts';
import { everyPage } from './every-page.ts';
import { type Envelope, id, isLastPage, listOf, singleOf } from './schema.ts';
import {
  eventSchema,
  fieldSchema,
  groupSchema,
  labelSchema,
  regionSchema,
  sourceSchema,
  staffSchema,
  stageSchema,
  userLabelsSchema,
  userSchema,
  type WireEvent,
  type WireUser,
  type WireUserLabel,
} from './wire-rows.ts';

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

/** The words by which section 3.4.1 narrows a timeline. */
export type EventGroup = 'groupService' | 'groupUser' | 'groupOther';

export type StageType = 1 | 21 | 22 | 23;

export interface WireAssignee {
  id: string;
  name: string;
  departmentPath: string;
}

export interface WireGroupValues {
  name: string;
  color_value: string;
  is_multiple_choice: 0 | 1;
}

/** Every function throws AppError, or the signal's reason. */
export function createSobotWire(call: Calls) {
  async function list<T>(
    name: Interface,
    schema: v.GenericSchema<unknown, T>,
    signal: AbortSignal,
    suffix?: string,
  ): Promise<T[]> {
    return listOf(
      await call({ name, method: 'GET', ...(suffix !== undefined && { id: suffix }) }, signal),
      schema,
      name,
    );
  }

  const post = (name: Interface, json: unknown, signal: AbortSignal, suffix?: string): Promise<Envelope> =>
    call({ name, method: 'POST', json, ...(suffix !== undefined && { id: suffix }) }, signal);

  /** The samples have the id in the address, the table as a parameter; who knows no such address has removed nothing. */
  async function remove(name: Interface, removed: string, signal: AbortSignal): Promise<void> {
    try {
      await call({ name, method: 'GET', id: removed }, signal);
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.code !== 'BAD_RESPONSE' || thrown.backend) throw thrown;
      await call({ name, method: 'GET', query: { id: removed } }, signal);
    }
  }

  return {
    /** Section 2.2; gives the new group's id. */
    async saveGroup(group: WireGroupValues, signal: AbortSignal): Promise<string> {
      const name = 'label_group/save';
      const made = singleOf(await post(name, group, signal), id, name);
      if (made === null) throw new AppError('OUTCOME_UNKNOWN', { detail: `${name}: no id` });
      return made;
    },

    /** Section 2.3; all three values, since it is not said whether one left out is kept. */
    async updateGroup(groupId: string, group: WireGroupValues, signal: AbortSignal): Promise<void> {
      await post('label_group/update', { id: groupId, ...group }, signal);
    },

    /** Section 2.4. */
    groups: (signal: AbortSignal) => everyPage(call, 'label_group/list', {}, groupSchema, signal),

    /** Section 2.5: a GET that takes the tags inside along. */
    removeGroup: (groupId: string, signal: AbortSignal): Promise<void> =>
      remove('label_group/remove', groupId, signal),

    /** Section 2.6; the group's key is spelt in two ways, so both are sent. It answers without an id. */
    async saveLabel(groupId: string, name: string, signal: AbortSignal): Promise<void> {
      await post('label/save', { name, groupid: groupId, groupId }, signal);
    },

    /** Section 2.7; the parameter name goes along as read, since it is not said whether one left out is kept. */
    async updateLabel(
      label: { id: string; name: string; param_name?: string },
      signal: AbortSignal,
    ): Promise<void> {
      await post('label/update', label, signal);
    },

    /** Section 2.8; of one group, or of all where the company's server allows that. */
    labels: (groupId: string | null, signal: AbortSignal) =>
      everyPage(call, 'label/list', groupId === null ? {} : { groupid: groupId }, labelSchema, signal),

    /** Section 2.9, a GET that changes things. */
    removeLabel: (labelId: string, signal: AbortSignal): Promise<void> =>
      remove('label/remove', labelId, signal),

    /** Section 2.10; the body is the bare list of ids. A customer without an entry has no tags, or does not exist. */
    async userLabels(ids: string[], signal: AbortSignal): Promise<Map<string, WireUserLabel[]>> {
      const name = 'label/userlabels';
      const rows = listOf(await post(name, ids, signal), userLabelsSchema, name, true);
      return new Map(rows.map((row) => [row.userid, row.label_set]));
    },

    /** Section 2.11: the customer's whole set of business tags, as a bare list. */
    async setUserLabels(
      userId: string,
      labels: { id: string; name: string }[],
      signal: AbortSignal,
    ): Promise<void> {
      await post('label/update_userlabel', labels, signal, userId);
    },

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

    /** Sections 3.3.3 and 3.9, one address; fixed fields are among them. */
    fields: (signal: AbortSignal) => list('custom_field/custom_fieid_info_list', fieldSchema, signal),

    /** Section 3.4.1; `page` counts from 1. */
    async events(
      asked: { userId: string; page: number; pageSize: number; group?: EventGroup },
      signal: AbortSignal,
    ): Promise<{ events: WireEvent[]; isLast: boolean }> {
      const name = 'user_dynamic/list_by_page';
      const query = {
        userid: asked.userId,
        ...(asked.group && { biz_type: asked.group }),
        page_no: String(asked.page),
        page_size: String(asked.pageSize),
      };
      const reply = await call({ name, method: 'GET', query }, signal);
      const events = listOf(reply, eventSchema, name);
      return { events, isLast: isLastPage(reply, asked.page, asked.pageSize, events.length) };
    },

    /** Section 3.4.2; it answers without an id. */
    async saveNote(userId: string, content: string, signal: AbortSignal): Promise<void> {
      await post('user_stage/record_save', { userid: userId, content }, signal);
    },

    /** Section 3.5.1. */
    stages: (signal: AbortSignal) => list('user_stage/query_list_by_type', stageSchema, signal),

    /** Section 3.5.2; `remark` stands in its sample only. */
    async saveStage(
      userId: string,
      stage: { id: string; name: string; type: StageType; remark?: string },
      signal: AbortSignal,
    ): Promise<void> {
      const { remark } = stage;
      await post(
        'user_stage/stage_save',
        {
          userid: userId,
          stageid: stage.id,
          stage_name: stage.name,
          stage_type: stage.type,
          ...(remark !== undefined && { remark }),
        },
        signal,
      );
    },

    /** Section 3.6. */
    sources: (signal: AbortSignal) => list('user_dynamic/getsource', sourceSchema, signal),

    /** Section 3.7: a tree of departments and agents. */
    staff: (signal: AbortSignal) => list('user/user_list', staffSchema, signal),

    /** Section 3.8.1. */
    provinces: (signal: AbortSignal) => list('user_dynamic/provice', regionSchema, signal),
    /** Section 3.8.2, which by its sample answers with districts. */
    cityAddress: (regionId: string, signal: AbortSignal) =>
      list('user_dynamic/city', regionSchema, signal, regionId),
    /** Section 3.8.3, which by its sample answers with cities. */
    areaAddress: (regionId: string, signal: AbortSignal) =>
      list('user_dynamic/area', regionSchema, signal, regionId),
  };
}

export type SobotWire = ReturnType<typeof createSobotWire>;
