/** One friend by the id that they have here. */
import { AppError } from '../../errors/app-error.ts';
import { type AccountBook, accountsOf } from './account-book.ts';
import { noneFound, pageSize } from './find-friends.ts';
import { type FriendRef, isFriend, readFriendId } from './friend-id.ts';
import type { YoumiWire } from './wire.ts';
import type { WireFriend } from './wire-friends.ts';

/** Pages of an account that are gone through for a friend whom the list does not find by number. */
const mostPages = 20;

export interface FriendReaderOptions {
  wire: Pick<YoumiWire, 'friends'>;
  book: { get(signal: AbortSignal): Promise<AccountBook> };
  connection: { account?: string | undefined; me?: { agentId: string } | undefined };
}

/** A friend as the list has them, and the account in whose list they stand. */
export interface ReadFriend {
  row: WireFriend;
  accountId: string;
}

export function createFriendReader({ wire, book, connection }: FriendReaderOptions) {
  /** The list has found somebody by the number that their account was made with, so whoever it does not find is gone. */
  let findsOriginal = false;

  const byNumber = async (
    ref: FriendRef,
    wechatNumber: string,
    signal: AbortSignal,
  ): Promise<WireFriend | undefined> => {
    const asked = { ...narrowed(ref), wechatNumber, page: 1, pageSize };
    const { friends } = await wire.friends(asked, signal).catch(noneFound);
    return friends.find((row) => isFriend(ref, row));
  };

  /** By number, and as long as it is not known that the list looks at this one, page by page for a while. */
  async function rowOf(ref: FriendRef, signal: AbortSignal): Promise<WireFriend> {
    if (ref.original !== '') {
      const row = await byNumber(ref, ref.original, signal);
      if (row) findsOriginal = true;
      if (row) return row;
      if (findsOriginal) throw gone();
    }
    for (let page = 1; page <= mostPages; page += 1) {
      const asked = { ...narrowed(ref), page, pageSize };
      const { friends, isLast } = await wire.friends(asked, signal).catch(noneFound);
      const row = friends.find((one) => isFriend(ref, one));
      if (row) return row;
      if (isLast) break;
    }
    throw gone();
  }

  /** Throws `NOT_FOUND`, also where an id of an earlier version, which names no account, may mean the friends of two. */
  async function friend(id: string, signal: AbortSignal): Promise<ReadFriend> {
    const ref = readFriendId(id);
    if (!ref) throw gone();
    const row = await rowOf(ref, signal);
    if (ref.accountId !== '') return { row, accountId: ref.accountId };
    const number = findsOriginal ? ref.original : row.ad_friend_uwenober || row.ad_friend_wenober;
    const places: ReadFriend[] = [];
    for (const { id: accountId } of number === '' ? [] : accountsOf(await book.get(signal), connection)) {
      const here = await byNumber({ ...ref, accountId }, number, signal);
      if (here) places.push({ row: here, accountId });
    }
    const [place, another] = places;
    if (!place || another) throw gone();
    return place;
  }

  return friend;
}

const narrowed = ({ accountId }: FriendRef): { accountId?: string } =>
  accountId === '' ? {} : { accountId };

const gone = () => new AppError('NOT_FOUND', { detail: 'friend' });
