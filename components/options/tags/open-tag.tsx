import type { TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { ListEditor } from '../lists/use-list-editor.ts';
import { chipName, type TagActions } from './tag-actions.ts';
import type { TagLimits } from './tag-edits.ts';
import { TagForm } from './tag-form.tsx';

/** The form of the tag of this group that is being made or edited, if any. */
export function OpenTag(props: {
  group: TagGroup;
  groups: readonly TagGroup[];
  limits: TagLimits;
  editor: ListEditor;
  actions: TagActions;
}) {
  const { group, groups, limits, editor, actions } = props;
  if (editor.open === `new tag ${group.id}`) {
    return (
      <TagForm
        label={t('options.tag.addTo', { name: group.name })}
        idPrefix="new-tag"
        tag={{ id: '', name: '', groupId: group.id, colour: null, readOnly: false }}
        groups={groups}
        limits={limits}
        onSave={actions.saveTag}
        onCancel={() => editor.close(`new tag ${group.id}`)}
      />
    );
  }
  const tag = group.tags.find((one) => editor.open === `tag ${one.id}`);
  if (!tag) return null;
  return (
    <TagForm
      key={tag.id}
      label={t('options.editNamed', { name: tag.name })}
      idPrefix={`tag-${tag.id}`}
      tag={tag}
      groups={groups}
      limits={limits}
      onSave={actions.saveTag}
      onCancel={() => editor.close(chipName(tag))}
      onDelete={() => actions.ask(`tag ${tag.id}`, [tag])}
    />
  );
}
