/**
 * Orders as Chatside knows them, whatever the shop. Plain JSON: they lie in `storage.session` and cross contexts. Times
 * are ISO 8601 UTC, or the shop's own text where it is no time; money a decimal string with an ISO 4217 code. `null`
 * means "not known", `''` never occurs.
 */
import type { E164 } from '../phone/e164.ts';
import type { OrderKind } from '../settings/order-source.ts';

export interface OrderItem {
  name: string;
  /** As the shop writes it. */
  quantity: string | null;
  /** Of all of them together. */
  total: string | null;
}

/** By what an order is known to be the customer's. */
export type OrderMatch =
  /** The open chat's own number. */
  | { by: 'chat' }
  /** Another number, or an e-mail address, of the customer. */
  | { by: 'phone' | 'email'; value: string }
  /** The customer's id in the CRM. */
  | { by: 'id' };

export interface Order {
  /** Unlike any other of its source. */
  id: string;
  number: string | null;
  placedAt: string | null;
  /** `kind`: null for a word that means none of those we know. */
  status: { kind: OrderKind | null; text: string } | null;
  total: string | null;
  currency: string | null;
  items: OrderItem[];
  /** In the shop's own administration; http(s) only, as is `tracking`. */
  url: string | null;
  tracking: string | null;
  match: OrderMatch;
}

export interface OrderPage {
  orders: Order[];
  /** For the next page; null: there is none. */
  next: string | null;
}

/** Whose orders are asked for: what may be told to a shop. A number that WhatsApp hides is not among it. */
export interface OrderCustomer {
  /** `''` where it is made of a number that WhatsApp hides. */
  id: string;
  name: string | null;
  email: string | null;
  /** The open chat's own number. */
  chatPhone: E164 | null;
  /** The numbers that the CRM has, without the chat's. */
  phones: readonly E164[];
}

/** The number to ask by: the chat's own, else the first that the CRM has. */
export const askedNumber = ({ chatPhone, phones: [first] }: OrderCustomer): E164 | null =>
  chatPhone ?? first ?? null;
