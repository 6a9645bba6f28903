/** Pages that are counted, or begun by what the one before named: which question, and which of its pages. Pure. */
import * as v from 'valibot';
import { type OrderRequest, type OrderSource, pagePlaceholders } from '../settings/order-source.ts';
import { at } from './pointer.ts';
import { readText } from './read-values.ts';
import type { PageAsked } from './template.ts';

const defaultSize = 50;

const pageCursor = v.pipe(
  v.string(),
  v.parseJson(),
  v.strictTuple([
    v.pipe(v.number(), v.integer(), v.minValue(0)),
    v.pipe(v.number(), v.integer()),
    v.string(),
  ]),
);

const sizeOf = ({ pageSize }: OrderRequest): number => pageSize ?? defaultSize;

/** Whether the next page is asked for by the template of the first. */
export function isCounted({ url, orElse, body = '' }: OrderRequest): boolean {
  const all = [url, ...orElse, body].join(' ');
  return pagePlaceholders.some((name) => name !== 'limit' && all.includes(`{${name}}`));
}

export const firstPage = (source: OrderRequest): PageAsked => ({ page: 0, size: sizeOf(source), cursor: '' });

/** The page that a cursor of {@link nextCounted} means, and of the how manieth question; null: it is not one of ours. */
export function readCursor(
  cursor: string,
  source: OrderSource,
): { question: number; asked: PageAsked } | null {
  const read = v.safeParse(pageCursor, cursor);
  if (!read.success) return null;
  const [question, page, named] = read.output;
  return { question, asked: { page, size: sizeOf(source), cursor: named } };
}

/**
 * The cursor of the next page; null: this was the last.
 *
 * @param lists what the reply lists; of several the longest tells whether there is more.
 */
export function nextCounted(
  reply: unknown,
  lists: readonly (readonly unknown[])[],
  source: OrderSource,
  question: number,
  { page, size, cursor }: PageAsked,
): string | null {
  const { map } = source;
  const named = map.next === undefined ? null : readText(at(reply, map.next));
  const hasMore =
    map.more !== undefined
      ? at(reply, map.more) === true
      : map.next !== undefined || lists.some(({ length }) => length >= size);
  const goesOn = hasMore && (map.next === undefined || (named !== null && named !== cursor));
  return goesOn ? JSON.stringify([question, page + 1, named ?? '']) : null;
}
