import { useState } from 'preact/hooks';
import type { TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { CheckField, TextField } from '../form/controls.tsx';
import { ItemForm } from '../lists/item-form.tsx';
import { useName } from '../lists/use-name.ts';
import { ColourField, firstColour } from './colour-field.tsx';
import type { TagLimits } from './tag-edits.ts';

type Group = Omit<TagGroup, 'tags'>;

/** A group of tags: its name, its colour, whether one or several of its tags fit one customer. */
export function GroupForm(props: {
  label: string;
  idPrefix: string;
  group: Group;
  others: readonly Group[];
  limits: TagLimits;
  onSave: (group: Group) => void;
  onCancel: () => void;
}) {
  const { group, idPrefix, limits } = props;
  const { name, field, isRight } = useName(group.name, props.others, limits.longestName);
  const [colour, setColour] = useState(group.colour ?? (limits.freeTags ? null : firstColour));
  const [multiple, setMultiple] = useState(group.multiple);
  return (
    <ItemForm
      label={props.label}
      onSave={() => isRight() && props.onSave({ id: group.id, name, colour, multiple })}
      onCancel={props.onCancel}
    >
      <TextField {...field} id={`${idPrefix}-name`} label={t('options.item.name')} />
      <ColourField
        name={`${idPrefix}-colour`}
        value={colour}
        onValue={setColour}
        {...(limits.freeTags && { none: t('options.colour.none') })}
      />
      <CheckField
        id={`${idPrefix}-multiple`}
        label={t('options.group.multiple')}
        hint={t('options.group.multiple.hint')}
        checked={multiple}
        onChecked={setMultiple}
      />
    </ItemForm>
  );
}
