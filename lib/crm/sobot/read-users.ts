/**
 * Customers from the server. Their parts lie at four addresses: the list, the detail, the business tags and the
 * timeline, which alone tells the stage.
 */
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import { compareNumbers, splitNumbers } from '../../phone/index.ts';
import type { Customer, TagGroup } from '../model.ts';
import type { AskedNumber, MatchReason } from '../port.ts';
import { unknownFault } from './codes.ts';
import type { SobotConnection } from './connection.ts';
import { customerFromRow, numbersOf } from './customer-from-row.ts';
import { stageFromEvents } from './events.ts';
import type { Lookups } from './lookups.ts';
import { withRegionNames } from './regions.ts';
import { searchesFor } from './searches.ts';
import { customerTags } from './tags.ts';
import { createTimelineReader } from './timeline-reader.ts';
import { isDeleted, mergedRow, readUserRow, textOf, type UserRow } from './user-row.ts';
import { lacksWecomNames } from './wecom-tags.ts';
import type { SearchBy, SobotWire } from './wire.ts';

/** Whole spellings that are tried while it is not known whether they have to be: a card costs four requests at most. */
const fewWholes = 3;
/** Rows of one search: more of them nobody reads. */
const searchPage = 50;

export interface FoundRow {
  row: UserRow;
  reason: MatchReason;
  /** The stored text that matched. */
  stored: string;
}

/** A customer, and the row the customer was made from. */
export interface Read {
  row: UserRow;
  customer: Customer;
}

export type UserReader = ReturnType<typeof createUserReader>;

