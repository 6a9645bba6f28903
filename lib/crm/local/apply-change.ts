import { AppError } from '../../errors/app-error.ts';
import { mustHaveName } from '../must-have-name.ts';
import type { Applied, Change } from '../port.ts';
import { createCustomer } from './create-customer.ts';
import type { WriteTransaction } from './database.ts';
import { deleteCustomer } from './delete-customer.ts';
import { editFields } from './edit-fields.ts';
import { markTodo } from './mark-todo.ts';
import { mergeCustomers } from './merge-customers.ts';
import { readCatalogue } from './read-catalogue.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import { putSearchText } from './search-buckets.ts';
import { setStage } from './set-stage.ts';
import { setTags } from './set-tags.ts';
import { writeNote } from './write-note.ts';
import type { Stamp, Written } from './written.ts';

/**
 * Writes one change, its event and its key in one transaction; a key that has been here before writes nothing. Throws
 * `CONFLICT`, `NOT_FOUND`, `INVALID_INPUT`, `UNSUPPORTED`.
 */
export async function applyChange(
  tx: WriteTransaction,
  change: Change,
  key: string,
  stamp: Stamp,
): Promise<Omit<Applied, 'customer'>> {
  if (change.kind === 'delete') return { customerId: await deleteCustomer(tx, change.customerId) };
  const before = await tx.objectStore('writes').get(key);
  if (before) return { customerId: before.customerId };
  const catalogue = await readCatalogue(tx);
  const written = await write(tx, change, catalogue, stamp);
  const { customer, events } = written;
  const { at } = stamp;
  if (events.length > 0) {
    await tx.objectStore('customers').put({ ...customer, updatedAt: at });
    await putSearchText(tx, customer);
  }
  for (const event of events) {
    await tx
      .objectStore('timeline')
      .add({ id: stamp.newId(), customerId: customer.id, at, actor: null, ...event });
  }
  if (written.catalogue) await tx.objectStore('catalogue').put(written.catalogue, 'current');
  await tx.objectStore('writes').add({ key, kind: change.kind, customerId: customer.id, at });
  // A reminder that is done is marked, and no event of its own.
  const wasSo = events.length === 0 && change.kind !== 'todo';
  return { customerId: customer.id, ...(wasSo && { wasSo: true as const }) };
}

async function write(
  tx: WriteTransaction,
  change: Exclude<Change, { kind: 'delete' }>,
  catalogue: LocalCatalogueRow,
  stamp: Stamp,
): Promise<Written> {
  const { at, newId } = stamp;
  switch (change.kind) {
    case 'create': {
      if (change.phone === null) mustHaveName(change);
      else if ((await tx.objectStore('customers').index('phones').getKey(change.phone)) !== undefined) {
        throw new AppError('CONFLICT', { detail: 'a customer with this number is there' });
      }
      return createCustomer(change, catalogue, { id: newId(), at });
    }
    case 'edit': {
      const before = await found(tx, change.customerId);
      const written = editFields(before, catalogue, change.edits);
      await checkNumbers(tx, before, written.customer);
      return written;
    }
    case 'setTags':
      return setTags(await found(tx, change.customerId), catalogue, change, stamp);
    case 'setStage':
      return setStage(await found(tx, change.customerId), catalogue, change, at);
    case 'note':
      return writeNote(await found(tx, change.customerId), catalogue, change, at);
    case 'todo': {
      const customer = await found(tx, change.customerId);
      await markTodo(tx, change, at);
      return { customer, catalogue: null, events: [] };
    }
    case 'merge':
      return mergeCustomers(tx, change, catalogue);
    case 'assign':
    case 'claim':
    case 'release':
      throw new AppError('UNSUPPORTED', { detail: change.kind });
  }
}

/** Throws `CONFLICT` for a number that is another customer's, `INVALID_INPUT` where neither name nor number is left. */
async function checkNumbers(tx: WriteTransaction, before: LocalCustomer, now: LocalCustomer): Promise<void> {
  if (before.phones.length > 0 && now.phones.length === 0) mustHaveName(now);
  for (const phone of now.phones) {
    const owner = await tx.objectStore('customers').index('phones').getKey(phone);
    if (owner !== undefined && owner !== now.id && !before.phones.includes(phone)) {
      throw new AppError('CONFLICT', {
        reason: 'number-taken',
        detail: 'another customer has this number',
      });
    }
  }
}

async function found(tx: WriteTransaction, id: string): Promise<LocalCustomer> {
  const customer = await tx.objectStore('customers').get(id);
  if (!customer) throw new AppError('NOT_FOUND');
  return customer;
}
