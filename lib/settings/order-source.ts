/**
 * Where orders are read: one source as it stands in the settings, and what its templates may say. The values of its
 * headers are secrets: on disk they live in the sealed store, and `keptOnDevice` stands in their place.
 */
import * as v from 'valibot';

/** What a template may name of a customer. */
export const placeholders = [
  'phone',
  'phoneLocal',
  'phoneDigits',
  'phonePattern',
  'email',
  'name',
  'customerId',
] as const;
export type Placeholder = (typeof placeholders)[number];

/**
 * What a template may name of a page: from the how manieth order on, the how manieth page (1 first), how many orders at
 * most, and what the page before named as `next`.
 */
export const pagePlaceholders = ['offset', 'page', 'limit', 'cursor'] as const;
export type PagePlaceholder = (typeof pagePlaceholders)[number];

/** What an order has come to. */
const orderKinds = ['open', 'paid', 'sent', 'delivered', 'cancelled', 'returned', 'refunded'] as const;
export type OrderKind = (typeof orderKinds)[number];

/** Shops whose interface is known. */
export const orderPresets = ['woocommerce', 'shopify', 'medusa', 'vendure'] as const;
export type OrderPreset = (typeof orderPresets)[number];

const named = /\{([^{}]*)\}/g;

/** The names between braces, in whatever is asked. */
const namesIn = (template: string): string[] => [...template.matchAll(named)].map(([, name = '']) => name);

/**
 * Whether an address may be asked: scheme and host stand there literally, without user name or password, and nothing but
 * `allowed` stands between braces.
 */
