/**
 * Youmi's second version, whose host the vendor does not name and whose answers it hardly shows: off unless a connection
 * gives the host. What is sent is by the vendor's public pages; what comes back is read loosely.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import { wallClock } from '../wall-clock.ts';
import { parsed, scalar, told } from './schema.ts';
import { rowsIn, speltAs } from './v2-answer.ts';
import { createV2Calls, type V2CallsOptions } from './v2-calls.ts';
import { friendSchema, isLastPage, type WireFriend } from './wire-friends.ts';

/** Of the times that are sent as text: neither their form nor their zone is said. */
const timeZone = 'Asia/Shanghai';

const friendNames = [
  'ad_friend_id',
  'ad_friend_uwenober',
  'ad_friend_wenober',
  'username',
  'avatar',
] as const;

/** As a to-do is sent and as the list is asked; how it comes back is not shown. */
const todoNames = [
  'chargeDaffairesId',
  'id',
  'Weixin',
  'AdWecharId',
  'WecharId',
  'SffId',
  'createStaff',
  'RemindTitle',
  'FollowupsiTuation',
  'RemindTime',
  'usersate',
  'LevelName',
  'LevelColor',
] as const;

const todoSchema = v.pipe(
  v.looseObject(
    Object.fromEntries(todoNames.map((name) => [name, told])) as Record<
      (typeof todoNames)[number],
      typeof told
    >,
  ),
  v.check(({ RemindTitle, FollowupsiTuation }) => RemindTitle !== '' || FollowupsiTuation !== ''),
  v.transform((row): WireTodo => {
    const known = new Set<string>(todoNames);
    return {
      id: row.chargeDaffairesId || row.id,
      friend: row.Weixin,
      accountId: row.AdWecharId || row.WecharId,
      createdBy: row.SffId || row.createStaff,
      title: row.RemindTitle,
      text: row.FollowupsiTuation,
      remindAt: row.RemindTime,
      state: row.usersate,
      levelName: row.LevelName,
      levelColour: row.LevelColor,
      rest: Object.fromEntries(Object.entries(row).filter(([key]) => !known.has(key))),
    };
  }),
);

/** `''` where a value was not told; a title or a text is. */
export interface WireTodo {
  id: string;
  /** The friend's WeChat number as the account was made with (`ad_friend_wenober`). */
  friend: string;
  /** `ad_wechat_id`. */
  accountId: string;
  /** A code of the staff. */
  createdBy: string;
  title: string;
  text: string;
  /** As it came: in which form and zone is not said. */
  remindAt: string;
  /** 0 open, 1 done. */
  state: string;
  levelName: string;
  levelColour: string;
  /** All else, as it came. */
  rest: Record<string, unknown>;
}

export interface NewTodo {
  /** `ad_friend_wenober`. */
  friend: string;
  /** `ad_wechat_id` of the operating account, and its kind: 0 WeChat, 1 official account, 2 mini program, 3 WeCom. */
  accountId: string;
  accountKind: number;
  title: string;
  text: string;
  /** Epoch ms; not in the past. */
  remindAt: number;
  /** Codes of the staff who are told. */
  recipients: string[];
}

interface FansAsked {
  /** `ad_wechat_id` of an operating account. */
  accountId?: string;
  name?: string;
  /** 粉丝标识: which of a friend's numbers that is is not said. */
  key?: string;
  /** `ad_staff_code`. */
  staffCode?: string;
}

/** Of a page, from 1: the vendor's page does not say from where it counts. */
interface Paged {
  page: number;
  pageSize: number;
}

const whole = (text: string): number | string => (/^\d{1,15}$/.test(text) ? Number(text) : text);

const fansBody = ({ accountId, name, key, staffCode }: FansAsked) => ({
  ...(accountId !== undefined && { wechatId: whole(accountId) }),
  // Marked as required, also where it is a name that is looked for.
  fansKe: key ?? '',
  ...(name !== undefined && { fansName: name }),
  ...(staffCode !== undefined && { staffCode }),
});

const staffNames = ['ad_staff_code', 'staffCode', 'ad_staff_name', 'staffName'] as const;

