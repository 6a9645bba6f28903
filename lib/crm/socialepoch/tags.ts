import type { SocialEpochConnection } from '../../settings/schema.ts';
import type { Tag, TagGroup } from '../model.ts';
import type { Change } from '../port.ts';

export type SettingsTag = SocialEpochConnection['catalogue']['tags'][number];

/** The group of tags that belong to none, and of all tags where a customer has one at most. */
const oneGroup = 'tags';

/** The names in `tabName`, without repeats. An empty `separator`: there is one tag at most. */
export function splitTags(text: string | undefined, separator: string): string[] {
  const names = separator === '' ? [text ?? ''] : (text ?? '').split(separator);
  return [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))];
}

/** Vendor tags are names; group and colour come from the connection's settings. */
export function tagOf(name: string, known: SettingsTag[], separator: string): Tag {
  const found = known.find((tag) => tag.name === name);
  const groupId = separator === '' ? oneGroup : (found?.group ?? oneGroup);
  return { id: name, name, groupId, colour: found?.colour ?? null, readOnly: false };
}

/** Tags in their groups, in the order of the settings; those without a group come last, together and without a title. */
export function tagGroups(names: string[], known: SettingsTag[], separator: string): TagGroup[] {
  const tags = names.map((name) => tagOf(name, known, separator));
  const ids = new Set(tags.map(({ groupId }) => groupId ?? oneGroup));
  if (ids.delete(oneGroup)) ids.add(oneGroup);
  return [...ids].map((id) => ({
    id,
    name: id === oneGroup ? '' : id,
    colour: null,
    multiple: separator !== '',
    tags: tags.filter((tag) => tag.groupId === id),
  }));
}

/** The set after a change of tags. Where there is one tag at most, a new one takes its place. */
export function changedTags(
  present: string[],
  { add, remove }: Extract<Change, { kind: 'setTags' }>,
  separator: string,
): string[] {
  const removed = new Set(remove.map((tag) => tag.name));
  const added = add.map((tag) => tag.name.trim());
  if (separator === '' && added.length > 0) return added.slice(-1);
  return [...new Set([...present.filter((name) => !removed.has(name)), ...added])];
}

/** Whether a set of tags is as the change wants it. */
export function holds(present: string[], { add, remove }: Extract<Change, { kind: 'setTags' }>): boolean {
  const has = new Set(present);
  const added = new Set(add.map((tag) => tag.name.trim()));
  return (
    [...added].every((name) => has.has(name)) && remove.every(({ name }) => added.has(name) || !has.has(name))
  );
}
