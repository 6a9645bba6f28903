/**
 * What Sobot may answer. A list comes as `items` and a single result as `item`, or the other way round; numbers come as
 * numbers or as text. What cannot be read is `BAD_RESPONSE`: half a customer is worse than none.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';

const code = v.union([
  v.pipe(v.string(), v.regex(/^\d{1,6}$/)),
  v.pipe(
    v.number(),
    v.integer(),
    v.minValue(0),
    v.maxValue(999_999),
    v.transform((number) => String(number).padStart(6, '0')),
  ),
]);

export const envelopeSchema = v.looseObject({ ret_code: code, ret_msg: v.nullish(v.string(), '') });
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** A number or a text, as trimmed text. */
export const scalar = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.finite())]),
  v.transform((value) => String(value).trim()),
);
/** The same; `''` where it is absent or null. */
export const told = v.nullish(scalar, '');
export const id = v.pipe(scalar, v.nonEmpty());

/**
 * The rows of a list, each read by `schema`. `required`: no list at all is not an empty list. Nor is it beside a count
 * of rows: whoever is in the CRM would be told as not there.
 */
export function listOf<T>(
  reply: Envelope,
  schema: v.GenericSchema<unknown, T>,
  name: string,
  required = false,
): T[] {
  const content = reply.items ?? reply.item;
  if (content === undefined || content === null || content === '') {
    if (required || (numberOf(reply.total_count) ?? 0) > 0)
      throw new AppError('BAD_RESPONSE', { detail: `${name}: no list` });
    return [];
  }
  return (Array.isArray(content) ? content : [content]).map((row) => parsed(row, schema, name));
}

/** The one result; null where there is none. */
export function singleOf<T>(reply: Envelope, schema: v.GenericSchema<unknown, T>, name: string): T | null {
  const content = reply.item ?? reply.items;
  const single = Array.isArray(content) ? content[0] : content;
  if (single === undefined || single === null || single === '') return null;
  return parsed(single, schema, name);
}

/** How many pages there are by this reply; null where it does not say. */
export function pageCountOf(reply: Envelope, pageSize: number): number | null {
  const pages = numberOf(reply.page_count);
  if (pages !== null) return pages;
  const total = numberOf(reply.total_count);
  return total === null ? null : Math.ceil(total / (numberOf(reply.page_size) || pageSize));
}

/** Whether no page follows this one; where the reply does not say, a page that is not full is the last. */
export function isLastPage(reply: Envelope, page: number, pageSize: number, rows: number): boolean {
  const count = pageCountOf(reply, pageSize);
  return rows === 0 || (count === null ? rows < pageSize : page >= count);
}

export function parsed<T>(value: unknown, schema: v.GenericSchema<unknown, T>, name: string): T {
  const read = v.safeParse(schema, value);
  if (!read.success) throw new AppError('BAD_RESPONSE', { detail: `${name}: unreadable` });
  return read.output;
}

/** JSON that may come as text; undefined where it is neither. */
export function fromJson(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}

function numberOf(value: unknown): number | null {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) && number >= 0 ? number : null;
}
