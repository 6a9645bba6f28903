import type { Tag } from '../model.ts';
import { listIn, type UserRow } from './user-row.ts';

/**
 * The tags of WeCom, which may come mixed with business tags: shown, never written. A tag without a name cannot be shown.
 * @param business ids of the customer's business tags (section 2.10).
 */
export function wecomTags({ wecom }: UserRow, business: ReadonlySet<string>): Tag[] {
  return wecom
    .filter(({ id }) => !business.has(id))
    .map(({ id, name }) => ({ id, name, groupId: null, colour: null, readOnly: true }));
}

/** Whether the row speaks of WeCom tags that only the list's row can name. */
export function lacksWecomNames({ wecom, fields }: UserRow, business: ReadonlySet<string>): boolean {
  return wecom.length === 0 && listIn(fields.user_label).some((id) => !business.has(id));
}
