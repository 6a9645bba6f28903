/** Where a customer stands: only the timeline tells, by the newest event that speaks of it. */
import type { CustomerStage } from '../model.ts';
import { stageFromEvents } from './events.ts';
import type { createTimelineReader, EventPage } from './timeline-reader.ts';

type Found = CustomerStage | 'unknown';

/** Customers whose stage is remembered. */
const mostRemembered = 200;

export function createStageFinder({
  timeline,
}: {
  timeline: Pick<ReturnType<typeof createTimelineReader>, 'rawPage'>;
}) {
  /** What the events up to this one told. */
  const known = new Map<string, { newest: string; stage: Found }>();

  function remember(userId: string, { events }: EventPage, stage: Found): Found {
    const newest = events.find(({ id }) => id !== '')?.id;
    known.delete(userId);
    if (newest !== undefined) known.set(userId, { newest, stage });
    const [oldest] = known.keys();
    if (known.size > mostRemembered && oldest !== undefined) known.delete(oldest);
    return stage;
  }

  return {
    /**
     * Reads on from the first page until an event tells, `mostPages` at most. What was found once is not looked for
     * again while the first page reaches back to it.
     */
    async from(userId: string, first: EventPage, mostPages: number, signal: AbortSignal): Promise<Found> {
      const before = known.get(userId);
      let page = first;
      for (let number = 1; ; number += 1) {
        const stage = stageFromEvents(page.events);
        if (stage !== 'unknown' || page.isLast) return remember(userId, first, stage);
        if (before && page.events.some(({ id }) => id === before.newest)) {
          return remember(userId, first, before.stage);
        }
        if (number >= mostPages) return 'unknown';
        page = await timeline.rawPage(userId, number + 1, signal);
      }
    },
  };
}
