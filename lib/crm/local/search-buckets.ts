/**
 * The texts that are searched, many customers to a record: a search reads all of them, and a browser reads a few large
 * records far faster than 20,000 small ones.
 */
import type { ReadTransaction, WriteTransaction } from './database.ts';
import type { LocalCustomer } from './rows.ts';
import { searchText } from './search-text.ts';

const bucketCount = 64;

export async function putSearchText(tx: WriteTransaction, customer: LocalCustomer): Promise<void> {
  const store = tx.objectStore('search');
  const bucket = bucketOf(customer.id);
  const texts = (await store.get(bucket)) ?? new Map();
  const text = searchText(customer);
  if (texts.get(customer.id) === text) return;
  await store.put(texts.set(customer.id, text), bucket);
}

export async function dropSearchText(tx: WriteTransaction, customerId: string): Promise<void> {
  const store = tx.objectStore('search');
  const bucket = bucketOf(customerId);
  const texts = await store.get(bucket);
  if (texts?.delete(customerId)) await store.put(texts, bucket);
}

/** All customers' buckets at once, for a restore. */
export function searchBuckets(customers: readonly LocalCustomer[]): Map<number, Map<string, string>> {
  const buckets = new Map<number, Map<string, string>>();
  for (const customer of customers) {
    const bucket = bucketOf(customer.id);
    const texts = buckets.get(bucket) ?? new Map();
    buckets.set(bucket, texts.set(customer.id, searchText(customer)));
  }
  return buckets;
}

export async function readSearchTexts(tx: ReadTransaction): Promise<[id: string, text: string][]> {
  return (await tx.objectStore('search').getAll()).flatMap((texts) => [...texts]);
}

/** Spreads ids evenly, always the same way. */
function bucketOf(id: string): number {
  let hash = 0;
  for (let place = 0; place < id.length; place++) hash = (hash * 31 + id.charCodeAt(place)) | 0;
  return Math.abs(hash % bucketCount);
}
