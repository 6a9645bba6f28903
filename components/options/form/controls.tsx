import { Eye, EyeOff } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { described, Field, FieldNotes, type FieldProps } from './field.tsx';

type TextProps = FieldProps & {
  value: string;
  onValue: (value: string) => void;
  placeholder?: string;
  inputMode?: 'text' | 'numeric' | 'url';
  /** It is as it is, whoever looks. */
  readOnly?: boolean;
  /** What Enter does in place of what it does in the form. */
  onEnter?: () => void;
  /** What others of its kind say. */
  suggestions?: readonly string[];
};

export function TextField(props: TextProps) {
  return (
    <Field {...props}>
      <input
        {...described(props)}
        class="input"
        type="text"
        value={props.value}
        readOnly={props.locked || props.readOnly}
        placeholder={props.placeholder}
        inputMode={props.inputMode}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        dir="auto"
        list={props.suggestions && `${props.id}-list`}
        onInput={(event) => props.onValue(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !props.onEnter) return;
          event.preventDefault();
          props.onEnter();
        }}
      />
      {props.suggestions && (
        <datalist id={`${props.id}-list`}>
          {props.suggestions.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

/** A list, one entry a line. `children` stand between the box and its notes. */
export function LinesField(props: TextProps & { rows: number; children?: ComponentChildren }) {
  return (
    <Field {...props}>
      <textarea
        {...described(props)}
        class="input lines"
        rows={props.rows}
        value={props.value}
        readOnly={props.locked}
        placeholder={props.placeholder}
        autocomplete="off"
        spellcheck={false}
        dir="auto"
        onInput={(event) => props.onValue(event.currentTarget.value)}
      />
      {props.children}
    </Field>
  );
}

/** Write-only: what is kept shows as dots, and can be replaced but never read. */
export function SecretField(props: TextProps & { keptValue: string }) {
  const [shown, setShown] = useState(false);
  const kept = props.value === keptOnDevice;
  if (kept || props.locked) {
    return (
      <Field {...props}>
        <div class="secret">
          <input
            {...described(props)}
            class="input"
            type="text"
            readOnly
            value={props.locked ? '••••••••••••' : `•••••••••••• ${t('options.secret.kept')}`}
          />
          {!props.locked && (
            <button
              type="button"
              class="button"
              aria-label={t('options.secret.replaceNamed', { name: props.label })}
              onClick={() => props.onValue('')}
            >
              {t('options.secret.replace')}
            </button>
          )}
        </div>
      </Field>
    );
  }
  const typed = {
    ...described(props),
    class: 'input',
    value: props.value,
    autocomplete: 'off',
    autocapitalize: 'off',
    spellcheck: false,
    onInput: (event: { currentTarget: HTMLInputElement }) => props.onValue(event.currentTarget.value),
  } as const;
  return (
    <Field {...props}>
      <div class="secret">
        {shown ? <input {...typed} type="text" /> : <input {...typed} type="password" />}
        <button
          type="button"
          class="button button-icon"
          aria-pressed={shown}
          aria-label={t('options.secret.show')}
          title={t('options.secret.show')}
          onClick={() => setShown(!shown)}
        >
          <Icon node={shown ? EyeOff : Eye} />
        </button>
        {props.keptValue === keptOnDevice && (
          <button type="button" class="button" onClick={() => props.onValue(keptOnDevice)}>
            {t('options.secret.keep')}
          </button>
        )}
      </div>
    </Field>
  );
}

export interface Choice {
  value: string;
  label: string;
  /** Of the label, where it is not the page's. */
  lang?: string;
}

export type ChoiceGroups = { group: string | null; choices: Choice[] }[];

/** `choices` may be in named groups; those without a name stand first. */
export function SelectField(
  props: FieldProps & {
    value: string;
    onValue: (value: string) => void;
    choices: readonly { group: string | null; choices: readonly Choice[] }[];
  },
) {
  return (
    <Field {...props}>
      <select
        {...described(props)}
        class="input"
        value={props.value}
        disabled={props.locked}
        onChange={(event) => props.onValue(event.currentTarget.value)}
      >
        {props.choices.map(({ group, choices }) => {
          const options = choices.map((choice) => (
            <option
              key={choice.value}
              value={choice.value}
              lang={choice.lang}
              selected={choice.value === props.value}
            >
              {choice.label}
            </option>
          ));
          return group === null ? (
            options
          ) : (
            <optgroup key={group} label={group}>
              {options}
            </optgroup>
          );
        })}
      </select>
    </Field>
  );
}

export function CheckField(props: FieldProps & { checked: boolean; onChecked: (checked: boolean) => void }) {
  return (
    <div class="field check">
      <input
        {...described(props)}
        type="checkbox"
        checked={props.checked}
        disabled={props.locked}
        onChange={(event) => props.onChecked(event.currentTarget.checked)}
      />
      <div>
        <label for={props.id}>{props.label}</label>
        <FieldNotes {...props} />
      </div>
    </div>
  );
}

/** One of a few, each with a line of its own. */
export function RadioCards<T extends string>(props: {
  name: string;
  legend: string;
  value: T;
  onValue: (value: T) => void;
  /** One line each. */
  compact?: boolean;
  choices: readonly { value: T; label: string; text?: ComponentChildren }[];
}) {
  return (
    <fieldset class={props.compact ? 'radio-cards radio-cards-compact' : 'radio-cards'}>
      <legend class="field-label">{props.legend}</legend>
      {props.choices.map((choice) => {
        const id = `${props.name}-${choice.value}`;
        return (
          <label key={choice.value} class="radio-card" data-checked={choice.value === props.value}>
            <input
              type="radio"
              name={props.name}
              id={id}
              value={choice.value}
              checked={choice.value === props.value}
              aria-labelledby={`${id}-label`}
              aria-describedby={choice.text ? `${id}-text` : undefined}
              onChange={() => props.onValue(choice.value)}
            />
            <span class="radio-card-words">
              <span class="radio-card-label" id={`${id}-label`}>
                {choice.label}
              </span>
              {choice.text && (
                <span class="radio-card-text" id={`${id}-text`}>
                  {choice.text}
                </span>
              )}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}
