import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { EditFailure } from '../lists/edit-failure.ts';

/** What the tags editor edits through, whoever keeps the tags. Nothing here rejects; all resolve when the page shows it. */
export interface TagEdits {
  /** An id of `''`: a new one. */
  saveGroup(group: Omit<TagGroup, 'tags'>): Promise<EditFailure>;
  saveTag(tag: Tag): Promise<EditFailure>;
  removeGroup(group: TagGroup): Promise<EditFailure>;
  removeTag(tag: Tag): Promise<EditFailure>;
  /** Where the order is ours: one place up (-1) or down (1). Gives the place, from 1. */
  moveGroup?(id: string, by: -1 | 1): Promise<number | AppErrorData>;
  /** How many customers have one of these tags, where that is told. */
  usage?(tags: readonly Tag[]): Promise<number | AppErrorData>;
  /** What can be typed and chosen. */
  limits: TagLimits;
}

export interface TagLimits {
  /** Of a name, in characters; null: any. */
  longestName: number | null;
  /** A tag has a colour of its own and can go to another group; a group can be without a colour. */
  freeTags: boolean;
}
