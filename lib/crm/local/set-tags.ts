import { canonicalName } from '../../text/canonical-name.ts';
import type { Tag, TagGroup, TimelineEvent } from '../model.ts';
import type { Change, TagRef } from '../port.ts';
import { ownTagGroup } from './default-catalogue.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import type { Stamp, Written } from './written.ts';

/**
 * Adds and takes away tags. A tag that the catalogue does not have is made, in the group it names or among the
 * {@link ownTagGroup}; a tag of a group that allows one takes the place of the other.
 */
export function setTags(
  customer: LocalCustomer,
  catalogue: LocalCatalogueRow,
  { add, remove }: Extract<Change, { kind: 'setTags' }>,
  { newId, language }: Pick<Stamp, 'newId' | 'language'>,
): Written {
  let known = catalogue;
  const ownGroup = ownTagGroup(language);
  const removed = new Set(remove.flatMap((ref) => findTag(known, ref)?.id ?? []));
  const ids = customer.tagIds.filter((id) => !removed.has(id));
  for (const ref of add) {
    const found = findTag(known, ref);
    const tag = found ?? newTag(known, ref, ownGroup, newId());
    if (!tag || ids.includes(tag.id)) continue;
    if (!found) known = withTag(known, tag, ownGroup);
    const group = known.groups.find((one) => one.id === tag.groupId);
    if (group && !group.multiple) {
      const others = new Set(group.tags.map((one) => one.id));
      ids.splice(0, ids.length, ...ids.filter((id) => !others.has(id)));
    }
    ids.push(tag.id);
  }
  const changes = difference(customer.tagIds, ids, known);
  return {
    customer: { ...customer, tagIds: ids },
    catalogue: known === catalogue ? null : known,
    events: changes.length > 0 ? [{ kind: 'tags', summary: null, changes }] : [],
  };
}

/** By id, else by name: in the group that is named, or anywhere if none is. */
function findTag(catalogue: LocalCatalogueRow, ref: TagRef): Tag | undefined {
  const tags = catalogue.groups.flatMap((group) => group.tags);
  const name = canonicalName(ref.name);
  return (
    tags.find((tag) => tag.id === ref.id) ??
    tags.find(
      (tag) => canonicalName(tag.name) === name && (ref.groupId === null || tag.groupId === ref.groupId),
    )
  );
}

function newTag(catalogue: LocalCatalogueRow, ref: TagRef, ownGroup: TagGroup, id: string): Tag | null {
  const name = ref.name.trim();
  if (name === '') return null;
  const group = catalogue.groups.find((one) => one.id === ref.groupId) ?? ownGroup;
  return { id, name, groupId: group.id, colour: group.colour, readOnly: false };
}

function withTag(catalogue: LocalCatalogueRow, tag: Tag, ownGroup: TagGroup): LocalCatalogueRow {
  const groups = catalogue.groups.some((group) => group.id === tag.groupId)
    ? catalogue.groups
    : [...catalogue.groups, ownGroup];
  return {
    ...catalogue,
    groups: groups.map((group) =>
      group.id === tag.groupId ? { ...group, tags: [...group.tags, tag] } : group,
    ),
  };
}

function difference(
  before: string[],
  after: string[],
  catalogue: LocalCatalogueRow,
): TimelineEvent['changes'] {
  const names = new Map(catalogue.groups.flatMap((group) => group.tags).map((tag) => [tag.id, tag.name]));
  const name = (id: string) => names.get(id) ?? null;
  return [
    ...before.filter((id) => !after.includes(id)).map((id) => ({ field: 'tags', from: name(id), to: null })),
    ...after.filter((id) => !before.includes(id)).map((id) => ({ field: 'tags', from: null, to: name(id) })),
  ];
}
