/** Where the orders of a reply stand, while the map is being made. Pure. */
import type { DraftMap } from './map-fields.ts';
import { at } from './pointer.ts';

export interface OrderPlace {
  /** From the root of the reply. */
  pointer: string;
  order: unknown;
}

/** Every order that the reply lists; null where the map leads to no list. */
export function orderPlaces(reply: unknown, { owners, orders }: DraftMap): OrderPlace[] | null {
  if (orders === undefined) return null;
  const lists = ownersIn(reply, owners).map((base) => membersOf(reply, base + orders));
  return lists.every((list) => list !== null) ? lists.flat() : null;
}

/** Whoever the reply lists, or names alone, by where they stand; `''`: it is about one person as a whole. */
export function ownersIn(reply: unknown, owners: string | undefined): string[] {
  if (owners === undefined) return [''];
  if (at(reply, owners) === null) return [];
  return membersOf(reply, owners)?.map(({ pointer }) => pointer) ?? [owners];
}

function membersOf(reply: unknown, list: string): OrderPlace[] | null {
  const members = at(reply, list);
  if (!Array.isArray(members)) return null;
  return members.map((order: unknown, index) => ({ pointer: `${list}/${index}`, order }));
}
