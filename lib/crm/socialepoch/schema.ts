/**
 * What SocialEpoch may answer. The envelope is documented; the reply of `customer/query` is not, so rows are expected to
 * have the fields of the import, in a list, alone, or in a page of a list, and everything else in them is kept.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';

export const envelopeSchema = v.looseObject({
  code: v.pipe(
    v.union([v.pipe(v.number(), v.integer()), v.pipe(v.string(), v.regex(/^-?\d{1,6}$/))]),
    v.transform(Number),
  ),
  message: v.nullish(v.string(), ''),
  data: v.optional(v.unknown()),
});

/**
 * The fields that an import sends. `desc` is the remark, `tabName` the tags. The vendor documents two more, `welcome` and
 * `languageTag`: they are never sent, since a welcome may reach the customer.
 */
export const writtenFields = [
  'friendName',
  'sex',
  'birthday',
  'address',
  'email',
  'profession',
  'income',
  'desc',
  'tabName',
  'stage',
  'source',
] as const;
export type WrittenField = (typeof writtenFields)[number];

/** One customer as the vendor tells it. A field that is absent was not told; `''` was told to be empty. */
export interface Row {
  whatsApp: string;
  fields: Partial<Record<WrittenField, string>>;
  /** All else, as it came. */
  rest: Record<string, unknown>;
}

const scalar = v.pipe(v.union([v.string(), v.pipe(v.number(), v.finite())]), v.transform(String));
const whatsApp = v.pipe(
  scalar,
  v.check((text) => /\d/.test(text)),
);
const told = v.nullish(scalar);
const toldFields = Object.fromEntries(writtenFields.map((field) => [field, told])) as Record<
  WrittenField,
  typeof told
>;
const rowSchema = v.looseObject({
  ...toldFields,
  whatsApp,
  tabName: v.nullish(v.union([v.array(scalar), scalar])),
});
const pageSchema = v.union([
  v.looseObject({ list: v.array(v.unknown()) }),
  v.looseObject({ records: v.array(v.unknown()) }),
]);

/**
 * The rows in a reply's `data`. `separator` joins tags that come as a list.
 * @throws AppError `BAD_RESPONSE` when one of them cannot be read: half a customer is worse than none.
 */
export function readRows(data: unknown, separator: string): Row[] {
  if (data === '' || data === null || data === undefined) return [];
  if (Array.isArray(data)) return data.filter((one) => one !== null).map((one) => readRow(one, separator));
  const page = v.safeParse(pageSchema, data);
  if (page.success && !Object.hasOwn(page.output, 'whatsApp')) {
    return readRows('list' in page.output ? page.output.list : page.output.records, separator);
  }
  if (typeof data === 'object' && Object.keys(data).length === 0) return [];
  return [readRow(data, separator)];
}

function readRow(data: unknown, separator: string): Row {
  const reply = v.safeParse(rowSchema, data);
  if (!reply.success)
    throw new AppError('BAD_RESPONSE', { detail: `customer/query: ${nameOf(reply.issues[0])}` });
  const fields: Row['fields'] = {};
  const rest: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(reply.output)) {
    if (key === 'whatsApp') continue;
    const field = writtenFields.find((one) => one === key);
    if (!field) rest[key] = value;
    else if (Array.isArray(value)) fields[field] = value.join(separator || ',');
    else if (typeof value === 'string') fields[field] = value;
  }
  return { whatsApp: reply.output.whatsApp, fields, rest };
}

/** Only documented names may stand in an error: an unknown key could be somebody's number. */
function nameOf(issue: { path?: readonly { key?: unknown }[] | undefined }): string {
  const key = issue.path?.[0]?.key;
  return [...writtenFields, 'whatsApp'].find((one) => one === key) ?? 'row';
}
