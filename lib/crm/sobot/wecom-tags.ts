import type { Tag } from '../model.ts';
import { listIn, type UserRow } from './user-row.ts';

/**
 * The tags of WeCom among `user_label`, which may be mixed with business tags: shown, never written. Names come from
 * the list's row only, in the order of the ids; a tag without a name cannot be shown.
 * @param business ids of the customer's business tags (section 2.10).
 */
export function wecomTags(row: UserRow, business: ReadonlySet<string>): Tag[] {
  const ids = listIn(row.fields.user_label);
  const names = row.wecomNames;
  if (names.length === 0) return [];
  const pairs =
    ids.length === names.length
      ? ids.map((id, index) => ({ id, name: names[index] ?? '' }))
      : names.map((name) => ({ id: `wecom:${name}`, name }));
  return pairs
    .filter(({ id }) => !business.has(id))
    .map(({ id, name }) => ({ id, name, groupId: null, colour: null, readOnly: true }));
}

/** Whether the row speaks of WeCom tags that only the list's row can name. */
export function lacksWecomNames(row: UserRow, business: ReadonlySet<string>): boolean {
  return row.wecomNames.length === 0 && listIn(row.fields.user_label).some((id) => !business.has(id));
}
