/**
 * By what a friend goes here: the operating account, whose friend somebody is, and the WeChat number that the other
 * account was made with, which never changes. One person may be the friend of several accounts: these are several
 * customers, as they are for Youmi. So whoever is shown or linked has an id with the account, however they were found: a list
 * does not say whose friends it holds, and is asked for one account at a time.
 */
import type { WireFriend } from './wire-friends.ts';

export interface FriendRef {
  /** `ad_wechat_id`; `''`: of an id that an earlier version made, or of a to-do that does not tell it. */
  accountId: string;
  /** `ad_friend_wenober`; `''`: not told. */
  original: string;
  /** `ad_friend_id`, where there is no `original`. */
  friendId: string;
}

/** @param accountId of the account whose list the row stands in. */
export function friendIdOf(
  accountId: string,
  { ad_friend_wenober, ad_friend_id }: Pick<WireFriend, 'ad_friend_wenober' | 'ad_friend_id'>,
): string {
  return friendIdBy(accountId, ad_friend_wenober === '' ? `#${ad_friend_id}` : ad_friend_wenober);
}

/** @param original `ad_friend_wenober`, told. */
export const friendIdBy = (accountId: string, original: string): string => `${accountId}/${original}`;

/** Null: no id of ours. */
export function readFriendId(id: string): FriendRef | null {
  const [, accountId, rest] = /^([^/]*)\/(.+)$/.exec(id) ?? [];
  if (accountId === undefined || rest === undefined) return null;
  return rest.startsWith('#')
    ? { accountId, original: '', friendId: rest.slice(1) }
    : { accountId, original: rest, friendId: '' };
}

export const isFriend = (
  { original, friendId }: FriendRef,
  row: Pick<WireFriend, 'ad_friend_wenober' | 'ad_friend_id'>,
): boolean =>
  original === ''
    ? row.ad_friend_wenober === '' && row.ad_friend_id === friendId
    : row.ad_friend_wenober === original;
