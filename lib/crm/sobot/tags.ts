/** A customer's business tags: their look, and what a change makes of the set. Pure. */
import { AppError } from '../../errors/app-error.ts';
import type { Tag, TagGroup } from '../model.ts';
import type { Change, TagRef } from '../port.ts';
import { colourOf } from './colour.ts';
import type { WireUserLabel } from './wire-rows.ts';

type SetTags = Extract<Change, { kind: 'setTags' }>;
type SentTag = Pick<Tag, 'id' | 'name'>;

/** @param groups as far as they are known: section 2.10 does not tell the group. */
export function customerTags(labels: readonly WireUserLabel[], groups: readonly TagGroup[] | null): Tag[] {
  return labels.map(({ id, name, color_value }) => {
    const group = groupOf(id, groups);
    return {
      id,
      name: name || id,
      groupId: group?.id ?? null,
      colour: colourOf(color_value) ?? group?.colour ?? null,
      readOnly: false,
    };
  });
}

/** @throws AppError `INVALID_INPUT` for a tag without a name, and for two of a group that allows one. */
export function checkedAdditions({ add }: SetTags, groups: readonly TagGroup[]): TagRef[] {
  const added = add.map((tag) => ({ ...tag, groupId: groupOf(tag.id, groups)?.id ?? tag.groupId }));
  const singles = added.flatMap(({ groupId }) => (isSingle(groupId, groups) ? [groupId] : []));
  const nameless = added.some(({ id, name }) => id === '' || name.trim() === '');
  if (nameless || new Set(singles).size < singles.length) {
    throw new AppError('INVALID_INPUT', { detail: 'tags' });
  }
  return added;
}

/**
 * The whole set to send, since section 2.11 replaces it: the difference on top of what is there now. Where a group
 * allows one tag, the new one takes the old one's place.
 */
export function changedSet(
  present: readonly SentTag[],
  change: SetTags,
  groups: readonly TagGroup[],
): SentTag[] {
  const added = checkedAdditions(change, groups);
  const addedIds = new Set(added.map((tag) => tag.id));
  const removed = new Set(change.remove.map((tag) => tag.id));
  const swapped = new Set(
    added.flatMap(({ groupId }) => (groupId !== null && isSingle(groupId, groups) ? [groupId] : [])),
  );
  const kept = present.filter(({ id }) => {
    const group = groupOf(id, groups);
    return !removed.has(id) && !addedIds.has(id) && !(group && swapped.has(group.id));
  });
  return [...kept, ...added].map(({ id, name }) => ({ id, name: nameOf(id, groups) ?? name.trim() }));
}

/** Whether a set is as the change wants it. What is both added and removed is added. */
export function holdsTags(present: readonly Pick<Tag, 'id'>[], { add, remove }: SetTags): boolean {
  const has = new Set(present.map((tag) => tag.id));
  const added = new Set(add.map((tag) => tag.id));
  return add.every(({ id }) => has.has(id)) && remove.every(({ id }) => added.has(id) || !has.has(id));
}

const groupOf = (id: string, groups: readonly TagGroup[] | null): TagGroup | undefined =>
  groups?.find((group) => group.tags.some((tag) => tag.id === id));

const nameOf = (id: string, groups: readonly TagGroup[]): string | undefined =>
  groups.flatMap((group) => group.tags).find((tag) => tag.id === id)?.name;

const isSingle = (groupId: string | null, groups: readonly TagGroup[]): boolean =>
  groups.some((group) => group.id === groupId && !group.multiple);