export function createUserReader({
  wire,
  clock,
  connection,
  knownGroups,
  lookups,
}: {
  wire: SobotWire;
  clock: Pick<Clock, 'now'>;
  connection: SobotConnection;
  /** The company's tags, where they were read already. */
  knownGroups(): TagGroup[] | null;
  lookups: Lookups;
}) {
  const numbers = numbersOf(connection);
  const timeline = createTimelineReader({ wire, clock });
  /** Whether a search finds parts of numbers; null: not seen yet. The page does not say. */
  let findsParts: boolean | null = null;

  async function search(by: SearchBy, text: string, signal: AbortSignal): Promise<UserRow[]> {
    const users = await wire.searchUsers(by, text, searchPage, signal);
    return users.map((user) => readUserRow(user, 'user/list_by_page'));
  }

  async function searchAll(numbers: string[], signal: AbortSignal): Promise<UserRow[]> {
    return (await Promise.all(numbers.map((number) => search('tel', number, signal)))).flat();
  }

  /** All rows that a number may be written in, unfiltered. */
  async function rowsFor(asked: AskedNumber, signal: AbortSignal): Promise<UserRow[]> {
    const { part, tails, wholes } = searchesFor(asked);
    if (findsParts !== false) {
      const rows = await search('tel', part, signal);
      if (rows.some((row) => row.fields.tel !== part)) findsParts = true;
      if (rows.length > 0) return rows;
      // Every company but an empty one knows a number with a nought in it.
      if (findsParts === null && (await wire.searchUsers('tel', '0', 1, signal)).length > 0)
        findsParts = true;
      if (findsParts === true) return searchAll(tails, signal);
    }
    const likely = await searchAll(wholes.slice(0, fewWholes), signal);
    if (likely.length > 0) findsParts = false;
    if (findsParts === null) return likely;
    return [...likely, ...(await searchAll(wholes.slice(fewWholes), signal))];
  }

  /** The list's row of a customer who is known by the detail: found by the number, or else by a name. */
  async function listedRow(row: UserRow, signal: AbortSignal): Promise<UserRow | null> {
    const tries: [SearchBy, string | null][] = [
      ['tel', textOf(row, 'tel')],
      ['nick', textOf(row, 'nick')],
      ['uname', textOf(row, 'uname')],
      ['email', textOf(row, 'email')],
    ];
    const [by, text] = tries.find(([, known]) => known !== null) ?? [];
    if (!by || !text) return null;
    return (await search(by, text, signal)).find(({ id }) => id === row.id) ?? null;
  }

  /**
   * Of somebody whom nobody knows, the server may only say that there was an unknown fault. It says the same of the
   * timeline then, but of the tags that there are none.
   */
  async function isUnknown(id: string, signal: AbortSignal): Promise<boolean> {
    const [labels, page] = await Promise.allSettled([
      wire.userLabels([id], signal),
      timeline.firstPage(id, signal),
    ]);
    return isFaulty(page) && labels.status === 'fulfilled' && !labels.value.has(id);
  }

  /** @throws AppError `NOT_FOUND` */
  async function knownDetail(id: string, signal: AbortSignal): Promise<UserRow> {
    try {
      return await detail(id, signal);
    } catch (thrown) {
      if (isFault(thrown) && (await isUnknown(id, signal))) throw notFound();
      throw thrown;
    }
  }

  /** @throws AppError `NOT_FOUND` where the server says so. */
  async function detail(id: string, signal: AbortSignal): Promise<UserRow> {
    const user = await wire.user(id, signal);
    const row = user && readUserRow(user, 'user/detail');
    if (!row || isDeleted(row)) throw notFound();
    if (row.id !== id) throw new AppError('BAD_RESPONSE', { detail: 'user/detail: another customer' });
    return row;
  }

  /**
   * The whole card, by three requests side by side; a fourth where the detail is as sparse as the page's sample, or
   * speaks of WeCom tags.
   * @param listed the list's row where it is at hand; `read`: it is to be read in any case.
   * @throws AppError `NOT_FOUND`
   */
  async function read(id: string, listed: UserRow | 'read' | null, signal: AbortSignal): Promise<Read> {
    const [told, labels, page] = await Promise.allSettled([
      detail(id, signal),
      wire.userLabels([id], signal),
      timeline.firstPage(id, signal),
    ]);
    if (isFaulty(told) && isFaulty(page) && labels.status === 'fulfilled' && !labels.value.has(id)) {
      throw notFound();
    }
    const own = labels.status === 'fulfilled' ? (labels.value.get(id) ?? []) : [];
    const mine = fulfilled(told);
    fulfilled(labels);
    const business = customerTags(own, knownGroups());
    const ids = new Set(business.map((tag) => tag.id));
    const needsList = listed === 'read' || (!listed && (isSparse(mine) || lacksWecomNames(mine, ids)));
    const whole = mergedRow(mine, needsList ? await listedRow(mine, signal) : listed);
    const row = await withRegionNames(whole, lookups, signal);
    return {
      row,
      customer: customerFromRow(row, connection, { business, stage: stageFromEvents(fulfilled(page)) }),
    };
  }

  return {
    timeline,
    detail: knownDetail,
    read,

    /** A customer as the list alone tells: to choose from. */
    listedCustomer: (row: UserRow): Customer =>
      customerFromRow(row, connection, { business: [], stage: 'unknown' }),

    /** The row to write on: all that detail and list tell together. @throws AppError `NOT_FOUND` */
    async whole(id: string, signal: AbortSignal): Promise<UserRow> {
      const row = await knownDetail(id, signal);
      return mergedRow(row, await listedRow(row, signal));
    },

    /** Rows whose number may be the one asked for, each customer once; deleted ones are dropped. */
    async findByPhone(asked: AskedNumber, signal: AbortSignal): Promise<FoundRow[]> {
      const found = new Map<string, FoundRow>();
      for (const row of await rowsFor(asked, signal)) {
        if (isDeleted(row) || found.has(row.id)) continue;
        const match = bestMatch(row, asked, numbers);
        if (match) found.set(row.id, { row, ...match });
      }
      return [...found.values()];
    },

    /** By name, company or e-mail. */
    async search(text: string, signal: AbortSignal): Promise<UserRow[]> {
      const wanted = text.trim();
      if (wanted === '') return [];
      const by: SearchBy[] = wanted.includes('@') ? ['email'] : ['nick', 'uname', 'company'];
      const rows = (await Promise.all(by.map((each) => search(each, wanted, signal)))).flat();
      const found = new Map<string, UserRow>();
      for (const row of rows) if (!isDeleted(row) && !found.has(row.id)) found.set(row.id, row);
      return [...found.values()];
    },
  };
}

/** The page's sample of a detail shows neither of these two, which every customer of the list has. */
const isSparse = ({ fields }: UserRow) => fields.is_vip === undefined && fields.user_status === undefined;

function bestMatch(
  row: UserRow,
  { e164 }: AskedNumber,
  numbers: ReturnType<typeof numbersOf>,
): { reason: MatchReason; stored: string } | null {
  const matches = splitNumbers(row.fields.tel ?? '').flatMap((stored) => {
    const reason = compareNumbers(e164, stored, numbers);
    return reason ? [{ reason, stored }] : [];
  });
  return matches.find(({ reason }) => reason === 'same-number') ?? matches[0] ?? null;
}

function fulfilled<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

const isFault = (thrown: unknown): boolean => isAppError(thrown) && thrown.backend?.code === unknownFault;

const isFaulty = (settled: PromiseSettledResult<unknown>): boolean =>
  settled.status === 'rejected' && isFault(settled.reason);

const notFound = () => new AppError('NOT_FOUND', { detail: 'user/detail' });
