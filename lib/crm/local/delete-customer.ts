import type { WriteTransaction } from './database.ts';
import { dropSearchText } from './search-buckets.ts';

/**
 * Takes the customer away, and everything that is kept under their id: what they are found by, their history, the keys of
 * what was written. Somebody who is gone already is no error, so no key of its own is left behind. Returns the id.
 */
export async function deleteCustomer(tx: WriteTransaction, id: string): Promise<string> {
  await tx.objectStore('customers').delete(id);
  await dropSearchText(tx, id);
  const timeline = tx.objectStore('timeline');
  for (const event of await timeline.index('customer').getAllKeys(id)) await timeline.delete(event);
  const writes = tx.objectStore('writes');
  for (const { key, customerId } of await writes.getAll()) if (customerId === id) await writes.delete(key);
  return id;
}
