/**
 * Administration of tags and their groups: the second, small interface of back ends that have it.
 */
import type { TagGroup } from './model.ts';

export interface GroupValues {
  name: string;
  /** `#rrggbb`. */
  colour: string;
  /** Whether several tags of the group may stand on one customer. */
  multiple: boolean;
}

/** Every change, with what the administrator saw. */
export type TagChange =
  | { kind: 'createGroup'; values: GroupValues }
  | { kind: 'updateGroup'; id: string; values: GroupValues }
  /**
   * Takes the tags inside along, off every customer.
   * `tagCount`: how many the administrator saw; `CONFLICT` when there are others by now.
   */
  | { kind: 'removeGroup'; id: string; tagCount: number }
  | { kind: 'createTag'; groupId: string; name: string }
  | { kind: 'renameTag'; id: string; groupId: string; name: string }
  /** Takes the tag off every customer. */
  | { kind: 'removeTag'; id: string };

export interface TagAdmin {
  /** Longest name of a tag or a group, in characters. */
  longestName: number;
  /**
   * Writes one change, and gives the groups as they are with it. Throws `AppError` only: `INVALID_INPUT` for a name or
   * colour that the back end would not take, `CONFLICT` for a name that is taken, `NOT_FOUND` for what is gone.
   * @param groups as they were last read.
   */
  apply(change: TagChange, groups: TagGroup[], signal: AbortSignal): Promise<TagGroup[]>;
}
