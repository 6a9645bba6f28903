/**
 * Customers from the server. Their parts lie at four addresses: the list, the detail, the business tags and the
 * timeline, which alone tells the stage.
 */
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import { compareNumbers, splitNumbers } from '../../phone/index.ts';
import type { MatchReason } from '../../phone/match-reason.ts';
import { digitsIn, plainDigits } from '../../text/plain-digits.ts';
import type { Customer, CustomerStage, FieldDefinition, TagGroup } from '../model.ts';
import { type AskedNumber, mostFound } from '../port.ts';
import { unknownFault } from './codes.ts';
import type { SobotConnection } from './connection.ts';
import { customerFromRow, numbersOf } from './customer-from-row.ts';
import { createRowFinder } from './find-rows.ts';
import { createStageFinder } from './find-stage.ts';
import type { Lookups } from './lookups.ts';
import { withRegionNames } from './regions.ts';
import { searchesFor } from './searches.ts';
import { customerTags } from './tags.ts';
import { createTimelineReader } from './timeline-reader.ts';
import {
  isDeleted,
  mergedRow,
  readUserRow,
  type UserField,
  type UserRow,
  updatable,
  userFields,
} from './user-row.ts';
import { lacksWecomNames } from './wecom-tags.ts';
import type { SearchBy, SobotWire } from './wire.ts';
import type { WireEvent } from './wire-rows.ts';

const unknown = 'unknown' as const;
/** Whole spellings that are tried while it is not known whether they have to be: a card costs four requests at most. */
const fewWholes = 3;
/** Fewer digits would find half of the company. */
const leastDigits = 5;
/** Pages of the timeline that are looked through for a stage. */
const pagesForCard = 4;
const pagesForWrite = 20;
/** ms to wait for a list that lags behind the detail, before each further look. */
const lagPauses = [300, 900, 1800];
/** ms for which the list may not have a write of our own yet. */
const lagAtMost = 60_000;
/** ms after which a second of the server's is over for good. */
const settledAfter = 2000;
/** Customers whose last write is remembered. */
const mostRemembered = 50;

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
  /** The newest events; null: the timeline could not be read. */
  events: WireEvent[] | null;
}

/** What our last writes changed: the list may not have it yet. */
interface OwnWrites {
  /** Epoch ms. */
  at: number;
  /** The customer's `update_time` (s) with it. */
  updateTime: number;
  fields: Partial<Record<UserField, { was: string[]; now: string }>>;
}

export type UserReader = ReturnType<typeof createUserReader>;

