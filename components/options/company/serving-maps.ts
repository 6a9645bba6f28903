/** Who serves which account, from either side. Pure. */
import type { Company, CompanyStaff, Serving } from '../../../lib/crm/company.ts';

const itemsOf = <T>(part: { items: T[] } | object): T[] => ('items' in part ? part.items : []);

function gathered<T>(
  serving: readonly Serving[],
  keyOf: (one: Serving) => string,
  textOf: (one: Serving) => T,
): Map<string, T[]> {
  const found = new Map<string, Set<T>>();
  for (const one of serving) {
    const known = found.get(keyOf(one)) ?? new Set();
    found.set(keyOf(one), known.add(textOf(one)));
  }
  return new Map([...found].map(([key, texts]) => [key, [...texts]]));
}

export function servingMaps({ staff, serving }: Company) {
  const known = itemsOf<CompanyStaff>(staff);
  const pairs = itemsOf<Serving>(serving);
  const names = new Map(known.map(({ id, name }) => [id, name]));
  const stray = [...new Set(pairs.map(({ staffId }) => staffId))].filter((id) => !names.has(id));
  return {
    /** Names of the staff, by the account. */
    servedBy: gathered(
      pairs,
      ({ account }) => account.id,
      ({ staffId }) => names.get(staffId) ?? staffId,
    ),
    /** Names of accounts, by the staff. Null: not known, as where a list of everybody's is empty: it may be told of one alone. */
    serves:
      pairs.length > 0
        ? gathered(
            pairs,
            ({ staffId }) => staffId,
            ({ account }) => account.name,
          )
        : null,
    /** Those of the list, and those who only serve. */
    staff:
      'items' in staff
        ? {
            items: [...known, ...stray.map((id) => ({ id, name: id, active: null, orderUser: null }))],
          }
        : staff,
  };
}
