import { Plus, Trash2 } from 'lucide';
import { useEffect, useRef } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { SecretField, TextField } from '../form/controls.tsx';
import type { JsonErrors, JsonValues } from './json-values.ts';

/** The headers of a request, by name; their values are secrets. */
export function HeadersField(props: {
  id: string;
  headers: JsonValues['headers'];
  onHeaders: (headers: JsonValues['headers']) => void;
  errors: JsonErrors['headers'];
  /** It is kept, and with it the values of its headers. */
  isKept: (name: string) => boolean;
}) {
  const { id, headers, onHeaders, errors } = props;
  const box = useRef<HTMLFieldSetElement>(null);
  const before = useRef(headers.length);

  // To the line that was added; where one was taken away, to what adds another.
  useEffect(() => {
    const was = before.current;
    before.current = headers.length;
    const inputs = box.current?.querySelectorAll<HTMLElement>('.header-line');
    if (headers.length > was) inputs?.[headers.length - 1]?.querySelector('input')?.focus();
    if (headers.length < was) box.current?.querySelector<HTMLElement>('[data-add-header]')?.focus();
  }, [headers.length]);

  const change = (at: number, more: Partial<JsonValues['headers'][number]>) =>
    onHeaders(headers.map((one, index) => (index === at ? { ...one, ...more } : one)));

  return (
    <fieldset ref={box} class="headers">
      <legend class="field-label">{t('options.json.headers')}</legend>
      <p class="field-hint">{t('options.json.headers.hint')}</p>
      {headers.map(({ name, value }, at) => {
        const error = errors[at];
        const called = name.trim() || t('options.json.header.number', { number: at + 1 });
        return (
          // A line is told by its place: two may be called the same while they are typed.
          <div key={at} class="header-line">
            <TextField
              id={`${id}-header-${at}-name`}
              label={t('options.json.header.name')}
              value={name}
              onValue={(next) => change(at, { name: next })}
              error={error?.name && nameWords(error.name)}
            />
            <SecretField
              id={`${id}-header-${at}-value`}
              label={t('options.json.header.value')}
              value={value}
              onValue={(next) => change(at, { value: next })}
              keptValue={props.isKept(name) ? keptOnDevice : ''}
              error={error?.value && valueWords(error.value)}
            />
            <button
              type="button"
              class="button button-icon"
              aria-label={t('options.removeNamed', { name: called })}
              title={t('options.remove')}
              onClick={() => onHeaders(headers.filter((_, index) => index !== at))}
            >
              <Icon node={Trash2} />
            </button>
          </div>
        );
      })}
      <button
        type="button"
        class="button button-quiet"
        data-add-header
        onClick={() => onHeaders([...headers, { name: '', value: '' }])}
      >
        <Icon node={Plus} />
        {t('options.json.header.add')}
      </button>
    </fieldset>
  );
}

type Wrong = NonNullable<JsonErrors['headers'][number]>;

const nameWords = (error: NonNullable<Wrong['name']>): string =>
  error === 'missing' ? t('options.shop.error.missing') : t(`options.json.header.error.${error}`);

const valueWords = (error: NonNullable<Wrong['value']>): string =>
  error === 'moved' ? t('options.json.header.error.moved') : t(`options.shop.error.${error}`);
