/**
 * What Youmi may answer: numbers come as numbers or as text, a list as a list, as one object, as null or as JSON in a
 * text. What cannot be read is `BAD_RESPONSE`: half a customer is worse than none.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import type { Interface, Refusal } from './codes.ts';

/** A number or a text, as trimmed text. */
export const scalar = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.finite())]),
  v.transform((value) => String(value).trim()),
);
/** The same; `''` where it is absent or null. */
export const told = v.nullish(scalar, '');
export const id = v.pipe(scalar, v.nonEmpty());

/** Null where it is absent, null or empty. */
export const count = v.pipe(
  told,
  v.check((text) => text === '' || Number.isFinite(Number(text))),
  v.transform((text) => (text === '' ? null : Number(text))),
);

const truths = new Map<string, boolean>([
  ['true', true],
  ['1', true],
  ['false', false],
  ['0', false],
]);
/** Yes or no, as such, as 1 and 0, or as text of these; null where it is absent, null or empty. */
export const yesOrNo = v.pipe(
  v.nullish(v.union([v.boolean(), scalar]), ''),
  v.transform((value) => String(value).toLowerCase()),
  v.check((text) => text === '' || truths.has(text)),
  v.transform((text) => truths.get(text) ?? null),
);

const succeed = v.pipe(
  yesOrNo,
  v.check((value) => value !== null),
  v.transform((value) => value === true),
);

export const envelopeSchema = v.looseObject({
  succeed,
  errmsg: told,
  errdesc: told,
  values: v.optional(v.unknown()),
});
export type Envelope = v.InferOutput<typeof envelopeSchema>;

/** Why a call failed. `errmsg` is a code, or words where somebody put them there. */
export function refusalOf({ errmsg, errdesc }: Pick<Envelope, 'errmsg' | 'errdesc'>): Refusal {
  const isCode = /^-?\d{1,9}$/.test(errmsg);
  return { code: isCode ? errmsg : '', message: errdesc || (isCode ? '' : errmsg) };
}

/** The rows of a list, each read by `schema`. */
export function rowsOf<T>(values: unknown, schema: v.GenericSchema<unknown, T>, name: Interface): T[] {
  return entriesOf(values).map((row) => parsed(row, schema, name));
}

/** A list as it may come: null and empty texts are none, one object is a list of one, a text is JSON. */
export function entriesOf(values: unknown): unknown[] {
  if (values === undefined || values === null) return [];
  if (typeof values === 'string') {
    if (values.trim() === '') return [];
    const inside = fromJson(values);
    return inside === undefined ? [values] : entriesOf(inside);
  }
  if (!Array.isArray(values)) return isEmpty(values) ? [] : [values];
  return values.filter((entry) => entry !== null && entry !== undefined);
}

const isEmpty = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && Object.keys(value).length === 0;

export function parsed<T>(value: unknown, schema: v.GenericSchema<unknown, T>, name: Interface): T {
  const read = v.safeParse(schema, value);
  if (!read.success) throw new AppError('BAD_RESPONSE', { detail: `${name}: unreadable` });
  return read.output;
}

/** A list inside a row: as such, or as JSON in a text. */
export const listOf = <T>(entry: v.GenericSchema<unknown, T>) =>
  v.pipe(v.nullish(v.unknown(), []), v.transform(entriesOf), v.array(entry));

/** Undefined where it is no JSON. */
function fromJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
