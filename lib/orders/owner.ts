/** Whether an order is the customer's, by what it says itself. Pure. */
import type { E164 } from '../phone/e164.ts';
import { readStoredNumber } from '../phone/index.ts';
import type { Numbers } from '../phone/stored-number.ts';
import type { OrderSource } from '../settings/order-source.ts';
import type { OrderCustomer, OrderMatch } from './model.ts';
import { at } from './pointer.ts';
import { readText } from './read-values.ts';

/** By what the order is this customer's; null: it is somebody else's, or does not say. */
export function ownerMatch(row: unknown, source: OrderSource, customer: OrderCustomer): OrderMatch | null {
  const { map } = source;
  const said = (pointer: string | undefined) => (pointer === undefined ? null : readText(at(row, pointer)));
  if (isUnchecked(source)) return askedBy(source, customer);
  const phone = said(map.phone);
  const number = phone === null ? null : numberOf(phone, said(map.country), source.numbers as Numbers);
  if (number !== null && number === customer.chatPhone) return { by: 'chat' };
  if (number !== null && customer.phones.includes(number)) return { by: 'phone', value: number };
  const email = said(map.email);
  if (email !== null && customer.email !== null && isSameAddress(email, customer.email)) {
    return { by: 'email', value: email };
  }
  return said(map.customerId) === customer.id ? { by: 'id' } : null;
}

const isUnchecked = ({ map }: OrderSource) => !map.phone && !map.email && !map.customerId;

/** The shop was asked for exactly this one, and says no more of whose it is. */
function askedBy({ url }: OrderSource, { chatPhone, phones, email }: OrderCustomer): OrderMatch {
  const [phone] = phones;
  if (url.includes('{phone}')) {
    return chatPhone !== null || phone === undefined ? { by: 'chat' } : { by: 'phone', value: phone };
  }
  return url.includes('{email}') && email !== null ? { by: 'email', value: email } : { by: 'id' };
}

/** The one number that a text means. Where the order names its country, that decides between two readings. */
function numberOf(text: string, country: string | null, numbers: Numbers): E164 | null {
  const code = country?.toUpperCase() ?? '';
  const [first, second] = readStoredNumber(
    withoutLabel(text),
    /^[A-Z]{2}$/.test(code) ? `national:${code}` : numbers,
  ).readings;
  return second === undefined || country !== null ? (first ?? null) : null;
}

/** "Tel." before a number, or a name in brackets behind it. An extension stays: somebody else may be behind it. */
const withoutLabel = (text: string): string =>
  text.replace(/^[\p{L}\p{M}\s.:]+/u, '').replace(/\s*\([\p{L}\p{M}\s.]+\)\s*$/u, '');

const isSameAddress = (one: string, other: string): boolean =>
  one.trim().toLowerCase() === other.trim().toLowerCase();
