/**
 * Finding a friend by name or WeChat number. The second version of Youmi's interfaces, where a connection has it, is asked for
 * the name. The first version has no parameter for one: it lists friends a page at a time, by operating account, and finds
 * by WeChat number. So a search asks for a WeChat number first, where what was typed may be one, which finds whoever has it
 * among however many; and for a name goes through the accounts, a thousand friends at most at a time. Where that was not
 * everybody it says so, and goes on when the agent asks for it. Nothing is kept of those who were gone through.
 *
 * Whose friend somebody is, is part of their id and told by the question alone. So each account is asked by itself, also for a
 * number and by the second version; where there are many, only after a question to all of them has found somebody.
 */
import { isAppError } from '../../errors/app-error.ts';
import { foldText } from '../../search/fold-text.ts';
import { nameMatcher } from '../../search/match-name.ts';
import type { Customer } from '../model.ts';
import { mostFound, type SearchedPart } from '../port.ts';
import { type AccountBook, accountsOf } from './account-book.ts';
import { customerFromFriend } from './customer-from-friend.ts';
import type { YoumiWire } from './wire.ts';
import type { WireFriend } from './wire-friends.ts';
import type { YoumiV2Wire } from './wire-v2.ts';

export const pageSize = 100;
/** Pages that one part of a search asks for. */
const pagesAtATime = 10;
/** With more accounts, all of them are asked together first whether they have anybody. */
const fewAccounts = 10;
/** Accounts that one part of a search asks by themselves. */
const accountsAtATime = 20;

/** Without an account, everybody's friends are asked for. */
type Asked = { accountId?: string };

export interface SearchOptions {
  wire: Pick<YoumiWire, 'friends'>;
  /** Takes a name, so that nobody is gone through where there is one. */
  v2: Pick<YoumiV2Wire, 'fans'> | null;
  book: { get(signal: AbortSignal): Promise<AccountBook> };
  connection: { id: string; account?: string | undefined; me?: { agentId: string } | undefined };
}

export function createFriendSearch({ wire, v2, book, connection }: SearchOptions) {
  const me = connection.me?.agentId ?? null;

  async function byNumber(asked: Asked, text: string, signal: AbortSignal): Promise<WireFriend[]> {
    if (!/^[\w-]{3,}$/.test(text)) return [];
    const page = { ...asked, wechatNumber: text, page: 1, pageSize };
    const { friends } = await wire.friends(page, signal).catch(noneFound);
    return friends.filter((row) => hasNumber(row, text));
  }

  /** Where pages are counted from is not said: a first page that is empty is asked for by the other number. */
  async function byName(asked: Asked, text: string, signal: AbortSignal): Promise<WireFriend[]> {
    if (!v2) return [];
    const narrowed = { ...asked, name: text, pageSize: mostFound };
    const { friends } = await v2.fans({ ...narrowed, page: 1 }, signal).catch(noneFound);
    if (friends.length > 0) return friends;
    return (await v2.fans({ ...narrowed, page: 0 }, signal).catch(noneFound)).friends;
  }

  const ask = async (asked: Asked, text: string, signal: AbortSignal): Promise<WireFriend[]> => [
    ...(await byNumber(asked, text, signal)),
    ...(await byName(asked, text, signal)),
  ];

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
    let { asked, account, page, goneThrough } = placeOf(from);
    const isNobody =
      asked === 0 && accounts.length > fewAccounts && (await ask({}, text, signal)).length === 0;
    if (isNobody) asked = accounts.length;
    for (const { id: accountId } of accounts.slice(asked, asked + accountsAtATime)) {
      for (const row of await ask({ accountId }, text, signal)) take(accountId, row);
      asked += 1;
    }
    const found = () => [...customers.values()];
    if (asked < accounts.length)
      return { customers: found(), goneThrough: asked, of: 'accounts', next: `${asked}` };
    if (v2) return { customers: found(), goneThrough: customers.size, next: null };
    for (let read = 0; read < pagesAtATime && account < accounts.length; read += 1) {
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
      customers: found(),
      goneThrough,
      next: isOver ? null : `${asked}:${account}:${page}:${goneThrough}`,
    };
  };
}

/** How many accounts were asked by themselves, and the next page of all friends. */
function placeOf(from: string | null) {
  const [asked = 0, account = 0, page = 1, goneThrough = 0] = (from ?? '0').split(':').map(Number);
  return { asked, account, page, goneThrough };
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
