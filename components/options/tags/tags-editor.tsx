import { useState } from 'preact/hooks';
import type { TagGroup } from '../../../lib/crm/model.ts';
import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import { formatNumber } from '../../../lib/i18n/formats.ts';
import { isolate, t } from '../../../lib/i18n/index.ts';
import { TextField } from '../form/controls.tsx';
import { ListBlock } from '../lists/list-block.tsx';
import { useListEditor } from '../lists/use-list-editor.ts';
import { GroupForm } from './group-form.tsx';
import { GroupRow } from './group-row.tsx';
import { groupsLike } from './groups-like.ts';
import { tagActions } from './tag-actions.ts';
import type { TagEdits } from './tag-edits.ts';

/** Tags above which there is a box to search in. */
const manyTags = 24;
/** Groups that are drawn until more are asked for, and how many come then. */
const firstGroups = 30;

/** The company's tags by group, whoever keeps them. */
export function TagsEditor(props: {
  /** There may be several editors on one page. */
  idPrefix: string;
  groups: readonly TagGroup[];
  edits: TagEdits;
  text: string;
  /** What went wrong, in a sentence; the usual one where it is left out. */
  failed?: (error: AppErrorData) => string;
  /** Unfolded from the start. */
  open?: boolean;
}) {
  const { groups, edits } = props;
  const editor = useListEditor();
  const [typed, setTyped] = useState('');
  const [shownGroups, setShownGroups] = useState(firstGroups);
  const count = groups.reduce((sum, group) => sum + group.tags.length, 0);
  const found = groupsLike(groups, typed);

  const actions = tagActions(editor, edits, groups);
  const searching = typed.trim() !== '';

  return (
    <ListBlock
      title={t('options.tags')}
      line={groups.map((group) => `${isolate(group.name)} (${formatNumber(group.tags.length)})`).join(' · ')}
      text={props.text}
      editor={editor}
      add={t('options.group.add')}
      {...(props.open !== undefined && { open: props.open })}
      {...(props.failed && { failed: props.failed })}
      form={
        <GroupForm
          label={t('options.group.add')}
          idPrefix="new-group"
          group={{ id: '', name: '', colour: null, multiple: true }}
          others={groups}
          limits={edits.limits}
          onSave={actions.saveGroup}
          onCancel={() => editor.close('new')}
        />
      }
    >
      {count > manyTags && (
        <TextField
          id={`${props.idPrefix}-search`}
          label={t('options.tags.search')}
          value={typed}
          onValue={setTyped}
        />
      )}
      {searching && (
        <p class="fold-status" role="status">
          {t('options.tags.found', { count: found.reduce((sum, { tags }) => sum + tags.length, 0) })}
        </p>
      )}
      <ul class="items">
        {found.slice(0, shownGroups).map(({ group, tags }, index) => (
          <GroupRow
            key={group.id}
            group={group}
            tags={tags}
            groups={groups}
            index={edits.moveGroup && !searching ? index : null}
            edits={edits}
            editor={editor}
            actions={actions}
          />
        ))}
      </ul>
      {found.length > shownGroups && (
        <button
          type="button"
          class="button fold-add"
          onClick={() => setShownGroups(shownGroups + firstGroups)}
        >
          {t('options.groups.more', { count: Math.min(firstGroups, found.length - shownGroups) })}
        </button>
      )}
    </ListBlock>
  );
}
