/** A shop's reply as a page of the customer's orders, by the source's map. Pure. */
import type { OrderMap, OrderSource } from '../settings/order-source.ts';
import type { Order, OrderCustomer, OrderItem } from './model.ts';
import { ownerMatch } from './owner.ts';
import { at } from './pointer.ts';
import { readCurrency, readLink, readMoment, readMoney, readText } from './read-values.ts';
import { kindOfStatus } from './status.ts';
import { fillLink } from './template.ts';

/** A longer order is looked at in the shop. */
const mostItems = 100;

/** What the reply lists, orders of others among it; null where the map leads to no list. */
export function rowsOf(reply: unknown, map: OrderMap): unknown[] | null {
  const rows = at(reply, map.orders);
  return Array.isArray(rows) ? rows : null;
}

/** The customer's orders of a reply. What says neither number nor id is no order. */
export function readOrders(rows: readonly unknown[], source: OrderSource, customer: OrderCustomer): Order[] {
  const found = rows.flatMap((row) => readOrder(row, source, customer) ?? []);
  const known = new Set<string>();
  return found.filter(({ id }) => !known.has(id) && known.add(id));
}

function readOrder(row: unknown, source: OrderSource, customer: OrderCustomer): Order | null {
  const match = ownerMatch(row, source, customer);
  if (match === null) return null;
  const { map, minorUnits } = source;
  const value = (pointer: string | undefined) => (pointer === undefined ? undefined : at(row, pointer));
  const number = readText(value(map.number));
  const id = readText(value(map.id)) ?? number;
  if (id === null) return null;
  const word = readText(value(map.status));
  const currency = readCurrency(value(map.currency)) ?? source.currency ?? null;
  return {
    id,
    number,
    placedAt: readMoment(value(map.placedAt)),
    status: word === null ? null : { kind: kindOfStatus(word, source.statuses), text: word },
    total: readMoney(value(map.total), currency, minorUnits),
    currency,
    items: map.items ? readItems(row, map.items, currency, minorUnits) : [],
    url:
      readLink(value(map.url)) ?? (source.link === undefined ? null : fillLink(source.link, { id, number })),
    tracking: readLink(value(map.tracking)),
    match,
  };
}

function readItems(
  row: unknown,
  map: NonNullable<OrderMap['items']>,
  currency: string | null,
  minorUnits: boolean,
): OrderItem[] {
  const list = at(row, map.list);
  if (!Array.isArray(list)) return [];
  return list.slice(0, mostItems).flatMap((item: unknown) => {
    const name = readText(at(item, map.name));
    if (name === null) return [];
    return {
      name,
      quantity: map.quantity === undefined ? null : readText(at(item, map.quantity)),
      total: map.total === undefined ? null : readMoney(at(item, map.total), currency, minorUnits),
    };
  });
}
