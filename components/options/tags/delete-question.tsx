import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Question } from '../form/question.tsx';
import type { ListEditor } from '../lists/use-list-editor.ts';
import { chipName, type TagActions } from './tag-actions.ts';

/** What of a group is about to go: the group itself, or one of its tags; null: nothing. */
export function doomedIn(group: TagGroup, { asking }: ListEditor): { group: TagGroup } | { tag: Tag } | null {
  if (asking?.id === group.id) return { group };
  const tag = group.tags.find(({ id }) => asking?.id === `tag ${id}`);
  return tag ? { tag } : null;
}

/** Asks before a group or a tag goes, and says how many customers it touches where that is known. */
export function DeleteQuestion(props: {
  doomed: { group: TagGroup } | { tag: Tag };
  /** Null: the back end does not tell how many customers have it. */
  count: number | null;
  editor: ListEditor;
  actions: TagActions;
}) {
  const { doomed, editor, actions } = props;
  const known = props.count !== null;
  const count = props.count ?? 0;
  const about =
    'group' in doomed
      ? {
          text: t(known ? 'options.group.deleteQuestion' : 'options.group.deleteAnywhere', {
            name: doomed.group.name,
            tags: doomed.group.tags.length,
            count,
          }),
          remove: () => actions.removeGroup(doomed.group),
          opener: `delete ${doomed.group.name}`,
        }
      : {
          text: t(known ? 'options.tag.deleteQuestion' : 'options.tag.deleteAnywhere', {
            name: doomed.tag.name,
            count,
          }),
          remove: () => actions.removeTag(doomed.tag),
          opener: chipName(doomed.tag),
        };
  return (
    <Question
      text={about.text}
      yes={{ label: t('options.delete'), onYes: about.remove }}
      no={t('options.keep')}
      onNo={() => editor.close(about.opener)}
      busy={editor.busy}
    />
  );
}
