/** A shop's reply as a page of the customer's orders, by the source's map. Pure. */
import type { OrderMap, OrderSource } from '../settings/order-source.ts';
import type { Order, OrderCustomer, OrderItem } from './model.ts';
import { ownersIn } from './order-places.ts';
import { ownerMatch } from './owner.ts';
import { at } from './pointer.ts';
import { readCurrency, readLink, readMoment, readMoney, readText } from './read-values.ts';
import { statusOf } from './status.ts';
import { fillLink } from './template.ts';

/** A longer order is looked at in the shop. */
const mostItems = 100;

/**
 * What the reply lists, orders of others among it: one list, or one of each person whom it names. Null where the map leads
 * to no list. A reply that was asked for one person may name nobody by `null`.
 */
export function listsOf(reply: unknown, map: OrderMap): unknown[][] | null {
  const lists = ownersIn(reply, map.owners).map((owner) => at(reply, owner + map.orders));
  return lists.every((list): list is unknown[] => Array.isArray(list)) ? lists : null;
}

/** The customer's orders of a reply. What says neither number nor id is no order. */
export function readOrders(rows: readonly unknown[], source: OrderSource, customer: OrderCustomer): Order[] {
  const found = rows.flatMap((row) => {
    const order = readOrder(row, source, customer);
    return typeof order === 'string' ? [] : order;
  });
  const known = new Set<string>();
  const each = found.filter(({ id }) => !known.has(id) && known.add(id));
  // A shop puts those of one person in order, not those of several.
  return source.map.owners === undefined ? each : each.toSorted(newerFirst);
}

/** What has no date stands last. */
function newerFirst({ placedAt: one }: Order, { placedAt: other }: Order): number {
  if (one === other) return 0;
  return (one ?? '') > (other ?? '') ? -1 : 1;
}

/** The order, or why it is none of theirs: `others`: it is not the customer's; `nameless`: it has neither number nor id. */
export function readOrder(
  row: unknown,
  source: OrderSource,
  customer: OrderCustomer,
): Order | 'others' | 'nameless' {
  const match = ownerMatch(row, source, customer);
  if (match === null) return 'others';
  const { map } = source;
  const minor = source.minorDigits ?? source.minorUnits;
  const value = (pointer: string | undefined) => (pointer === undefined ? undefined : at(row, pointer));
  const number = readText(value(map.number));
  const id = readText(value(map.id)) ?? number;
  if (id === null) return 'nameless';
  const word = (pointer: string | undefined) => readText(value(pointer));
  const currency = readCurrency(value(map.currency)) ?? source.currency ?? null;
  return {
    id,
    number,
    placedAt: readMoment(value(map.placedAt)),
    status: statusOf(
      { status: word(map.status), payment: word(map.payment), delivery: word(map.delivery) },
      source.statuses,
    ),
    total: readMoney(value(map.total), currency, minor),
    currency,
    items: map.items ? readItems(row, map.items, currency, minor) : [],
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
  minor: boolean | number,
): OrderItem[] {
  const list = at(row, map.list);
  if (!Array.isArray(list)) return [];
  return list.slice(0, mostItems).flatMap((item: unknown) => {
    const name = readText(at(item, map.name));
    if (name === null) return [];
    return {
      name,
      quantity: map.quantity === undefined ? null : readText(at(item, map.quantity)),
      total: map.total === undefined ? null : readMoney(at(item, map.total), currency, minor),
    };
  });
}