export function createUserReader({
  wire,
  clock,
  connection,
  knownGroups,
  lookups,
  knownFields,
  serverNow,
}: {
  wire: SobotWire;
  clock: Clock;
  connection: SobotConnection;
  /** The company's tags, where they were read already. */
  knownGroups(): TagGroup[] | null;
  lookups: Lookups;
  knownFields(): readonly FieldDefinition[] | null;
  /** Epoch ms by the server's clock as far as it is known. */
  serverNow(): number;
}) {
  const numbers = numbersOf(connection);
  const knownLevels = () => knownFields()?.find(({ key }) => key === 'vipLevel')?.options ?? [];
  const timeline = createTimelineReader({ wire, clock });
  /** Whether a search finds parts of numbers; null: not seen yet. The page does not say. */
  let findsParts: boolean | null = null;

  const rows = createRowFinder({ wire });
  const stages = createStageFinder({ timeline });
  const ownWrites = new Map<string, OwnWrites>();

  /** @throws AppError `BAD_RESPONSE` where more customers were found than can be read: whose number it is, nobody knows. */
  async function searchNumber(number: string, signal: AbortSignal): Promise<UserRow[]> {
    const found = await rows.all('tel', number, signal);
    if (!found.whole) throw new AppError('BAD_RESPONSE', { detail: 'user/list_by_page: too many' });
    return found.rows;
  }

  async function searchAll(numbers: string[], signal: AbortSignal): Promise<UserRow[]> {
    return (await Promise.all(numbers.map((number) => searchNumber(number, signal)))).flat();
  }

  /** All rows that a number may be written in, unfiltered. */
  async function rowsFor(asked: AskedNumber, signal: AbortSignal): Promise<UserRow[]> {
    const { part, tails, wholes } = searchesFor(asked);
    if (findsParts !== false) {
      const found = await searchNumber(part, signal);
      if (found.some((row) => row.fields.tel !== part)) findsParts = true;
      if (found.length > 0) return found;
      // Every company but an empty one knows a number with a nought in it.
      if (findsParts === null && (await rows.first('tel', '0', 1, signal)).length > 0) findsParts = true;
      if (findsParts === true) return searchAll(tails, signal);
    }
    const likely = await searchAll(wholes.slice(0, fewWholes), signal);
    if (likely.length > 0) findsParts = false;
    if (findsParts === null) return likely;
    return [...likely, ...(await searchAll(wholes.slice(fewWholes), signal))];
  }

  /** The detail and the list together; where the list does not have our own last write yet, that. */
  function merged(detail: UserRow, listed: UserRow | null): UserRow {
    const row = mergedRow(detail, listed);
    const own = ownWrites.get(row.id);
    if (!own || !isSparse(detail) || clock.now() - own.at > lagAtMost) return row;
    if (Number(listed?.fields.update_time ?? 0) > own.updateTime) return row;
    const fields = { ...row.fields };
    // The detail does not tell them: they count as the list's, which is to have them soon.
    const behind = new Set(row.listed);
    for (const field of userFields) {
      const written = own.fields[field];
      if (!written || detail.fields[field] !== undefined) continue;
      if (!written.was.includes(fields[field] ?? '')) continue;
      fields[field] = written.now;
      behind.add(field);
    }
    return { ...row, fields, listed: behind };
  }

  /**
   * Whether the list may be older than the detail, by their times in whole seconds: also where somebody wrote in this
   * very second. A write of our own is known without the list.
   */
  function mayLag(detail: UserRow, listed: UserRow | null): boolean {
    const at = Number(detail.fields.update_time || Number.NaN);
    if (!isSparse(detail) || ownWrites.get(detail.id)?.updateTime === at) return false;
    if (!listed) return true;
    return Number(listed.fields.update_time) < at || serverNow() - at * 1000 < settledAfter;
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
   * The whole card, by three requests side by side; a fourth where the detail is as sparse as the page's sample, does not
   * tell the state, or speaks of WeCom tags. A timeline that cannot be read costs the stage, and not the card.
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
    const isPartial = isSparse(mine) || !mine.fields.crm_status || lacksWecomNames(mine, ids);
    const needsList = listed === 'read' || (!listed && isPartial);
    const first = page.status === 'fulfilled' ? page.value : null;
    const [whole, stage] = await Promise.all([
      needsList ? rows.of(mine, signal).then((found) => merged(mine, found)) : merged(mine, listed),
      first ? stages.from(id, first, pagesForCard, signal).catch(() => unknown) : unknown,
    ]);
    const row = await withRegionNames(whole, lookups, signal);
    return {
      row,
      customer: customerFromRow(row, connection, { business, stage, levels: knownLevels() }),
      events: first?.events ?? null,
    };
  }

  return {
    timeline,
    detail: knownDetail,
    read,

    /** Customers as the list tells them, and their tags by one request for all: to choose from. */
    async listedCustomers(found: readonly UserRow[], signal: AbortSignal): Promise<Customer[]> {
      const ids = found.slice(0, mostFound).map(({ id }) => id);
      const labels = ids.length === 0 ? null : await wire.userLabels(ids, signal).catch(() => null);
      return found.map((row) => {
        const business = customerTags(labels?.get(row.id) ?? [], knownGroups());
        return customerFromRow(row, connection, { business, stage: unknown, levels: knownLevels() });
      });
    },

    /**
     * The row to write on: all that detail and list together tell, read for this write alone.
     * @throws AppError `NOT_FOUND`; `SERVER_DOWN` where the list stays behind the detail, so that what it tells is old.
     */
    async whole(id: string, signal: AbortSignal): Promise<UserRow> {
      for (const pause of [0, ...lagPauses]) {
        if (pause > 0) await clock.sleep(pause, signal);
        const mine = await knownDetail(id, signal);
        if (tellsAll(mine)) return mine;
        const listed = await rows.of(mine, signal);
        if (!mayLag(mine, listed)) return merged(mine, listed);
      }
      throw new AppError('SERVER_DOWN', { detail: 'user/list_by_page: behind the detail' });
    },

    /** The detail, with the state and the owner from the list where it does not tell the state. @throws AppError `NOT_FOUND` */
    async withState(id: string, signal: AbortSignal): Promise<UserRow> {
      const row = await knownDetail(id, signal);
      return row.fields.crm_status ? row : mergedRow(row, await rows.of(row, signal));
    },

    /** Where the customer stands now, looked for as far back as it takes. @throws AppError `NOT_FOUND` */
    async stageOf(id: string, signal: AbortSignal): Promise<CustomerStage | 'unknown'> {
      try {
        return await stages.from(id, await timeline.firstPage(id, signal), pagesForWrite, signal);
      } catch (thrown) {
        // Of somebody whom nobody knows there is no timeline either.
        if (isFault(thrown)) await knownDetail(id, signal);
        throw thrown;
      }
    },

    /** A write has landed; `before` is null of a new customer, `after` the row with it, once it was read. */
    wrote(
      id: string,
      before: UserRow | null,
      fields: Partial<Record<UserField, string>>,
      after: UserRow | null,
    ): void {
      const earlier = ownWrites.get(id);
      const known = earlier && clock.now() - earlier.at < lagAtMost ? earlier.fields : {};
      const changed: OwnWrites['fields'] = { ...known };
      for (const field of userFields) {
        const now = fields[field];
        if (now === undefined) continue;
        const was = [...(known[field]?.was ?? []), before?.fields[field] ?? ''].filter(
          (text) => text !== now,
        );
        changed[field] = { was, now };
      }
      ownWrites.delete(id);
      ownWrites.set(id, {
        at: clock.now(),
        updateTime: Number(after?.fields.update_time ?? Number.POSITIVE_INFINITY),
        fields: changed,
      });
      const [oldest] = ownWrites.keys();
      if (ownWrites.size > mostRemembered && oldest !== undefined) ownWrites.delete(oldest);
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

    /** By name, company, e-mail or number; the first {@link mostFound}. */
    async search(text: string, signal: AbortSignal): Promise<UserRow[]> {
      const asked = searchesOf(text);
      const each = asked.map(([by, wanted]) => rows.first(by, wanted, mostFound, signal));
      const found = new Map<string, UserRow>();
      for (const row of (await Promise.all(each)).flat()) {
        if (!isDeleted(row) && !found.has(row.id)) found.set(row.id, row);
      }
      return [...found.values()].slice(0, mostFound);
    },
  };
}

/** What is asked for, and how. Numbers are kept with and without zeros in front. */
function searchesOf(text: string): [SearchBy, string][] {
  const wanted = text.trim();
  if (wanted === '') return [];
  if (wanted.includes('@')) return [['email', wanted]];
  const digits = digitsIn(wanted).replace(/^0+/, '');
  const isNumber = /^[\d\s().+/-]+$/.test(plainDigits(wanted)) && digits.length >= leastDigits;
  const names: SearchBy[] = ['nick', 'uname', 'company'];
  return [
    ...(isNumber ? ([['tel', digits]] as [SearchBy, string][]) : []),
    ...names.map((by): [SearchBy, string] => [by, wanted]),
  ];
}

/** Whether the detail leaves nothing of what an update takes to the list. */
const tellsAll = ({ fields, custom }: UserRow) =>
  custom !== null && updatable.every((field) => fields[field] !== undefined);

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
