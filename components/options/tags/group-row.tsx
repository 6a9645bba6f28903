import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { ItemRow } from '../lists/item-row.tsx';
import type { ListEditor } from '../lists/use-list-editor.ts';
import { DeleteQuestion, doomedIn } from './delete-question.tsx';
import { Dot } from './dot.tsx';
import { GroupForm } from './group-form.tsx';
import { OpenTag } from './open-tag.tsx';
import type { TagActions } from './tag-actions.ts';
import { TagChips } from './tag-chips.tsx';
import type { TagEdits } from './tag-edits.ts';

/** A group with its tags, and what is being done to one of them. */
export function GroupRow(props: {
  group: TagGroup;
  /** Of its tags, those that were searched for. */
  tags: readonly Tag[];
  groups: readonly TagGroup[];
  /** Among all groups; null: it cannot be moved now. */
  index: number | null;
  edits: TagEdits;
  editor: ListEditor;
  actions: TagActions;
}) {
  const { group, tags, groups, index, edits, editor, actions } = props;
  const { limits } = edits;
  const doomed = doomedIn(group, editor);
  return (
    <ItemRow
      id={group.name}
      name={group.name}
      lead={<Dot colour={group.colour} />}
      line={t(group.multiple ? 'options.group.several' : 'options.group.one')}
      {...(index !== null && {
        place: {
          index,
          count: groups.length,
          onMove: (by: -1 | 1, focus: string) => actions.moveGroup(group, by, focus),
        },
      })}
      locked={editor.open !== null}
      onEdit={() => editor.edit(`edit ${group.id}`)}
      onDelete={() => actions.ask(group.id, group.tags)}
      form={
        editor.open === `edit ${group.id}` && (
          <GroupForm
            label={t('options.editNamed', { name: group.name })}
            idPrefix={`group-${group.id}`}
            group={group}
            others={groups.filter((one) => one.id !== group.id)}
            limits={limits}
            onSave={actions.saveGroup}
            onCancel={() => editor.close(`edit ${group.name}`)}
          />
        )
      }
    >
      <TagChips group={group} tags={tags} editor={editor} />
      {doomed ? (
        <DeleteQuestion
          doomed={doomed}
          count={edits.usage ? (editor.asking?.count ?? 0) : null}
          editor={editor}
          actions={actions}
        />
      ) : (
        <OpenTag group={group} groups={groups} limits={limits} editor={editor} actions={actions} />
      )}
    </ItemRow>
  );
}
