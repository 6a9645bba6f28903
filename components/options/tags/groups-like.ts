import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { nameMatcher } from '../../../lib/search/match-name.ts';

/** Groups that hold what was typed, each with the tags to show: all of a group that is called so, else those that are. */
export function groupsLike(
  groups: readonly TagGroup[],
  typed: string,
): { group: TagGroup; tags: readonly Tag[] }[] {
  const isLike = nameMatcher(typed);
  return groups.flatMap((group) => {
    if (isLike(group.name) !== null) return [{ group, tags: group.tags }];
    const tags = group.tags.filter((tag) => isLike(tag.name) !== null);
    return tags.length === 0 ? [] : [{ group, tags }];
  });
}
