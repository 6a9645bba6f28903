/** What an edit makes of the lists of the catalogue. Pure; each is applied to the lists as they lie on the disk. */
import type { FieldDefinition, FieldType, Stage, Tag, TagGroup } from '../../../lib/crm/model.ts';
import { put, without } from '../lists/list-edits.ts';

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

function freeName(name: string, taken: readonly string[]): string {
  let free = name;
  for (let count = 2; taken.includes(free); count++) free = `${name} ${count}`;
  return free;
}
