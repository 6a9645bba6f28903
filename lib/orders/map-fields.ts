/** A map while it is being made: each of its fields by a name of its own, with a pointer or nothing yet. Pure. */
import type { OrderMap } from '../settings/order-source.ts';

/** Of each order. */
export const orderFields = [
  'number',
  'id',
  'placedAt',
  'status',
  'payment',
  'delivery',
  'total',
  'currency',
  'url',
  'tracking',
  'phone',
  'country',
  'email',
  'customerId',
] as const;
/** Of each item of an order. */
export const itemFields = ['itemName', 'itemQuantity', 'itemTotal'] as const;

export type OrderField = (typeof orderFields)[number];
type ItemField = (typeof itemFields)[number];
/**
 * `owners`, `next` and `more` are read from the reply's root, as is `orders` where there are no `owners`; `items` is an
 * order's list of them.
 */
export type MapField = 'owners' | 'orders' | 'next' | 'more' | OrderField | 'items' | ItemField;

/** `''` is a pointer: to the whole. What is not there is not mapped. */
export type DraftMap = Partial<Record<MapField, string | undefined>>;

export function draftOf({ items, ...map }: OrderMap): DraftMap {
  return items
    ? {
        ...map,
        items: items.list,
        itemName: items.name,
        itemQuantity: items.quantity,
        itemTotal: items.total,
      }
    : map;
}

/** As a source has it; undefined while it lacks what every map has. */
export function mapOf(draft: DraftMap): OrderMap | undefined {
  const { orders, number, items: list, itemName: name, itemQuantity, itemTotal, ...rest } = draft;
  if (orders === undefined || number === undefined) return undefined;
  if (list === undefined || name === undefined) return { ...rest, orders, number };
  return { ...rest, orders, number, items: { list, name, quantity: itemQuantity, total: itemTotal } };
}
