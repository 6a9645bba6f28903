import { Plus, X } from 'lucide';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { moveByKey, OrderButtons } from '../lists/order-buttons.tsx';
import type { OptionDraft } from './catalogue-edits.ts';

/** What a field offers, one box each. Several lines that are pasted become several options. */
export function OptionsList(props: {
  idPrefix: string;
  options: readonly OptionDraft[];
  onOptions: (options: readonly OptionDraft[]) => void;
  hint: string;
  error: string | undefined;
}) {
  const { idPrefix, options, onOptions, error } = props;
  const root = useRef<HTMLFieldSetElement>(null);
  const wanted = useRef<string[]>([]);
  useLayoutEffect(() => {
    for (const name of wanted.current) {
      const control = root.current?.querySelector<HTMLElement>(`[data-focus="${name}"]:not(:disabled)`);
      if (!control) continue;
      control.focus();
      break;
    }
    wanted.current = [];
  });

  function change(next: readonly OptionDraft[], ...focus: string[]) {
    wanted.current = focus;
    onOptions(next);
  }

  const typed = (index: number, label: string) =>
    options.with(index, { value: valueAt(options, index), label });

  function paste(event: ClipboardEvent, index: number) {
    const lines = (event.clipboardData?.getData('text/plain') ?? '').split(/\s*[\r\n]+\s*/).filter(Boolean);
    if (lines.length < 2) return;
    event.preventDefault();
    const made = lines.map((label) => ({ value: null, label }));
    const isEmpty = options[index]?.label.trim() === '';
    change(options.toSpliced(isEmpty ? index : index + 1, isEmpty ? 1 : 0, ...made));
  }

  function move(index: number, by: -1 | 1, focus: string) {
    const option = options[index];
    const to = index + by;
    if (!option || to < 0 || to >= options.length) return;
    const kind = focus.split(' ')[0] ?? 'option';
    change(options.toSpliced(index, 1).toSpliced(to, 0, option), `${kind} ${to}`, `up ${to}`, `down ${to}`);
  }

  const noteIds = `${idPrefix}-options-hint${error === undefined ? '' : ` ${idPrefix}-options-error`}`;
  return (
    <fieldset class="field" ref={root}>
      <legend class="field-label">{t('options.field.options')}</legend>
      <p class="field-hint" id={`${idPrefix}-options-hint`}>
        {props.hint}
      </p>
      <ul class="option-list">
        {options.map((option, index) => {
          const place = {
            index,
            count: options.length,
            onMove: (by: -1 | 1, focus: string) => move(index, by, focus),
          };
          const name = option.label.trim() || t('options.field.option', { place: index + 1 });
          return (
            <li key={index} onKeyDown={(event) => moveByKey(event, place)}>
              <input
                class="input"
                type="text"
                dir="auto"
                data-focus={`option ${index}`}
                aria-label={t('options.field.option', { place: index + 1 })}
                aria-describedby={noteIds}
                aria-invalid={error === undefined ? undefined : 'true'}
                value={option.label}
                onInput={(event) => onOptions(typed(index, event.currentTarget.value))}
                onPaste={(event) => paste(event, index)}
              />
              <OrderButtons id={String(index)} name={name} place={place} locked={false} />
              <button
                type="button"
                class="button button-icon"
                aria-label={t('options.removeNamed', { name })}
                title={t('options.remove')}
                onClick={() => change(options.toSpliced(index, 1), `option ${index}`, 'add')}
              >
                <Icon node={X} />
              </button>
            </li>
          );
        })}
      </ul>
      {error !== undefined && (
        <p class="field-error" id={`${idPrefix}-options-error`} role="alert">
          {error}
        </p>
      )}
      <button
        type="button"
        class="button fold-add"
        data-focus="add"
        onClick={() => change([...options, { value: null, label: '' }], `option ${options.length}`)}
      >
        <Icon node={Plus} />
        {t('options.field.addOption')}
      </button>
    </fieldset>
  );
}

const valueAt = (options: readonly OptionDraft[], index: number) => options[index]?.value ?? null;
