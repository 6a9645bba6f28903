/**
 * Administration of tags and their groups: the second, small interface of back ends that have it. Every method throws
 * `AppError` only: `INVALID_INPUT` for a name or colour that the back end would not take, `CONFLICT` for a name that is
 * taken, `NOT_FOUND` for what is gone.
 */
import type { Tag, TagGroup } from './model.ts';

export interface GroupValues {
  name: string;
  /** `#rrggbb`. */
  colour: string;
  /** Whether several tags of the group may stand on one customer. */
  multiple: boolean;
}

export interface TagAdmin {
  /** Longest name of a tag or a group, in characters. */
  longestName: number;
  createGroup(values: GroupValues, signal: AbortSignal): Promise<TagGroup>;
  updateGroup(id: string, values: GroupValues, signal: AbortSignal): Promise<void>;
  /**
   * Takes the tags inside along, off every customer.
   * @param tagCount how many the administrator saw; `CONFLICT` when there are others by now.
   */
  removeGroup(id: string, tagCount: number, signal: AbortSignal): Promise<void>;
  createTag(groupId: string, name: string, signal: AbortSignal): Promise<Tag>;
  renameTag(tag: Pick<Tag, 'id' | 'groupId'>, name: string, signal: AbortSignal): Promise<void>;
  /** Takes the tag off every customer. */
  removeTag(id: string, signal: AbortSignal): Promise<void>;
}
