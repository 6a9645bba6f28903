import { useState } from 'preact/hooks';
import type { FieldDefinition, FieldValue } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';

/** Gets the control that the focus belongs in. */
type ControlRef = (control: HTMLElement | null) => void;

/** The right control for a field's type. Dates and times that are not in the browser's form are edited as text. */
export function FieldInput(props: {
  definition: FieldDefinition;
  label: string;
  value: FieldValue;
  invalid?: string | undefined;
  focusRef?: ControlRef;
  onValue: (value: FieldValue) => void;
}) {
  const { definition, label, value, onValue } = props;
  const text = Array.isArray(value) ? value.join(', ') : (value ?? '');
  // A box of one line would drop the breaks of what the CRM calls a text all the same. It stays what it is while one types.
  const [hasLines] = useState(definition.type === 'multiline' || /[\r\n]/.test(text));
  const shared = {
    class: 'input',
    'aria-label': label,
    'aria-required': definition.required,
    'aria-invalid': props.invalid !== undefined,
    ...(props.invalid !== undefined && { 'aria-describedby': props.invalid }),
  };
  const onText = (event: { currentTarget: { value: string } }) => onValue(event.currentTarget.value || null);

  if (definition.options.length > 0 && definition.type === 'multi') {
    return <MultiInput {...props} />;
  }
  if (definition.options.length > 0 && (definition.type === 'single' || definition.type === 'cascade')) {
    const known = definition.options.some((option) => option.value === text);
    return (
      <select {...shared} ref={props.focusRef ?? null} value={text} onChange={onText}>
        <option value="">{t('details.choose')}</option>
        {!known && text !== '' && <option value={text}>{text}</option>}
        {definition.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    );
  }
  if (hasLines) {
    return (
      <textarea {...shared} ref={props.focusRef ?? null} dir="auto" rows={3} value={text} onInput={onText} />
    );
  }
  const line = { ...shared, ref: props.focusRef ?? null, dir: 'auto' as const, value: text, onInput: onText };
  const picker = pickerType(definition, text);
  if (picker !== null) return <input {...line} type={picker} />;
  const keyboard = definition.key === 'email' ? 'email' : definition.type === 'number' ? 'decimal' : 'text';
  return <input {...line} type="text" inputMode={keyboard} />;
}

function pickerType({ type }: FieldDefinition, text: string): 'date' | 'time' | null {
  if (type === 'date') return text === '' || /^\d{4}-\d{2}-\d{2}$/.test(text) ? 'date' : null;
  if (type === 'time') return text === '' || /^\d{2}:\d{2}$/.test(text) ? 'time' : null;
  return null;
}

function MultiInput(props: {
  definition: FieldDefinition;
  label: string;
  value: FieldValue;
  focusRef?: ControlRef;
  onValue: (value: FieldValue) => void;
}) {
  const { definition, label, value, onValue } = props;
  const chosen = Array.isArray(value) ? value : value === null ? [] : [value];
  const toggle = (option: string, on: boolean) => {
    const next = on ? [...chosen, option] : chosen.filter((one) => one !== option);
    onValue(next.length > 0 ? next : null);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: the row has its label already
    <div class="choices" role="group" aria-label={label}>
      {definition.options.map((option, index) => (
        <label key={option.value} class="choice">
          <input
            ref={(index === 0 && props.focusRef) || null}
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => toggle(option.value, event.currentTarget.checked)}
          />
          <span dir="auto">{option.label}</span>
        </label>
      ))}
    </div>
  );
}
