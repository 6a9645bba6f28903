import type * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import type { Calls } from './calls.ts';
import type { Interface } from './codes.ts';
import { listOf, pageCountOf } from './schema.ts';

/** The usual size of a page of tags (sections 2.4, 2.8). */
const tagPage = 100;
/** Pages asked for at a time: a hundred of them in line would keep a card waiting for 20 s. */
const lanes = 2;
/** More pages than a company can have; a server that never ends is not followed for ever. */
const mostPages = 1000;

/** The first page tells how many there are; the others follow, a few at a time. */
export async function everyPage<T>(
  call: Calls,
  name: Interface,
  query: Record<string, string>,
  schema: v.GenericSchema<unknown, T>,
  signal: AbortSignal,
): Promise<T[]> {
  const page = (number: number) =>
    call(
      {
        name,
        method: 'GET',
        query: { ...query, page_no: String(number), page_size: String(tagPage) },
      },
      signal,
    );
  const first = await page(1);
  const rows = listOf(first, schema, name);
  const count = pageCountOf(first, tagPage);
  if (count === null) {
    for (let number = 2, last = rows; last.length >= tagPage && number <= mostPages; number += 1) {
      last = listOf(await page(number), schema, name);
      rows.push(...last);
    }
    return rows;
  }
  if (count > mostPages) throw new AppError('BAD_RESPONSE', { detail: `${name}: too many pages` });
  const pages: T[][] = [];
  let next = 2;
  const lane = async () => {
    for (let number = next++; number <= count; number = next++) {
      pages[number] = listOf(await page(number), schema, name);
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  return [...rows, ...pages.flat()];
}
