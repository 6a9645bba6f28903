import type { FieldDefinition } from '../../../lib/crm/model.ts';
import { usernameFields } from '../../../lib/crm/username-fields.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { Provider } from '../../../lib/settings/schema.ts';
import { fieldLabel } from '../../words/field-label.ts';
import { SelectField } from '../form/controls.tsx';

/** Which field takes the username of a chat, at the agent's press; the one that is chosen is always among them. */
export function UsernameField(props: {
  id: string;
  provider: Provider;
  value: string;
  onValue: (key: string) => void;
  /** The company's own fields, as far as they are known. */
  own: readonly FieldDefinition[];
  locked: boolean;
}) {
  const { value } = props;
  const own = props.own.filter(
    ({ type, readOnly }) => (type === 'text' || type === 'multiline') && !readOnly,
  );
  const known = [
    ...own.map(({ key, name }) => ({ value: key, label: name ?? fieldLabel(key, null) })),
    ...usernameFields[props.provider].map((key) => ({ value: key, label: fieldLabel(key, null) })),
  ];
  const isKnown = value === '' || known.some((choice) => choice.value === value);
  return (
    <SelectField
      id={props.id}
      label={t('options.usernameField')}
      hint={t(props.provider === 'sobot' ? 'options.usernameField.sobot' : 'options.usernameField.hint')}
      error={undefined}
      locked={props.locked}
      value={value}
      onValue={props.onValue}
      choices={[
        {
          group: null,
          choices: [
            { value: '', label: t('options.usernameField.none') },
            ...known,
            ...(isKnown ? [] : [{ value, label: fieldLabel(value, null) }]),
          ],
        },
      ]}
    />
  );
}
