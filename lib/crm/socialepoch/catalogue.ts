import type { SocialEpochConnection } from '../../settings/schema.ts';
import type { Catalogue } from '../model.ts';
import { fieldDefinitions } from './fields.ts';
import type { Row } from './schema.ts';
import { splitTags, tagGroups } from './tags.ts';

/** Names of tags and stages that customers were seen to have. */
export interface SeenValues {
  tags: string[];
  stages: string[];
}

/** What the company's settings name, and then what was seen. No interface of the vendor lists either. */
export function catalogueOf(
  settings: SocialEpochConnection['catalogue'],
  seen: SeenValues,
  separator: string,
): Catalogue {
  const tags = new Set([...settings.tags.map((tag) => tag.name), ...seen.tags]);
  const stages = new Set([...settings.stages.map((stage) => stage.name), ...seen.stages]);
  return {
    groups: tagGroups([...tags], settings.tags, separator),
    stages: [...stages].map((name, order) => ({ id: name, name, order })),
    fields: fieldDefinitions,
  };
}

/** `seen` with what this row adds; the same object where it adds nothing. */
export function seenWith(seen: SeenValues, { fields }: Row, separator: string): SeenValues {
  const tags = new Set([...seen.tags, ...splitTags(fields.tabName, separator)]);
  const stages = new Set([...seen.stages, ...splitTags(fields.stage, '')]);
  if (tags.size === seen.tags.length && stages.size === seen.stages.length) return seen;
  return { tags: [...tags], stages: [...stages] };
}
