/** What the tags editor does to groups and tags, what it says once that is kept, and where the focus goes then. */
import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { ListEditor } from '../lists/use-list-editor.ts';
import type { TagEdits } from './tag-edits.ts';

/** By name, since one that was just made has no id that is known here. */
export const chipName = ({ groupId, name }: Tag): string => `tag ${groupId} ${name}`;

export function tagActions(editor: ListEditor, edits: TagEdits, groups: readonly TagGroup[]) {
  return {
    saveGroup(group: Omit<TagGroup, 'tags'>) {
      const status = t('options.item.saved', { name: group.name });
      editor.save(() => edits.saveGroup(group), { status, focus: [`edit ${group.name}`, 'new'] });
    },

    moveGroup({ id, name }: TagGroup, by: -1 | 1, focus: string) {
      let place = 0;
      const work = async () => {
        const answer = (await edits.moveGroup?.(id, by)) ?? 0;
        if (typeof answer !== 'number') return answer;
        place = answer;
        return null;
      };
      editor.move(work, () => ({
        status: t('options.order.said', { name, place, count: groups.length }),
        focus: [focus, `up ${name}`, `down ${name}`],
      }));
    },

    removeGroup(group: TagGroup) {
      const status = t('options.item.deleted', { name: group.name });
      editor.save(() => edits.removeGroup(group), { status, focus: ['new'] });
    },

    saveTag(tag: Tag) {
      const status = t('options.item.saved', { name: tag.name });
      editor.save(() => edits.saveTag(tag), { status, focus: [chipName(tag), `new tag ${tag.groupId}`] });
    },

    removeTag(tag: Tag) {
      const status = t('options.item.deleted', { name: tag.name });
      editor.save(() => edits.removeTag(tag), { status, focus: [`new tag ${tag.groupId}`] });
    },

    /** Before these tags go, under the name of the tag or group that goes. */
    ask(id: string, tags: readonly Tag[]) {
      return editor.ask(id, edits.usage?.(tags) ?? Promise.resolve(0));
    },
  };
}

export type TagActions = ReturnType<typeof tagActions>;