export function isAddressTemplate(
  template: string,
  allowed: readonly string[] = [...placeholders, ...pagePlaceholders],
): boolean {
  if (!/^https?:\/\/[^/?#{}@\\\s]+(?:[/?#][^\s]*)?$/i.test(template)) return false;
  const bare = template.replaceAll(named, '0');
  return (
    !/[{}]/.test(bare) && URL.canParse(bare) && namesIn(template).every((name) => allowed.includes(name))
  );
}

/** Whether a body is JSON of which each placeholder stands inside a text, and none in a GraphQL query itself. */
export function isBodyTemplate(template: string): boolean {
  try {
    const body: unknown = JSON.parse(template);
    const query = typeof body === 'object' && body !== null && 'query' in body ? body.query : null;
    // Braces of a query are its own.
    const isFree = typeof query !== 'string' || !placeholders.some((name) => query.includes(`{${name}}`));
    return typeof body === 'object' && body !== null && isFree;
  } catch {
    return false;
  }
}

/** A question is an address, or of a `POST` a body, which is JSON. */
export const isAddress = (question: string): boolean => /^https?:/i.test(question);

/** Parameters that shops search in everything by. */
const searches = /[?&](s|q|query|search|filter|keywords?|term|text)=[^&#]*\{/i;
/** They name nobody for certain. */
const vague: readonly string[] = ['phoneLocal', 'phoneDigits', 'phonePattern', 'name'];

/** Whether a shop may answer this address with orders of others: then each has to say whose it is. */
export function maySearchLoosely(url: string): boolean {
  const isNamed = placeholders.some((name) => url.includes(`{${name}}`));
  return !isNamed || vague.some((name) => url.includes(`{${name}}`)) || searches.test(url);
}

/** A JSON Pointer (RFC 6901). */
export const isPointer = (text: string): boolean => /^(\/([^~/]|~[01])*)*$/.test(text);

export const isHeaderName = (text: string): boolean => /^[\w!#$%&'*+.^`|~-]{1,64}$/.test(text);

/** Whether every server takes it as the value of a header. */
export const isHeaderValue = (text: string): boolean => /^[\x20-\x7e]+$/.test(text);

const text = v.pipe(v.string(), v.trim(), v.nonEmpty('missing'));
const address = v.pipe(
  v.string(),
  v.trim(),
  v.check((template) => isAddressTemplate(template), 'not-a-template'),
);
const link = v.pipe(
  v.string(),
  v.trim(),
  v.check((template) => isAddressTemplate(template, ['id', 'number']), 'not-a-template'),
);
/** What is asked in turn: another address, or of a `POST` another body. */
const question = v.pipe(
  v.string(),
  v.trim(),
  v.check((template) => isAddressTemplate(template) || isBodyTemplate(template), 'not-a-template'),
);
const pointer = v.pipe(v.string(), v.check(isPointer, 'not-a-pointer'));
const headerName = v.pipe(v.string(), v.check(isHeaderName, 'wrong'));

const items = v.strictObject({
  list: pointer,
  name: pointer,
  quantity: v.optional(pointer),
  total: v.optional(pointer),
});

/**
 * `owners`, `next` and `more` are read from the reply's root, as is `orders`, the rest from each order, of `items` from
 * each item.
 */
const map = v.strictObject({
  /** Where the reply lists people with their orders, or names one: `orders` is read from each of these. */
  owners: v.optional(pointer),
  orders: pointer,
  /** The next page's address, or what `{cursor}` stands for. */
  next: v.optional(pointer),
  /** False on the last page, where `next` does not tell. */
  more: v.optional(pointer),
  id: v.optional(pointer),
  number: pointer,
  placedAt: v.optional(pointer),
  status: v.optional(pointer),
  /** Where the shop tells apart what became of the money, and of the goods. */
  payment: v.optional(pointer),
  delivery: v.optional(pointer),
  total: v.optional(pointer),
  currency: v.optional(pointer),
  url: v.optional(pointer),
  tracking: v.optional(pointer),
  /** Whose it is. */
  phone: v.optional(pointer),
  /** ISO 3166, by which a number without its country code is read. */
  country: v.optional(pointer),
  email: v.optional(pointer),
  customerId: v.optional(pointer),
  items: v.optional(items),
});

export const orderSourceId = v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/, 'not-an-id'));

/** What is asked of a shop, whatever is read of its answer. */
const request = {
  id: orderSourceId,
  kind: v.literal('json'),
  url: address,
  /** Asked in turn where the one before finds nothing, or nothing is known to ask it with. */
  orElse: v.optional(v.array(question), []),
  method: v.optional(v.picklist(['GET', 'POST']), 'GET'),
  body: v.optional(v.pipe(v.string(), v.check(isBodyTemplate, 'not-a-template'))),
  headers: v.optional(v.record(headerName, text), {}),
  allowPlainHttp: v.optional(v.boolean(), false),
  /** How many orders `{limit}` asks for, 50 where none is said: a shorter page is the last. */
  pageSize: v.optional(
    v.pipe(v.number(), v.integer('wrong'), v.minValue(1, 'wrong'), v.maxValue(250, 'wrong')),
  ),
};

/** A source of which the map may still have to be made. */
export const orderRequestSchema = v.object(request);
export type OrderRequest = v.InferOutput<typeof orderRequestSchema>;

export const orderSourceSchema = v.pipe(
  v.strictObject({
    ...request,
    name: v.optional(text),
    /** What it was made from: its form is shown again. */
    preset: v.optional(v.picklist(orderPresets)),
    numbers: v.optional(
      v.pipe(v.string(), v.regex(/^(international|national:[A-Z]{2})$/, 'not-a-number-rule')),
      'international',
    ),
    map,
    /** Where the reply has no address of an order. */
    link: v.optional(link),
    /** Amounts are in cents, or whatever the currency has. */
    minorUnits: v.optional(v.boolean(), false),
    /** So many decimals are in a whole number, whatever the currency has. */
    minorDigits: v.optional(v.picklist([0, 1, 2, 3, 4])),
    /** Where the reply names none. */
    currency: v.optional(v.pipe(v.string(), v.regex(/^[A-Z]{3}$/, 'wrong'))),
    /** The shop's own words, before those that everybody has. */
    statuses: v.optional(v.record(text, v.picklist(orderKinds)), {}),
  }),
  v.forward(
    v.check(({ url, orElse, body, map: { phone, email, customerId } }) => {
      const isChecked = phone !== undefined || email !== undefined || customerId !== undefined;
      // What a body has searched cannot be told, nor which of several questions found an order.
      return isChecked || (body === undefined && orElse.length === 0 && !maySearchLoosely(url));
    }, 'no-owner'),
    ['map'],
  ),
  v.forward(
    v.check(({ method, orElse }) => method === 'POST' || orElse.every(isAddress), 'not-a-template'),
    ['orElse'],
  ),
);

export type OrderSource = v.InferOutput<typeof orderSourceSchema>;
export type OrderMap = OrderSource['map'];
