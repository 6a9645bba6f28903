/** Rows of the list (section 3.3.1), page by page. */
import { AppError } from '../../errors/app-error.ts';
import { readUserRow, textOf, type UserRow } from './user-row.ts';
import type { SobotWire } from './wire.ts';
import type { SearchBy, UserSearch } from './wire-users.ts';

/** Rows of one page. */
const pageSize = 50;
/** Pages of one search that are read at most: a thousand people who share what was searched for. */
const mostPages = 20;

export interface Rows {
  rows: UserRow[];
  /** Whether that is all there is. */
  whole: boolean;
}

export type RowFinder = ReturnType<typeof createRowFinder>;

export function createRowFinder({ wire }: { wire: Pick<SobotWire, 'searchUsers'> }) {
  /** @param enough given the rows so far: whether no further page is needed. */
  async function find(
    asked: Omit<UserSearch, 'page' | 'pageSize'>,
    enough: (rows: readonly UserRow[]) => boolean,
    signal: AbortSignal,
  ): Promise<Rows> {
    const rows: UserRow[] = [];
    for (let page = 1; page <= mostPages; page += 1) {
      const { users, isLast } = await wire.searchUsers({ ...asked, page, pageSize }, signal);
      rows.push(...users.map((user) => readUserRow(user, 'user/list_by_page')));
      if (isLast) return { rows, whole: true };
      if (enough(rows)) break;
    }
    return { rows, whole: false };
  }

  return {
    /** Everybody found, as far as {@link mostPages} go. */
    all: (by: SearchBy, text: string, signal: AbortSignal): Promise<Rows> =>
      find({ by, text }, () => false, signal),

    /** The first of those found, at least `many` where there are so many. */
    first: async (by: SearchBy, text: string, many: number, signal: AbortSignal): Promise<UserRow[]> =>
      (await find({ by, text }, (rows) => rows.length >= many, signal)).rows,

    /**
     * The list's row of a customer who is known by the detail: by the number, or else by a name, among those who were
     * created in the same moment; with either alone where that finds nobody. Null: the list does not have the customer.
     * @throws AppError `BAD_RESPONSE` where too many people share the name to look at all of them.
     */
    async of(row: UserRow, signal: AbortSignal): Promise<UserRow | null> {
      const tries: [SearchBy, string | null][] = [
        ['tel', textOf(row, 'tel')],
        ['nick', textOf(row, 'nick')],
        ['uname', textOf(row, 'uname')],
        ['email', textOf(row, 'email')],
      ];
      const [by, text] = tries.find(([, known]) => known !== null) ?? [];
      const created = momentOf(row);
      const asked = { by: by ?? null, text: text ?? '' };
      const isOne = ({ id }: UserRow) => id === row.id;
      const look = (more: Partial<UserSearch>) =>
        find({ ...asked, ...more }, (rows) => rows.some(isOne), signal);
      let isWhole = true;
      // A list that lags behind may have the customer under an older name or number: that is what the last look is for.
      const looks: Partial<UserSearch>[] = [
        ...(created ? [{ created }] : []),
        ...(by ? [{}] : []),
        ...(by && created ? [{ by: null, created }] : []),
      ];
      for (const more of looks) {
        const { rows, whole } = await look(more);
        const found = rows.find(isOne);
        if (found) return found;
        isWhole &&= whole;
      }
      if (!isWhole) throw new AppError('BAD_RESPONSE', { detail: 'user/list_by_page: too many' });
      return null;
    },
  };
}

/** A second on either side: whether the ends belong to it is not on the page. */
function momentOf({ fields }: UserRow): UserSearch['created'] {
  const at = Number(fields.create_time || Number.NaN);
  return Number.isInteger(at) && at > 0 ? { from: String(at - 1), to: String(at + 1) } : undefined;
}
