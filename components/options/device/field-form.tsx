import { useState } from 'preact/hooks';
import type { FieldDefinition, FieldType } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import { CheckField, SelectField, TextField } from '../form/controls.tsx';
import { ItemForm } from '../lists/item-form.tsx';
import { isTaken } from '../lists/list-edits.ts';
import { useName } from '../lists/use-name.ts';
import { hasOptions, madeOptions, type OptionDraft } from './catalogue-edits.ts';
import { OptionsList } from './options-list.tsx';

export type TypedField = Omit<FieldDefinition, 'id' | 'key' | 'name'> & { name: string };

const types: readonly FieldType[] = [
  'text',
  'multiline',
  'number',
  'date',
  'time',
  'single',
  'multi',
  'cascade',
];

/** A field: its name, what goes into it, whether it must be filled in. What is there already keeps its type. */
export function FieldForm(props: {
  label: string;
  idPrefix: string;
  field: FieldDefinition | null;
  others: readonly FieldDefinition[];
  onSave: (field: TypedField) => void;
  onCancel: () => void;
}) {
  const { field, idPrefix } = props;
  const { name, field: nameField, isRight } = useName(field?.name ?? '', props.others);
  const [type, setType] = useState<FieldType>(field?.type ?? 'text');
  const [required, setRequired] = useState(field?.required ?? false);
  const [options, setOptions] = useState<readonly OptionDraft[]>(field?.options ?? []);
  const [checked, setChecked] = useState(false);
  const wrong = hasOptions(type) ? optionProblem(options) : undefined;

  function save() {
    setChecked(true);
    if (!isRight() || wrong !== undefined) return;
    props.onSave({ name, type, required, options: hasOptions(type) ? madeOptions(options) : [] });
  }

  return (
    <ItemForm label={props.label} onSave={save} onCancel={props.onCancel}>
      <div class="pair">
        <TextField {...nameField} id={`${idPrefix}-name`} label={t('options.item.name')} />
        {field ? (
          <TextField
            id={`${idPrefix}-type`}
            label={t('options.field.type')}
            hint={t('options.field.type.kept')}
            value={t(`options.fieldType.${type}`)}
            onValue={() => {}}
            readOnly
          />
        ) : (
          <SelectField
            id={`${idPrefix}-type`}
            label={t('options.field.type')}
            value={type}
            onValue={(value) => setType(types.find((one) => one === value) ?? type)}
            choices={[
              {
                group: null,
                choices: types.map((value) => ({ value, label: t(`options.fieldType.${value}`) })),
              },
            ]}
          />
        )}
      </div>
      {hasOptions(type) && (
        <OptionsList
          idPrefix={idPrefix}
          options={options}
          onOptions={setOptions}
          hint={t(type === 'cascade' ? 'options.field.paths.hint' : 'options.field.options.hint')}
          error={checked ? wrong : undefined}
        />
      )}
      <CheckField
        id={`${idPrefix}-required`}
        label={t('options.field.required')}
        hint={t('options.field.required.hint')}
        checked={required}
        onChecked={setRequired}
      />
    </ItemForm>
  );
}

function optionProblem(options: readonly OptionDraft[]): string | undefined {
  const labels = options.map(({ label }) => label.trim()).filter((label) => label !== '');
  if (labels.length === 0) return t('options.field.noOptions');
  const twice = labels.find((label, index) =>
    isTaken(
      label,
      labels.slice(0, index).map((name) => ({ name })),
    ),
  );
  return twice === undefined ? undefined : t('options.item.taken', { name: twice });
}