const staffSchema = v.looseObject({
  ad_staff_code: told,
  staffCode: told,
  ad_staff_name: told,
  staffName: told,
});

/** Every function throws AppError, or the signal's reason. */
export function createYoumiV2Wire(options: V2CallsOptions) {
  const call = createV2Calls(options);
  return {
    async fans(
      { page, pageSize, ...asked }: FansAsked & Paged,
      signal: AbortSignal,
    ): Promise<{ friends: WireFriend[]; isLast: boolean }> {
      const name = 'v2/Friend/GetFansList';
      const json = { ...fansBody(asked), pageIndex: page, pageSize };
      const { content } = await call(name, json, signal);
      const friends = rowsIn(content).map((row) => parsed(speltAs(friendNames, row), friendSchema, name));
      return { friends, isLast: isLastPage(friends.length, pageSize) };
    },

    async fansCount(asked: FansAsked, signal: AbortSignal): Promise<number> {
      const name = 'v2/Friend/GetFansCount';
      const { content } = await call(name, fansBody(asked), signal);
      return parsed(content, v.pipe(scalar, v.regex(/^\d{1,9}$/), v.transform(Number)), name);
    },

    /** No parameter names a friend: whose a to-do is, is told by its row at best. */
    async todos(
      {
        accountId,
        createdBy,
        state,
        page,
        pageSize,
      }: { accountId?: string; createdBy?: string; state?: 'open' | 'done' } & Paged,
      signal: AbortSignal,
    ): Promise<{ todos: WireTodo[]; isLast: boolean }> {
      const name = 'v2/Todo/GetChargeDaffairesList';
      const json = {
        ...(accountId !== undefined && { WecharId: whole(accountId) }),
        ...(createdBy !== undefined && { createStaff: createdBy }),
        usersate: state === undefined ? -1 : state === 'open' ? 0 : 1,
        pageIndex: page,
        pageSize,
      };
      const { content } = await call(name, json, signal);
      const todos = rowsIn(content).map((row) => parsed(speltAs(todoNames, row), todoSchema, name));
      return { todos, isLast: isLastPage(todos.length, pageSize) };
    },

    /**
     * Gives the new to-do's number; `''` where the answer tells none. Not repeatable. `sffId` is the code of the staff in
     * whose name it is made: without it, the vendor takes the customer's owner away, so nothing is sent without.
     */
    async addTodo(sffId: string, todo: NewTodo, signal: AbortSignal): Promise<string> {
      const name = 'v2/Todo/AddRecordNew';
      const owner = sffId.trim();
      if (owner === '') {
        throw new AppError('NOT_CONFIGURED', {
          reason: 'agent-unknown',
          unsent: true,
          detail: `${name}: no SffId`,
        });
      }
      const json = {
        Weixin: todo.friend,
        From: todo.accountKind,
        SffId: owner,
        RemindTitle: todo.title,
        FollowupsiTuation: todo.text,
        RemindTime: wallClock(todo.remindAt, timeZone),
        IsAlways: 0,
        Recipient: todo.recipients,
        AdWecharId: whole(todo.accountId),
      };
      const { content } = await call(name, json, signal);
      const number = v.safeParse(scalar, content);
      if (number.success) return number.output;
      const row = v.safeParse(v.looseObject({ chargeDaffairesId: told, id: told }), content);
      return row.success ? row.output.chargeDaffairesId || row.output.id : '';
    },

    /** Of all departments and groups, and in use. */
    async staff(signal: AbortSignal): Promise<{ code: string; name: string }[]> {
      const name = 'v2/System/GetStaffList';
      const json = { departId: -1, departGroupId: -1, staffState: 0 };
      const { content } = await call(name, json, signal);
      return rowsIn(content)
        .map((row) => parsed(speltAs(staffNames, row), staffSchema, name))
        .map((row) => ({
          code: row.ad_staff_code || row.staffCode,
          name: row.ad_staff_name || row.staffName,
        }))
        .filter(({ code }) => code !== '');
    },
  };
}

export type YoumiV2Wire = ReturnType<typeof createYoumiV2Wire>;
