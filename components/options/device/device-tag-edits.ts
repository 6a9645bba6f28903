import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { DeviceEvents } from '../device/device-events.ts';
import { placeOf, reordered, without } from '../lists/list-edits.ts';
import type { TagEdits } from '../tags/tag-edits.ts';
import { putGroup, putTag, withoutTag } from './catalogue-edits.ts';

/** The tags of the customers on this device: the page edits the list as it lies on the disk. */
export function deviceTagEdits({ saveGroups, usage, newId }: DeviceEvents): TagEdits {
  return {
    saveGroup: (group) => saveGroups((list) => putGroup(list, { ...group, id: group.id || newId() })),
    saveTag: (tag) => saveGroups((list) => putTag(list, { ...tag, id: tag.id || newId() })),
    removeGroup: ({ id }) => saveGroups((list) => without(list, id)),
    removeTag: ({ id }) => saveGroups((list) => withoutTag(list, id)),
    async moveGroup(id, by): Promise<number | AppErrorData> {
      let place = 0;
      const failed = await saveGroups((list) => {
        const next = reordered(list, id, by);
        place = placeOf(next, id);
        return next;
      });
      return failed ?? place;
    },
    usage: (tags) =>
      usage(
        'tags',
        tags.map((tag) => tag.id),
      ),
    limits: { longestName: null, freeTags: true },
  };
}
