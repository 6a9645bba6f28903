/**
 * What an answer of the second version may look like. The vendor shows the requests and hardly any answer, so this reads
 * the envelope of the first version, and the one of the vendor's other interfaces (`{count, data}`); what fits neither is
 * not taken for anything.
 */
import * as v from 'valibot';
import type { Refusal } from './codes.ts';
import { entriesOf, told, yesOrNo } from './schema.ts';

const stated = v.looseObject({
  succeed: yesOrNo,
  success: yesOrNo,
  errmsg: told,
  code: told,
  errdesc: told,
  message: told,
});

export const answerSchema = v.pipe(
  v.union([v.array(v.unknown()), stated]),
  v.transform((reply) => {
    if (Array.isArray(reply)) return { succeeded: null, refusal: { code: '', message: '' }, content: reply };
    const { succeed, success, errmsg, code, errdesc, message } = reply;
    const told = errmsg || code;
    const isCode = /^-?\d{1,9}$/.test(told);
    const refusal: Refusal = {
      code: isCode ? told : '',
      message: errdesc || message || (isCode ? '' : told),
    };
    return {
      /** Null: the answer does not say. */
      succeeded: succeed ?? success,
      refusal,
      /** Undefined: there is none. */
      content: 'values' in reply ? reply.values : 'data' in reply ? reply.data : undefined,
    };
  }),
);
export type Answer = v.InferOutput<typeof answerSchema>;

/** The rows, whether they lie in the content itself or in a page of it. */
export function rowsIn(content: unknown): unknown[] {
  const page: Record<string, unknown> =
    typeof content === 'object' && content !== null && !Array.isArray(content) ? { ...content } : {};
  return entriesOf([page.list, page.data, page.values].find(Array.isArray) ?? content);
}

const plain = (name: string): string => name.replaceAll('_', '').toLowerCase();

/** A row whose keys are spelt as in `names` where they are alike but for case and underscores. */
export function speltAs(names: readonly string[], row: unknown): unknown {
  if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
  const known = new Map(names.map((name) => [plain(name), name]));
  return Object.fromEntries(Object.entries(row).map(([key, value]) => [known.get(plain(key)) ?? key, value]));
}
