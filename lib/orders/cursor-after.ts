/** What leads from a page of orders to the next one. Pure. */
import type { OrderSource } from '../settings/order-source.ts';
import { nextPage } from './next-page.ts';
import { isCounted, nextCounted } from './page-cursor.ts';
import { at } from './pointer.ts';
import type { PageAsked } from './template.ts';

/**
 * Null: this was the last.
 *
 * @param lists what the reply lists.
 * @param from the question, its page and address, and the reply's `Link` header.
 */
export function cursorAfter(
  reply: unknown,
  lists: readonly (readonly unknown[])[],
  source: OrderSource,
  from: { question: number; asked: PageAsked; url: string; link: string | null },
): string | null {
  if (isCounted(source)) return nextCounted(reply, lists, source, from.question, from.asked);
  if (source.method !== 'GET') return null;
  const { next } = source.map;
  return nextPage(next === undefined ? undefined : at(reply, next), from.link, from.url);
}
