import type { Catalogue, Customer, Stage, Tag, TagGroup } from './model.ts';

/**
 * The catalogue with what it lacks of the tags and the stage that stand on a customer. For back ends without an
 * interface that lists them: there the catalogue is what was typed in plus what has been seen. Returns the same object
 * when nothing is new.
 */
export function growCatalogue(catalogue: Catalogue, seen: Pick<Customer, 'tags' | 'stage'>): Catalogue {
  const known = new Set(catalogue.groups.flatMap((group) => group.tags.map((tag) => tag.id)));
  const newTags = seen.tags.filter((tag) => !known.has(tag.id));
  const stage = seen.stage !== null && seen.stage !== 'unknown' ? seen.stage : null;
  const newStage = stage && !catalogue.stages.some((one) => one.id === stage.stageId) ? stage.stageId : null;
  if (newTags.length === 0 && newStage === null) return catalogue;
  return {
    ...catalogue,
    groups: newTags.reduce(withTag, catalogue.groups),
    stages: newStage === null ? catalogue.stages : withStage(catalogue.stages, newStage),
  };
}

function withTag(groups: TagGroup[], tag: Tag): TagGroup[] {
  const id = tag.groupId ?? '';
  if (groups.some((group) => group.id === id)) {
    return groups.map((group) => (group.id === id ? { ...group, tags: [...group.tags, tag] } : group));
  }
  return [...groups, { id, name: id, colour: null, multiple: true, tags: [tag] }];
}

function withStage(stages: Stage[], name: string): Stage[] {
  const order = stages.reduce((last, stage) => Math.max(last, stage.order), -1) + 1;
  return [...stages, { id: name, name, order }];
}
