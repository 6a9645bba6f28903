/**
 * A company's own page beside the chat, as it stands in the settings. The key that signs its address is a secret: on disk
 * it lives in the sealed store, and `keptOnDevice` stands in its place.
 */
import * as v from 'valibot';
import { isAddressTemplate, orderSourceId, placeholders } from './order-source.ts';

/** What its address may name. `time` is when it is opened, in seconds since 1970 (Unix time). */
const embedPlaceholders = [...placeholders, 'time'] as const;
export type EmbedPlaceholder = (typeof embedPlaceholders)[number];

export const embedPlaceholder = new RegExp(`\\{(${embedPlaceholders.join('|')})\\}`, 'g');

const embedPresets = ['youmi'] as const;

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('missing'));

/** An address in its three parts; `search` and `hash` with their first sign, or empty. */
export function partsOf(template: string): { path: string; search: string; hash: string } {
  const [, path = '', search = '', hash = ''] = /^([^?#]*)(\?[^#]*)?(#.*)?$/s.exec(template) ?? [];
  return { path, search, hash };
}

const isTemplate = (template: string) => isAddressTemplate(template, embedPlaceholders);

const namesSomebody = (template: string): boolean =>
  placeholders.some((name) => template.includes(`{${name}}`));

/**
 * Whether something stands in it that Youmi encrypted as it opened an order system: it is of that one opening, and a password is
 * in it. Such an address is not kept.
 */
function holdsCiphertext(template: string): boolean {
  const { search, hash } = partsOf(template);
  const parameters = [search, hash].flatMap((part) => part.slice(1).split(/[&?]/));
  return (
    parameters.some((one) => /^type=wl$/i.test(one)) &&
    parameters.some((one) => /^(PKID|UserID)=[^{]/i.test(one))
  );
}

/** A signature covers the query: nothing is filled in elsewhere, and the query has no parameter of its name. */
function isSignable(template: string, sig: string): boolean {
  const { path, search, hash } = partsOf(template);
  const isTaken = search
    .slice(1)
    .split('&')
    .some((one) => one.split('=')[0] === sig);
  return !isTaken && !/[{}]/.test(path + hash);
}

export const embedSchema = v.pipe(
  v.strictObject({
    id: orderSourceId,
    name: text,
    kind: v.literal('embed'),
    /** What it was made from: its words are shown again. */
    preset: v.optional(v.picklist(embedPresets)),
    url: v.pipe(
      v.string(),
      v.trim(),
      v.check(isTemplate, 'not-a-template'),
      v.check((template) => !isTemplate(template) || namesSomebody(template), 'names-nobody'),
      v.check((template) => !holdsCiphertext(template), 'of-youmi-alone'),
    ),
    /** The parameter that carries the signature. */
    sig: v.optional(v.pipe(v.string(), v.regex(/^[\w.~-]{1,64}$/, 'wrong'))),
    sigKey: v.optional(text),
    allowPlainHttp: v.optional(v.boolean(), false),
  }),
  v.forward(
    v.check(({ sig, sigKey }) => sigKey === undefined || sig !== undefined, 'missing'),
    ['sig'],
  ),
  v.forward(
    v.check(({ url, sig }) => sig === undefined || !isTemplate(url) || isSignable(url, sig), 'not-signed'),
    ['url'],
  ),
);

export type Embed = v.InferOutput<typeof embedSchema>;
