import { KeyRound } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { shopPresets } from '../../../lib/orders/presets.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import type { OrderPreset, OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { SecretField, TextField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { nobody } from './asked.ts';
import { Exchanged } from './exchanged.tsx';
import type { ShopFormProps } from './order-events.ts';
import { newPreset, presetSourceOf, presetValuesOf } from './preset-values.ts';
import { presetWords } from './preset-words.ts';
import { type Tried, TryShop } from './try-shop.tsx';

/** A shop of a preset as it is typed: try it, keep it. */
export function PresetForm(props: ShopFormProps & { preset: OrderPreset }) {
  const { id, preset, saved } = props;
  const words = presetWords[preset];
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState(saved ? presetValuesOf(preset, saved) : newPreset(preset));
  const [attempts, setAttempts] = useState(0);
  const made = presetSourceOf(preset, id, values, saved);
  const errors = attempts > 0 && 'errors' in made ? made.errors : { secrets: {} };
  const wrong = (errors.address ? 1 : 0) + Object.keys(errors.secrets).length;
  const prefix = `shop-${id}`;
  const shop = values.name.trim() || t('options.shop.unnamed');
  const [asked, setAsked] = useState(nobody);
  const [tried, setTried] = useState<Tried | null>(null);
  const { url, orElse, body = '' } = shopPresets[preset].source;

  useEffect(() => {
    if (saved) form.current?.querySelector<HTMLElement>('input')?.focus();
  }, []);
  useFirstWrong(form, attempts);

  function source(): OrderSource | null {
    if ('source' in made) return made.source;
    setAttempts(attempts + 1);
    return null;
  }

  return (
    <form
      ref={form}
      class="connection-form"
      noValidate
      aria-label={t(words.name)}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = source();
        if (typed) props.onSave(typed, orderPatterns(typed));
      }}
    >
      <TextField
        id={`${prefix}-address`}
        value={values.address}
        onValue={(address) => setValues({ ...values, address })}
        error={errors.address && t(`options.shop.error.${errors.address}`)}
        label={t(words.address.label)}
        hint={t(words.address.hint)}
        inputMode="url"
      />
      <div class="pair">
        {words.secrets.map(({ label, hint }, at) => {
          const error = errors.secrets[at];
          return (
            <SecretField
              key={label}
              id={`${prefix}-secret-${at}`}
              value={values.secrets[at] ?? ''}
              onValue={(secret) => setValues({ ...values, secrets: values.secrets.with(at, secret) })}
              error={error && t(`options.shop.error.${error}`)}
              keptValue={saved ? keptOnDevice : ''}
              label={t(label)}
              hint={t(hint)}
            />
          );
        })}
      </div>
      <div class="callout">
        <Icon node={KeyRound} />
        <p>{t(words.note)}</p>
      </div>
      <TextField
        id={`${prefix}-name`}
        value={values.name}
        onValue={(name) => setValues({ ...values, name })}
        label={t('options.shop.name')}
        hint={t('options.shop.name.hint')}
        optional
      />
      <fieldset class="group">
        <legend>{t('options.shop.test')}</legend>
        <TryShop
          id={prefix}
          shop={shop}
          asked={asked}
          onAsked={setAsked}
          templates={[url, ...orElse, body]}
          request={source}
          onTry={props.onTry}
          onTried={setTried}
        />
        {tried && 'source' in made && (
          <Exchanged id={prefix} shop={shop} tried={tried} source={made.source} />
        )}
      </fieldset>
      <FormActions onCancel={props.onCancel} busy={props.busy} wrong={wrong} />
    </form>
  );
}
