import { AppError } from '../../errors/app-error.ts';
import type { Change } from '../port.ts';
import type { WriteTransaction } from './database.ts';

/** Notes on a to-do when it was done, or takes that note away. Throws `NOT_FOUND`. */
export async function markTodo(
  tx: WriteTransaction,
  { customerId, todoId, done }: Extract<Change, { kind: 'todo' }>,
  at: string,
): Promise<void> {
  let place = await tx.objectStore('timeline').index('customer').openCursor(customerId, 'prev');
  while (place && (place.value.id !== todoId || place.value.kind !== 'todo')) place = await place.continue();
  if (!place) throw new AppError('NOT_FOUND', { detail: 'no such to-do' });
  const { doneAt, ...event } = place.value;
  if ((doneAt !== undefined) === done) return;
  await place.update(done ? { ...event, doneAt: at } : event);
}
