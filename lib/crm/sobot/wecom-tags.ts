import type { Tag } from '../model.ts';
import { isNamedOnly, listIn, type UserRow } from './user-row.ts';

/**
 * The tags of WeCom, which may come mixed with business tags, by their ids or by name alone: shown, never written. A tag
 * without a name cannot be shown.
 * @param business the customer's business tags (section 2.10).
 */
export function wecomTags({ wecom }: UserRow, business: readonly Tag[]): Tag[] {
  const isBusiness = ({ id, name }: UserRow['wecom'][number]) =>
    business.some((tag) => tag.id === id || (isNamedOnly(id) && tag.name === name));
  return wecom
    .filter((tag) => !isBusiness(tag))
    .map(({ id, name }) => ({ id, name, groupId: null, colour: null, readOnly: true }));
}

/** Whether the row speaks of WeCom tags that only the list's row can name. */
export function lacksWecomNames({ wecom, fields }: UserRow, business: ReadonlySet<string>): boolean {
  return wecom.length === 0 && listIn(fields.user_label).some((id) => !business.has(id));
}
