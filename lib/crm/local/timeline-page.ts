import { AppError } from '../../errors/app-error.ts';
import type { TimelineEvent, TimelinePage } from '../model.ts';
import type { ReadTransaction } from './database.ts';

const eventsAPage = 100;

/**
 * The customer's events before the cursor, newest first; with the first of them the to-dos that still lie behind. Throws
 * `NOT_FOUND`, and `INVALID_INPUT` for a cursor that is not ours.
 */
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
  if (place === null || cursor !== null) return { events, next: place ? String(place.primaryKey) : null };
  const shown = new Set(events.map(({ id }) => id));
  const all = await tx.objectStore('timeline').index('customer').getAll(customerId);
  const open = all
    .filter(({ id, kind, doneAt }) => kind === 'todo' && doneAt === undefined && !shown.has(id))
    .map(({ customerId: _, ...event }) => event);
  return { events, next: String(place.primaryKey), ...(open.length > 0 && { open }) };
}
