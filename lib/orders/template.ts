/** A source's templates, filled with what is known of a customer. Pure. */

import type { E164 } from '../phone/e164.ts';
import { nationalPart } from '../phone/national-part.ts';
import {
  type PagePlaceholder,
  type Placeholder,
  pagePlaceholders,
  placeholders,
} from '../settings/order-source.ts';
import type { OrderCustomer } from './model.ts';

export type Values = Partial<Record<Placeholder | PagePlaceholder, string>>;

/** Which page is asked for: its number, 0 first, and what the one before named; `''` before the first. */
export interface PageAsked {
  page: number;
  size: number;
  cursor: string;
}

/** What may stand in a template for this customer, asked by `phone`; what is not known is left out. */
export function valuesFor({ id, name, email }: OrderCustomer, phone: E164 | null): Values {
  return {
    ...(phone !== null && phoneValues(phone)),
    ...(email !== null && { email }),
    ...(name !== null && { name }),
    customerId: id,
  };
}

/** What may stand in a template for this page. */
export const pageValues = ({ page, size, cursor }: PageAsked): Values => ({
  offset: String(page * size),
  page: String(page + 1),
  limit: String(size),
  cursor,
});

/** Digits: Vendure takes a pattern of a hundred characters, and the last of a number tell enough to search by. */
const mostInPattern = 13;

/**
 * `phonePattern` is for shops that search by regular expression: the digits with anything between that is none. Not `.*`:
 * a text of many digits would keep such a shop busy for hours.
 */
function phoneValues(phone: E164): Values {
  const phoneDigits = phone.slice(1);
  const phoneLocal = nationalPart(phone) ?? phoneDigits;
  return {
    phone,
    phoneDigits,
    phoneLocal,
    phonePattern: [...phoneLocal].slice(-mostInPattern).join('[^0-9]*'),
  };
}

const named = new RegExp(`\\{(${[...placeholders, ...pagePlaceholders].join('|')})\\}`, 'g');

/** Null where a value is not known that the template names. `encode` makes a value safe where it stands. */
function fill(template: string, values: Values, encode: (value: string) => string | null): string | null {
  let isWhole = true;
  const filled = template.replace(named, (_, name: keyof Values) => {
    const value = values[name];
    // Of the first page no cursor is known.
    const isMissing = value === undefined || (value === '' && name !== 'cursor');
    const safe = isMissing ? null : encode(value);
    if (safe === null) isWhole = false;
    return safe ?? '';
  });
  return isWhole ? filled : null;
}

/**
 * The address to ask; null where something is not known that it names. Values are percent-encoded, so that none can be
 * more than a part of a path or a parameter, and none changes the host.
 */
export function fillAddress(template: string, values: Values): string | null {
  const filled = fill(template, values, inAddress);
  if (filled === null || !URL.canParse(filled)) return null;
  const origin = new URL(template.replaceAll(/\{\w+\}/g, '0')).origin;
  const url = new URL(filled);
  return url.origin === origin && url.username === '' && url.password === '' ? url.href : null;
}

/** Null: not to be sent. A lone half of a character has no encoding, and dots alone would climb up the path. */
export function inAddress(value: string): string | null {
  return value.isWellFormed() && !/^\.{1,2}$/.test(value) ? encodeURIComponent(value) : null;
}

/**
 * The body to send; null where something is not known that it names. `template` is JSON: values stand inside its texts.
 * What says nothing but where a page begins is a number, and a cursor that is not known null.
 */
export function fillBody(template: string, values: Values): unknown {
  let isWhole = true;
  const filled: unknown = JSON.parse(template, (key, value: unknown) => {
    // The braces of a GraphQL query are its own.
    if (typeof value !== 'string' || key === 'query') return value;
    const [, place] = /^\{(offset|page|limit)\}$/.exec(value) ?? [];
    if (place !== undefined) return Number(values[place as PagePlaceholder]);
    if (value === '{cursor}') return values.cursor || null;
    const text = fill(value, values, (one) => one);
    if (text === null) isWhole = false;
    return text;
  });
  return isWhole ? filled : null;
}

/** An address of an order, made of what is known of it; null where that is missing. */
export function fillLink(template: string, order: { id: string; number: string | null }): string | null {
  const parts: Record<string, string | null> = { id: order.id, number: order.number };
  let isWhole = true;
  const filled = template.replace(/\{(id|number)\}/g, (_, name: string) => {
    const value = parts[name] ?? null;
    const safe = value === null ? null : inAddress(value);
    if (safe === null) isWhole = false;
    return safe ?? '';
  });
  return isWhole && URL.canParse(filled) ? new URL(filled).href : null;
}
