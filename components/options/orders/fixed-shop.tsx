import { KeyRound } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { orderPatterns, templateHost } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { SecretField } from '../form/controls.tsx';
import { FormActions } from '../form/form-actions.tsx';
import { useFirstWrong } from '../form/use-first-wrong.ts';
import { nobody } from './asked.ts';
import { Exchanged } from './exchanged.tsx';
import type { ShopFormProps } from './order-events.ts';
import { ownFields, withOwnKey } from './own-key.ts';
import { type Tried, TryShop } from './try-shop.tsx';

/** A shop that a policy names: it can be tried, and not changed, but for the secrets that the policy leaves to the user. */
export function FixedShop(
  props: Pick<ShopFormProps, 'onSave' | 'onTry' | 'busy'> & {
    source: OrderSource;
    ownSecrets: readonly string[];
    onClose: () => void;
  },
) {
  const { source } = props;
  const id = `shop-${source.id}`;
  const shop = source.name ?? templateHost(source.url);
  const form = useRef<HTMLFormElement>(null);
  const [asked, setAsked] = useState(nobody);
  const [tried, setTried] = useState<Tried | null>(null);
  const fields = ownFields(source, props.ownSecrets);
  const [values, setValues] = useState<string[]>(fields.map(({ isKept }) => (isKept ? keptOnDevice : '')));
  const [attempts, setAttempts] = useState(0);
  const made = withOwnKey(source, fields, values);
  const errors = attempts > 0 && 'errors' in made ? made.errors : {};
  const wrong = Object.keys(errors).length;

  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  useFirstWrong(form, attempts);

  function whole(): OrderSource | null {
    if ('source' in made) return made.source;
    setAttempts(attempts + 1);
    return null;
  }

  return (
    <form
      ref={form}
      class="connection-form"
      noValidate
      aria-label={shop}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = fields.length > 0 && whole();
        if (typed) props.onSave(typed, orderPatterns(typed));
      }}
    >
      {fields.length > 0 && (
        <>
          <div class="pair">
            {fields.map(({ label, hint, isKept }, at) => {
              const error = errors[at];
              return (
                <SecretField
                  key={label}
                  id={`${id}-secret-${at}`}
                  value={values[at] ?? ''}
                  onValue={(value) => setValues(values.with(at, value))}
                  error={error && t(`options.shop.error.${error}`)}
                  keptValue={isKept ? keptOnDevice : ''}
                  label={label}
                  hint={hint}
                />
              );
            })}
          </div>
          <div class="callout">
            <Icon node={KeyRound} />
            <p>{t('options.shop.ownKey')}</p>
          </div>
        </>
      )}
      <fieldset class="group">
        <legend>{t('options.shop.test')}</legend>
        <TryShop
          id={id}
          shop={shop}
          asked={asked}
          onAsked={setAsked}
          templates={[source.url, ...source.orElse, source.body ?? '']}
          request={whole}
          onTry={props.onTry}
          onTried={setTried}
        />
        {tried && <Exchanged id={id} shop={shop} tried={tried} source={source} />}
      </fieldset>
      <FormActions
        {...(fields.length === 0 && { save: null, cancel: t('options.close') })}
        onCancel={props.onClose}
        busy={props.busy}
        wrong={wrong}
      />
    </form>
  );
}
