import { AppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { TimelinePage } from '../model.ts';
import { eventsFromWire } from './events.ts';
import type { SobotWire } from './wire.ts';
import type { EventGroup } from './wire-course.ts';
import type { WireEvent } from './wire-rows.ts';

/** Events of one page: with them the stage is found as well. */
export const pageSize = 50;

/** ms for which a first page that was read for the stage answers the question for the timeline too. */
const handedOnFor = 10_000;
/** Customers whose first page is at hand. */
const mostKept = 20;

export interface EventPage {
  events: WireEvent[];
  isLast: boolean;
}

/** Section 3.4.1, page by page. The cursor is the next page's number. */
export function createTimelineReader({ wire, clock }: { wire: SobotWire; clock: Pick<Clock, 'now'> }) {
  const kept = new Map<string, { page: TimelinePage; at: number }>();

  const rawPage = (userId: string, page: number, signal: AbortSignal): Promise<EventPage> =>
    wire.events({ userId, page, pageSize }, signal);

  const pageOf = ({ events, isLast }: EventPage, page: number): TimelinePage => ({
    events: eventsFromWire(events),
    next: isLast || events.length === 0 ? null : String(page + 1),
  });

  return {
    rawPage,

    /** The newest events as they come; the page of the timeline that they make is kept for who asks next. */
    async firstPage(userId: string, signal: AbortSignal): Promise<EventPage> {
      kept.delete(userId);
      const read = await rawPage(userId, 1, signal);
      kept.set(userId, { page: pageOf(read, 1), at: clock.now() });
      const [oldest] = kept.keys();
      if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
      return read;
    },

    /** @param group only this one of the vendor's three groups; null: all. */
    async page(
      userId: string,
      cursor: string | null,
      group: EventGroup | null,
      signal: AbortSignal,
    ): Promise<TimelinePage> {
      const page = cursor === null ? 1 : Number(cursor);
      if (!Number.isInteger(page) || page < 1) throw new AppError('INVALID_INPUT', { detail: 'cursor' });
      const known = kept.get(userId);
      if (cursor === null && group === null && known) {
        kept.delete(userId);
        if (clock.now() - known.at < handedOnFor) return known.page;
      }
      return pageOf(await wire.events({ userId, page, pageSize, ...(group && { group }) }, signal), page);
    },

    /** What was read of this customer is old: something was written. */
    forget: (userId: string): void => void kept.delete(userId),
  };
}
