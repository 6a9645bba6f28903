import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import type { Values } from '../../../lib/orders/template.ts';
import { type Placeholder, placeholders } from '../../../lib/settings/order-source.ts';
import { described, Field, type FieldProps } from '../form/field.tsx';

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
  const box = useRef<HTMLInputElement & HTMLTextAreaElement>(null);
  /** Where the cursor goes once what was put in is there. */
  const cursor = useRef<number | null>(null);

  useLayoutEffect(() => {
    if (cursor.current === null) return;
    box.current?.focus();
    box.current?.setSelectionRange(cursor.current, cursor.current);
    cursor.current = null;
  }, [value]);

  function insert(name: Placeholder) {
    const { selectionStart, selectionEnd } = box.current ?? {};
    const [from, to] = [selectionStart ?? value.length, selectionEnd ?? value.length];
    const text = `{${name}}`;
    cursor.current = from + text.length;
    onValue(value.slice(0, from) + text + value.slice(to));
  }

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
      <ul class="chips" aria-label={t('options.json.chips')}>
        {placeholders.map((name) => (
          <li key={name}>
            <button
              type="button"
              class="chip"
              aria-label={t('options.json.insert', {
                name: `{${name}}`,
                example: props.examples[name] ?? '',
              })}
              aria-controls={id}
              onClick={() => insert(name)}
            >
              <code>{`{${name}}`}</code>
              <bdi class="chip-example" dir="ltr">
                {props.examples[name]}
              </bdi>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
