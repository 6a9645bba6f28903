/**
 * Customers from the server. Their parts lie at four addresses: the list, the detail, the business tags and the
 * timeline, which alone tells the stage.
 */
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { Customer, CustomerStage, FieldDefinition, TagGroup } from '../model.ts';
import { mostFound } from '../port.ts';
import { unknownFault } from './codes.ts';
import type { SobotConnection } from './connection.ts';
import { customerFromRow, numbersOf } from './customer-from-row.ts';
import { createRowFinder } from './find-rows.ts';
import { createStageFinder } from './find-stage.ts';
import { createUserFinder } from './find-users.ts';
import type { Lookups } from './lookups.ts';
import { createOwnWrites } from './own-writes.ts';
import { withRegionNames } from './regions.ts';
import { customerTags } from './tags.ts';
import { createTimelineReader } from './timeline-reader.ts';
import { isDeleted, isSparse, mergedRow, readUserRow, type UserRow, updatable } from './user-row.ts';
import { lacksWecomNames } from './wecom-tags.ts';
import type { SobotWire } from './wire.ts';
import type { WireEvent } from './wire-rows.ts';

const unknown = 'unknown' as const;
/** Pages of the timeline that are looked through for a stage. */
const pagesForCard = 4;
const pagesForWrite = 20;
/** ms to wait for a list that lags behind the detail, before each further look. */
const lagPauses = [300, 900, 1800];
/** A customer, and the row the customer was made from. */
export interface Read {
  row: UserRow;
  customer: Customer;
  /** The newest events; null: the timeline could not be read. */
  events: WireEvent[] | null;
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
  const knownLevels = () => knownFields()?.find(({ key }) => key === 'vipLevel')?.options ?? [];
  const timeline = createTimelineReader({ wire, clock });

  const rows = createRowFinder({ wire });
  const stages = createStageFinder({ timeline });
  const own = createOwnWrites({ clock, serverNow });

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
    const labelled = labels.status === 'fulfilled' ? (labels.value.get(id) ?? []) : [];
    const mine = fulfilled(told);
    fulfilled(labels);
    const business = customerTags(labelled, knownGroups());
    const ids = new Set(business.map((tag) => tag.id));
    const isPartial = isSparse(mine) || !mine.fields.crm_status || lacksWecomNames(mine, ids);
    const needsList = listed === 'read' || (!listed && isPartial);
    const first = page.status === 'fulfilled' ? page.value : null;
    const [whole, stage] = await Promise.all([
      needsList ? rows.of(mine, signal).then((found) => own.merged(mine, found)) : own.merged(mine, listed),
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
    wrote: own.wrote,
    ...createUserFinder({ rows, numbers: numbersOf(connection) }),

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
        if (!own.mayLag(mine, listed)) return own.merged(mine, listed);
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
  };
}

/** Whether the detail leaves nothing of what an update takes to the list. */
const tellsAll = ({ fields, custom }: UserRow) =>
  custom !== null && updatable.every((field) => fields[field] !== undefined);

function fulfilled<T>(settled: PromiseSettledResult<T>): T {
  if (settled.status === 'rejected') throw settled.reason;
  return settled.value;
}

const isFault = (thrown: unknown): boolean => isAppError(thrown) && thrown.backend?.code === unknownFault;

const isFaulty = (settled: PromiseSettledResult<unknown>): boolean =>
  settled.status === 'rejected' && isFault(settled.reason);

const notFound = () => new AppError('NOT_FOUND', { detail: 'user/detail' });
