import { t } from '../../../lib/i18n/index.ts';
import type { Values } from '../../../lib/orders/template.ts';
import { placeholders } from '../../../lib/settings/order-source.ts';
import { described, Field, type FieldProps } from '../form/field.tsx';
import { InsertChips } from '../form/insert-chips.tsx';
import { useInsert } from '../form/use-insert.ts';

/** A template, and below it what may stand in it: a press puts it where the cursor is. */
export function TemplateField(
  props: FieldProps & {
    value: string;
    onValue: (value: string) => void;
    /** What each placeholder looks like. */
    examples: Values;
    /** More than one makes it a box of lines. */
    rows?: number;
  },
) {
  const { id, value, onValue, rows = 1 } = props;
  const { box, insert } = useInsert(value, onValue);

  const control = {
    ...described(props),
    ref: box,
    value,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    dir: 'ltr',
    onInput: (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value),
  } as const;
  return (
    <div class="template-field">
      <Field {...props}>
        {rows > 1 ? (
          <textarea {...control} class="input lines template" rows={rows} />
        ) : (
          <input {...control} class="input template" type="text" inputMode="url" />
        )}
      </Field>
      <InsertChips
        label={t('options.json.chips')}
        controls={id}
        chips={placeholders.map((name) => ({
          text: `{${name}}`,
          label: t('options.json.insert', { name: `{${name}}`, example: props.examples[name] ?? '' }),
          example: props.examples[name],
        }))}
        onInsert={({ text }) => insert(text)}
      />
    </div>
  );
}
