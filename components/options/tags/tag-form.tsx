import { useState } from 'preact/hooks';
import type { Tag, TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { SelectField, TextField } from '../form/controls.tsx';
import { ItemForm } from '../lists/item-form.tsx';
import { useName } from '../lists/use-name.ts';
import { ColourField } from './colour-field.tsx';
import type { TagLimits } from './tag-edits.ts';

/** A tag: its name, its colour, and the group it is in. */
export function TagForm(props: {
  label: string;
  idPrefix: string;
  tag: Tag;
  groups: readonly TagGroup[];
  limits: TagLimits;
  onSave: (tag: Tag) => void;
  onCancel: () => void;
  /** Left out for a tag that is new. */
  onDelete?: () => void;
}) {
  const { tag, groups, idPrefix, limits } = props;
  const [groupId, setGroupId] = useState(tag.groupId ?? '');
  const [colour, setColour] = useState(tag.colour);
  const inGroup = groups.find((group) => group.id === groupId)?.tags ?? [];
  const others = inGroup.filter((one) => one.id !== tag.id);
  const { name, field, isRight } = useName(tag.name, others, limits.longestName);
  return (
    <ItemForm
      label={props.label}
      onSave={() => isRight() && props.onSave({ ...tag, name, colour, groupId })}
      onCancel={props.onCancel}
      more={
        props.onDelete && (
          <button type="button" class="button button-danger actions-end" onClick={props.onDelete}>
            {t('options.delete')}
          </button>
        )
      }
    >
      <div class="pair">
        <TextField {...field} id={`${idPrefix}-name`} label={t('options.item.name')} />
        {props.onDelete && limits.freeTags && (
          <SelectField
            id={`${idPrefix}-group`}
            label={t('options.tag.group')}
            value={groupId}
            onValue={setGroupId}
            choices={[
              { group: null, choices: groups.map((group) => ({ value: group.id, label: group.name })) },
            ]}
          />
        )}
      </div>
      {limits.freeTags && (
        <ColourField
          name={`${idPrefix}-colour`}
          value={colour}
          onValue={setColour}
          none={t('options.colour.asGroup')}
        />
      )}
    </ItemForm>
  );
}
