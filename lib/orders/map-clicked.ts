/** What a value of a reply that somebody points at makes of the map. Pure. */
import { type DraftMap, itemFields, type MapField, orderFields } from './map-fields.ts';
import { at, type Path, pointerOf } from './pointer.ts';

/** `no-list`: nothing on the way to it is a list of orders; `no-item-list`: none inside the order. */
export type MapProblem = 'no-list' | 'no-item-list';

/**
 * The map in which `field` is what stands at `path`. The list on the way becomes that of the orders, unless one on the way
 * is it already, and pointers of fields are from each order; what the orders of another list do not have leaves the map.
 */
export function mapClicked(
  reply: unknown,
  draft: DraftMap,
  path: Path,
  field: MapField,
): { map: DraftMap } | { problem: MapProblem } {
  if (field === 'next' || field === 'more') return { map: { ...draft, [field]: pointerOf(path) } };
  const isList = Array.isArray(at(reply, pointerOf(path)));
  const lists = listsOn(path);
  if (field === 'owners' || field === 'orders') {
    const end = isList ? path.length : lists[0];
    if (end === undefined) return { problem: 'no-list' };
    if (field === 'owners') return { map: { ...draft, owners: pointerOf(path.slice(0, end)) } };
    return { map: withOrders(reply, draft, path.slice(0, end)) };
  }
  // Of an item the last list on the way is that of the items.
  const isOfItem = isOneOf(itemFields, field) && lists.length > 1;
  const end = listOfOrders(draft, path, isOfItem ? lists.slice(0, -1) : lists);
  if (end === undefined) return { problem: 'no-list' };
  const map = withOrders(reply, draft, path.slice(0, end));
  const inOrder = path.slice(end + 1);
  if (isOneOf(orderFields, field)) return { map: { ...map, [field]: pointerOf(inOrder) } };
  if (field === 'items' && isList) return { map: withItems(map, pointerOf(inOrder), []) };
  const item = listOfItems(map, inOrder);
  if (item === undefined) return { problem: 'no-item-list' };
  const list = pointerOf(inOrder.slice(0, item));
  if (field === 'items') return { map: withItems(map, list, []) };
  return { map: withItems(map, list, [[field, pointerOf(inOrder.slice(item + 1))]]) };
}

const isOneOf = <T extends string>(all: readonly T[], one: string): one is T =>
  (all as readonly string[]).includes(one);

/** Where on a path lists are: each index is behind its list. */
const listsOn = (path: Path): number[] =>
  path.flatMap((token, index) => (typeof token === 'number' ? index : []));

const ordersAre =
  /order|pedido|bestell|commande|ordine|ordini|sale|purchase|compra|venta|venda|заказ|订单|طلب/i;

/** The length of the path to the orders' list. */
function listOfOrders(draft: DraftMap, path: Path, lists: readonly number[]): number | undefined {
  const known = lists.find((end) => isSameList(draft, path.slice(0, end)));
  const named = lists.find((end) => ordersAre.test(nameOf(path.slice(0, end))));
  return known ?? named ?? lists[0];
}

/** A list of orders inside another is one of each person whom the outer one lists. */
function placeOf(list: Path): { owners: string | undefined; orders: string } {
  const outer = listsOn(list).at(-1);
  if (outer === undefined) return { owners: undefined, orders: pointerOf(list) };
  return { owners: pointerOf(list.slice(0, outer)), orders: pointerOf(list.slice(outer + 1)) };
}

function isSameList(draft: DraftMap, list: Path): boolean {
  const { owners, orders } = placeOf(list);
  return draft.orders === orders && draft.owners === owners;
}

/** What a list is called: in GraphQL the key before `edges` or `nodes`. */
function nameOf(path: Path): string {
  const names = path.filter((token) => typeof token === 'string' && !/^(edges|nodes?|data)$/.test(token));
  return String(names.at(-1) ?? '');
}

function listOfItems({ items }: DraftMap, inOrder: Path): number | undefined {
  const lists = listsOn(inOrder);
  return lists.find((end) => pointerOf(inOrder.slice(0, end)) === items) ?? lists[0];
}

function withOrders(reply: unknown, draft: DraftMap, list: Path): DraftMap {
  if (isSameList(draft, list)) return draft;
  const [first] = at(reply, pointerOf(list)) as unknown[];
  const isThere = (pointer: string | undefined) => pointer !== undefined && at(first, pointer) !== undefined;
  const kept = orderFields.filter((field) => isThere(draft[field]));
  const items = isThere(draft.items) ? (['items', ...itemFields] as const) : [];
  const fields = [...kept, ...items].map((field) => [field, draft[field]]);
  return { next: draft.next, more: draft.more, ...Object.fromEntries(fields), ...placeOf(list) };
}

/** Pointers into items of another list are of no use. */
function withItems(map: DraftMap, items: string, fields: readonly (readonly [MapField, string])[]): DraftMap {
  const gone = map.items === items ? {} : Object.fromEntries(itemFields.map((field) => [field, undefined]));
  return { ...map, ...gone, items, ...Object.fromEntries(fields) };
}
