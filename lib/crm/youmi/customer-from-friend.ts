import type { Customer, CustomerField } from '../model.ts';
import type { AccountBook } from './account-book.ts';
import { friendIdOf } from './friend-id.ts';
import type { WireFriend } from './wire-friends.ts';

export interface FriendPlace {
  /** `ad_wechat_id` of the operating account. */
  accountId: string;
  book: AccountBook;
  connectionId: string;
  /** `ad_staff_code` of the agent. */
  me: string | null;
}

/** A friend in our model, beside the account whose friend it is. What the model has no place for is in `other`. */
export function customerFromFriend(
  row: WireFriend,
  { accountId, book, connectionId, me }: FriendPlace,
): Customer {
  const account = book.accounts.find(({ id }) => id === accountId);
  const nameOf = (code: string) =>
    book.staff.find(({ ad_staff_code }) => ad_staff_code === code)?.ad_staff_name || code;
  const agent = book.staff.find(({ ad_staff_code }) => ad_staff_code === me);
  const field = (key: string, value: string | string[] | null | undefined): CustomerField[] =>
    value && value.length > 0 ? [{ key, value, text: null }] : [];
  const staff = (book.servedBy.get(accountId) ?? []).map(nameOf);
  const { nick, number } = account ?? { nick: '', number: '' };
  return {
    id: friendIdOf(accountId, row),
    connectionId,
    name: row.username.trim() || null,
    phones: [],
    email: null,
    sex: null,
    birthday: null,
    address: null,
    company: null,
    profession: null,
    income: null,
    remark: null,
    source: null,
    level: null,
    owner: null,
    stage: 'unknown',
    tags: [],
    fields: [
      ...field('wechat', row.ad_friend_uwenober || row.ad_friend_wenober),
      ...field('operatingAccount', nick && number ? `${nick} (${number})` : nick || number),
      ...field('accountStaff', staff),
      ...field('agentHere', me === null ? null : nameOf(me)),
      ...field('orderUser', agent?.ad_self_user),
    ],
    other: Object.entries(row.rest).flatMap(([name, value]) => {
      const text = plain(value);
      return text === '' ? [] : [{ name, value: text }];
    }),
    blocked: false,
    createdAt: null,
    updatedAt: null,
  };
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' ? '' : text;
}
