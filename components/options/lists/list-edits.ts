/** What an edit makes of any list of named items. Pure. */

/** Replaces the item of this id where there is one, else adds it at the end. */
export function put<T extends { id: string }>(list: readonly T[], item: T): T[] {
  return list.some((one) => one.id === item.id)
    ? list.map((one) => (one.id === item.id ? item : one))
    : [...list, item];
}

export function without<T extends { id: string }>(list: readonly T[], id: string): T[] {
  return list.filter((one) => one.id !== id);
}

/** One place up (-1) or down (1); at the end of the list it stays. */
export function reordered<T extends { id: string }>(list: readonly T[], id: string, by: -1 | 1): T[] {
  const from = list.findIndex((one) => one.id === id);
  const item = list[from];
  const to = from + by;
  if (!item || to < 0 || to >= list.length) return [...list];
  return list.filter((one) => one !== item).toSpliced(to, 0, item);
}

/** Where an item of a list stands, from 1; 0 where it is not in it. */
export function placeOf<T extends { id: string }>(list: readonly T[], id: string): number {
  return list.findIndex((one) => one.id === id) + 1;
}

/** Names that differ in case or surrounding space only are the same to people. */
export function isTaken(name: string, others: readonly { name: string | null }[]): boolean {
  const folded = name.trim().toLocaleLowerCase();
  return others.some((one) => one.name?.trim().toLocaleLowerCase() === folded);
}
