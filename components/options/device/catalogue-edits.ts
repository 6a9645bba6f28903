/** What an edit makes of the lists of the catalogue. Pure; each is applied to the lists as they lie on the disk. */
import type { FieldDefinition, FieldType, Stage, Tag, TagGroup } from '../../../lib/crm/model.ts';

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
export function moved<T extends { id: string }>(list: readonly T[], id: string, by: -1 | 1): T[] {
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

/** The stages as the pipeline has them. */
export function inOrder(stages: readonly Stage[]): Stage[] {
  return stages.toSorted((one, other) => one.order - other.order);
}

/** An edit of the pipeline in its order, with the order written down anew. */
export function pipelineEdit(edit: (stages: Stage[]) => Stage[]): (stages: Stage[]) => Stage[] {
  return (stages) => edit(inOrder(stages)).map((stage, order) => ({ ...stage, order }));
}

/** Name, colour and kind of a group; its tags stay as they are. */
export function putGroup(groups: readonly TagGroup[], group: Omit<TagGroup, 'tags'>): TagGroup[] {
  const tags = groups.find((one) => one.id === group.id)?.tags ?? [];
  return put(groups, { ...group, tags });
}

/** Puts a tag into the group it names, and takes it out of any other. */
export function putTag(groups: readonly TagGroup[], tag: Tag): TagGroup[] {
  return groups.map((group) => {
    const tags = group.id === tag.groupId ? put(group.tags, tag) : without(group.tags, tag.id);
    return { ...group, tags };
  });
}

export function withoutTag(groups: readonly TagGroup[], tagId: string): TagGroup[] {
  return groups.map((group) => ({ ...group, tags: without(group.tags, tagId) }));
}

/** The types whose values are chosen from a list. */
export function hasOptions(type: FieldType): boolean {
  return type === 'single' || type === 'multi' || type === 'cascade';
}

/**
 * The key of a new field. It is made of the name, since that is what shows where values outlive their field; they come
 * back with a field of the same name.
 */
export function fieldKey(name: string, fields: readonly FieldDefinition[]): string {
  return freeName(
    `custom:${name}`,
    fields.map((field) => field.key),
  );
}

/** An option as it is typed; `value` is null for one that is new. */
export interface OptionDraft {
  value: string | null;
  label: string;
}

/** Options whose lines are empty go; a new one is kept under its own words, a renamed one under what it had. */
export function madeOptions(drafts: readonly OptionDraft[]): FieldDefinition['options'] {
  const filled = drafts.filter(({ label }) => label.trim() !== '');
  const taken = filled.flatMap(({ value }) => value ?? []);
  return filled.map(({ value, label: typed }) => {
    const label = typed.trim();
    if (value !== null) return { value, label };
    const made = freeName(label, taken);
    taken.push(made);
    return { value: made, label };
  });
}

/** Names that differ in case or surrounding space only are the same to people. */
export function isTaken(name: string, others: readonly { name: string | null }[]): boolean {
  const folded = name.trim().toLocaleLowerCase();
  return others.some((one) => one.name?.trim().toLocaleLowerCase() === folded);
}

function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) free = `${name} ${count}`;
  return free;
}
