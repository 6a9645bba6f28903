import { useState } from 'preact/hooks';
import type { TagGroup } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { CheckField, TextField } from '../controls.tsx';
import { ColourField } from './colour-field.tsx';
import { ItemForm } from './item-form.tsx';
import { useName } from './use-name.ts';

type Group = Omit<TagGroup, 'tags'>;

/** A group of tags: its name, its colour, whether one or several of its tags fit one customer. */
export function GroupForm(props: {
  label: string;
  idPrefix: string;
  group: Group;
  others: readonly Group[];
  onSave: (group: Group) => void;
  onCancel: () => void;
}) {
  const { group, idPrefix } = props;
  const { name, field, isRight } = useName(group.name, props.others);
  const [colour, setColour] = useState(group.colour);
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
        none={t('options.colour.none')}
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
