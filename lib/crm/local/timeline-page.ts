import { AppError } from '../../errors/app-error.ts';
import type { TimelineEvent, TimelinePage } from '../model.ts';
import type { ReadTransaction } from './database.ts';

const eventsAPage = 30;

/** The customer's events before the cursor, newest first. Throws `NOT_FOUND`, and `INVALID_INPUT` for a cursor that is not ours. */
export async function timelinePage(
  tx: ReadTransaction,
  customerId: string,
  cursor: string | null,
): Promise<TimelinePage> {
  if (cursor !== null && !/^\d{1,15}$/.test(cursor)) {
    throw new AppError('INVALID_INPUT', { detail: 'timeline cursor' });
  }
  if ((await tx.objectStore('customers').getKey(customerId)) === undefined) throw new AppError('NOT_FOUND');
  const events: TimelineEvent[] = [];
  let place = await tx.objectStore('timeline').index('customer').openCursor(customerId, 'prev');
  if (place && cursor !== null && place.primaryKey > Number(cursor)) {
    place = await place.continuePrimaryKey(customerId, Number(cursor));
  }
  while (place && events.length < eventsAPage) {
    const { customerId: _, ...event } = place.value;
    events.push(event);
    place = await place.continue();
  }
  return { events, next: place ? String(place.primaryKey) : null };
}
