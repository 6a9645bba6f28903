import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { fillEmbedAddress } from '../../../lib/orders/embed-address.ts';
import type { Embed } from '../../../lib/settings/embed.ts';
import { isPlainHttp } from '../../../lib/settings/permission-pattern.ts';
import { CheckField, RadioCards, SecretField, TextField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { examplesOf, nobody } from '../orders/asked.ts';
import { PageReceives } from './page-receives.tsx';
import {
  newPage,
  type PageErrors,
  type PageField,
  type PageValues,
  pageOf,
  pageValuesOf,
  templateOf,
} from './page-values.ts';

/** Somebody who does not exist, for the preview. */
const sample = { ...examplesOf(nobody), time: '1795860000' };

/** An own page as it is typed. */
export function PageForm(props: {
  id: string;
  saved: Embed | undefined;
  onSave: (page: Embed) => void;
  onCancel: () => void;
  busy: boolean;
}) {
  const { id, saved } = props;
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<PageValues>(saved ? pageValuesOf(saved) : newPage);
  const [attempts, setAttempts] = useState(0);
  const made = pageOf(id, values, saved);
  const errors: PageErrors = attempts > 0 && 'errors' in made ? made.errors : {};
  const wrong = Object.keys(errors).length;
  const prefix = `page-${id}`;
  const template = templateOf(values);
  const preview = fillEmbedAddress(template, sample);
  const isYoumi = values.kind === 'youmi';

  useEffect(() => form.current?.querySelector<HTMLElement>('input[type="text"]')?.focus(), []);
  useFirstWrong(form, attempts);

  const errorOf = (name: PageField) => {
    const code = errors[name];
    if (code === undefined) return undefined;
    return code === 'key-anew' ? t('options.page.keyAnew') : t(`options.problem.${code}`);
  };
  const field = (name: Exclude<PageField, 'allowPlainHttp'>) => ({
    id: `${prefix}-${name}`,
    value: values[name],
    onValue: (value: string) => setValues({ ...values, [name]: value }),
    error: errorOf(name),
  });

  return (
    <form
      ref={form}
      class="connection-form"
      noValidate
      aria-label={t('options.page.one')}
      onSubmit={(event) => {
        event.preventDefault();
        if ('page' in made) props.onSave(made.page);
        else setAttempts(attempts + 1);
      }}
    >
      {!saved && (
        <RadioCards
          name={`${prefix}-kind`}
          legend={t('options.page.kind')}
          value={values.kind}
          onValue={(kind) => setValues({ ...values, kind })}
          choices={[
            { value: 'own', label: t('options.page.own') },
            { value: 'youmi', label: t('options.page.youmi'), text: t('options.page.youmi.text') },
          ]}
        />
      )}
      <TextField {...field('name')} label={t('options.page.name')} hint={t('options.page.name.hint')} />
      <TextField
        {...field('address')}
        label={t('options.page.address')}
        hint={t(isYoumi ? 'options.page.address.youmi' : 'options.page.address.hint')}
        inputMode="url"
      />
      {isYoumi && saved && <p class="field-hint">{t('options.page.youmi.text')}</p>}
      {isPlainHttp(values.address) && (
        <CheckField
          id={`${prefix}-plain`}
          label={t('options.plainHttp')}
          hint={t('options.plainHttp.hint')}
          error={errorOf('allowPlainHttp')}
          checked={values.allowPlainHttp}
          onChecked={(allowPlainHttp) => setValues({ ...values, allowPlainHttp })}
        />
      )}
      <div class="pair">
        <TextField
          {...field('sig')}
          label={t('options.page.sig')}
          hint={t('options.page.sig.hint')}
          optional
        />
        <SecretField
          {...field('sigKey')}
          keptValue={saved?.sigKey ?? ''}
          label={t('options.page.sigKey')}
          hint={t('options.page.sigKey.hint')}
          optional
        />
      </div>
      {preview !== null && (
        <p class="field-hint">
          {t('options.page.preview')}{' '}
          <bdi class="address">
            {values.sig.trim() === '' ? preview : `${preview}&${values.sig.trim()}=…`}
          </bdi>
        </p>
      )}
      <PageReceives template={template} />
      <FormActions onCancel={props.onCancel} busy={props.busy} wrong={wrong} />
    </form>
  );
}
