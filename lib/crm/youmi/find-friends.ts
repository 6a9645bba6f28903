/**
 * Finding a friend by name or WeChat number. The second version of Youmi's interfaces, where a connection has it, is asked for
 * the name. The first version has no parameter for one: it lists friends a page at a time, by operating account, and finds
 * by WeChat number. So a search asks for a WeChat number first, where what was typed may be one, which finds whoever has it
 * among however many; and for a name goes through the accounts, a thousand friends at most at a time. Where that was not
 * everybody it says so, and goes on when the agent asks for it. Nothing is kept of those who were gone through.
 */
import { isAppError } from '../../errors/app-error.ts';
import { foldText } from '../../search/fold-text.ts';
import { nameMatcher } from '../../search/match-name.ts';
import type { Customer } from '../model.ts';
import { mostFound, type SearchedPart } from '../port.ts';
import { type AccountBook, accountsOf, type OperatingAccount } from './account-book.ts';
import { customerFromFriend } from './customer-from-friend.ts';
import type { YoumiWire } from './wire.ts';
import type { WireFriend } from './wire-friends.ts';
import type { YoumiV2Wire } from './wire-v2.ts';

export const pageSize = 100;
/** Pages that one part of a search asks for. */
const pagesAtATime = 10;
/** Accounts that are asked for a WeChat number; with more, they are asked in one question, which does not tell whose friend it is. */
const accountsAsked = 10;

export interface SearchOptions {
  wire: Pick<YoumiWire, 'friends'>;
  /** Takes a name, so that nobody is gone through where there is one. */
  v2: Pick<YoumiV2Wire, 'fans'> | null;
  book: { get(signal: AbortSignal): Promise<AccountBook> };
  connection: { id: string; account?: string | undefined; me?: { agentId: string } | undefined };
}

export function createFriendSearch({ wire, v2, book, connection }: SearchOptions) {
  const me = connection.me?.agentId ?? null;

  async function byNumber(
    text: string,
    accounts: readonly OperatingAccount[],
    signal: AbortSignal,
  ): Promise<{ accountId: string; row: WireFriend }[]> {
    if (!/^[\w-]{3,}$/.test(text)) return [];
    const asked = accounts.length <= accountsAsked ? accounts.map(({ id }) => id) : [undefined];
    const found = [];
    for (const accountId of asked) {
      const narrowed = accountId === undefined ? {} : { accountId };
      const asked = { ...narrowed, wechatNumber: text, page: 1, pageSize };
      const { friends } = await wire.friends(asked, signal).catch(noneFound);
      for (const row of friends) if (hasNumber(row, text)) found.push({ accountId: accountId ?? '', row });
    }
    return found;
  }

  /** Where pages are counted from is not said: a first page that is empty is asked for by the other number. */
  async function byName(
    fans: Pick<YoumiV2Wire, 'fans'>,
    text: string,
    accounts: readonly OperatingAccount[],
    signal: AbortSignal,
  ): Promise<{ accountId: string; row: WireFriend }[]> {
    const asked = accounts.length <= accountsAsked ? accounts.map(({ id }) => id) : [undefined];
    const found = [];
    for (const accountId of asked) {
      const narrowed = { ...(accountId !== undefined && { accountId }), name: text, pageSize: mostFound };
      let { friends } = await fans.fans({ ...narrowed, page: 1 }, signal).catch(noneFound);
      if (friends.length === 0)
        friends = (await fans.fans({ ...narrowed, page: 0 }, signal).catch(noneFound)).friends;
      for (const row of friends) found.push({ accountId: accountId ?? '', row });
    }
    return found;
  }

  return async function search(
    text: string,
    from: string | null,
    signal: AbortSignal,
  ): Promise<SearchedPart> {
    const known = await book.get(signal);
    const accounts = accountsOf(known, connection);
    const fits = matcher(text);
    const customers = new Map<string, Customer>();
    const take = (accountId: string, row: WireFriend) => {
      const customer = customerFromFriend(row, { accountId, book: known, connectionId: connection.id, me });
      if (customers.size < mostFound) customers.set(customer.id, customer);
    };
    if (from === null) {
      for (const { accountId, row } of await byNumber(text, accounts, signal)) take(accountId, row);
      if (v2) {
        for (const { accountId, row } of await byName(v2, text, accounts, signal)) take(accountId, row);
        return { customers: [...customers.values()], goneThrough: customers.size, next: null };
      }
    }
    let { account, page, goneThrough } = placeOf(from);
    for (let asked = 0; asked < pagesAtATime && account < accounts.length; asked += 1) {
      const accountId = accounts[account]?.id ?? '';
      const { friends, isLast } = await wire.friends({ accountId, page, pageSize }, signal);
      goneThrough += friends.length;
      for (const row of friends) if (fits(row)) take(accountId, row);
      if (isLast) {
        account += 1;
        page = 1;
      } else page += 1;
      if (customers.size >= mostFound) break;
    }
    const isOver = account >= accounts.length;
    return {
      customers: [...customers.values()],
      goneThrough,
      next: isOver ? null : `${account}:${page}:${goneThrough}`,
    };
  };
}

function placeOf(from: string | null): { account: number; page: number; goneThrough: number } {
  const [account = 0, page = 1, goneThrough = 0] = (from ?? '').split(':').filter(Boolean).map(Number);
  return { account, page, goneThrough };
}

const hasNumber = ({ ad_friend_uwenober, ad_friend_wenober }: WireFriend, text: string): boolean =>
  [ad_friend_uwenober, ad_friend_wenober].some((one) => one.toLowerCase().includes(text.toLowerCase()));

function matcher(text: string): (row: WireFriend) => boolean {
  const fits = nameMatcher(text);
  const folded = foldText(text);
  return (row) =>
    fits(row.username) !== null ||
    (folded !== '' && foldText(row.username).includes(folded)) ||
    hasNumber(row, text.trim());
}

/** Some answer a search that finds nobody with a code. */
export function noneFound(thrown: unknown): { friends: WireFriend[]; isLast: boolean } {
  if (isAppError(thrown) && thrown.code === 'NOT_FOUND') return { friends: [], isLast: true };
  throw thrown;
}
