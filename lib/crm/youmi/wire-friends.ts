/**
 * Friends: the customers whom an operating account can chat with. The interface is not on the page of the interfaces but
 * on another public page of the vendor, so its rows are read loosely, and what has no known name is kept.
 */
import * as v from 'valibot';
import type { Calls } from './calls.ts';
import { rowsOf, told } from './schema.ts';

export const friendSchema = v.pipe(
  v.looseObject({
    ad_friend_id: told,
    /** The WeChat number. */
    ad_friend_uwenober: told,
    /** The WeChat number as the account was made with, which never changes. */
    ad_friend_wenober: told,
    username: told,
    /** An address. */
    avatar: told,
  }),
  v.check(({ ad_friend_id, ad_friend_wenober }) => ad_friend_id !== '' || ad_friend_wenober !== ''),
  v.transform(
    ({ ad_friend_id, ad_friend_uwenober, ad_friend_wenober, username, avatar, ...rest }): WireFriend => ({
      ad_friend_id,
      ad_friend_uwenober,
      ad_friend_wenober,
      username,
      avatar,
      rest,
    }),
  ),
);

/** `''` where a value was not told. One of `ad_friend_id` and `ad_friend_wenober` is. */
export interface WireFriend {
  ad_friend_id: string;
  ad_friend_uwenober: string;
  ad_friend_wenober: string;
  username: string;
  avatar: string;
  /** All else, as it came. */
  rest: Record<string, unknown>;
}

/** What narrows the list: the vendor's page has no parameter for a name. */
export interface FriendsAsked {
  /** `ad_wechat_id` of an operating account. */
  accountId?: string;
  /** A WeChat number: which of its two kinds, and whether a part of it is enough, is not said. */
  wechatNumber?: string;
  /** `ad_staff_code` of the owner. */
  staffCode?: string;
  /** From 1. */
  page: number;
  pageSize: number;
}

/** Of one page, where no size is asked for. A smaller limit than that is nowhere said. */
const usualPageSize = 20;

/** Whether another page follows is not told, nor how large one may be: one with less than usual is the last. */
export const isLastPage = (rows: number, pageSize: number): boolean =>
  rows < Math.min(pageSize, usualPageSize);

export function friendCalls(call: Calls) {
  return {
    /** One page. */
    async friends(
      { accountId, wechatNumber, staffCode, page, pageSize }: FriendsAsked,
      signal: AbortSignal,
    ): Promise<{ friends: WireFriend[]; isLast: boolean }> {
      const query = {
        ...(accountId !== undefined && { Wechat_id: accountId }),
        ...(wechatNumber !== undefined && { Wechat_No: wechatNumber }),
        ...(staffCode !== undefined && { ad_staff_code: staffCode }),
        Page: String(page),
        PageSize: String(pageSize),
      };
      const reply = await call({ name: 'friend', query }, signal);
      const friends = rowsOf(reply.values, friendSchema, 'friend');
      return { friends, isLast: isLastPage(friends.length, pageSize) };
    },
  };
}
