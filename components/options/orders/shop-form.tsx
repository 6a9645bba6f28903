import { KeyRound } from 'lucide';
import { useEffect, useRef, useState } from 'preact/hooks';
import { t } from '../../../lib/i18n/index.ts';
import { orderPatterns } from '../../../lib/settings/addresses.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { Icon } from '../../controls/icon.tsx';
import { SecretField, TextField } from '../form/controls.tsx';
import type { OrderEvents } from './order-events.ts';
import { ShopTest } from './shop-test.tsx';
import { newShop, type ShopErrors, type ShopValues, shopOf, shopValuesOf } from './shop-values.ts';

/** A WooCommerce shop as it is typed: try it, keep it. */
export function ShopForm(props: {
  id: string;
  saved: OrderSource | undefined;
  /** Called in the click itself. */
  onSave: (source: OrderSource, access: string[]) => void;
  onTest: OrderEvents['test'];
  onCancel: () => void;
  busy: boolean;
}) {
  const { id, saved } = props;
  const form = useRef<HTMLFormElement>(null);
  const [values, setValues] = useState<ShopValues>(saved ? shopValuesOf(saved) : newShop);
  const [attempts, setAttempts] = useState(0);
  const made = shopOf(id, values, saved);
  const errors: ShopErrors = attempts > 0 && 'errors' in made ? made.errors : {};
  const kept = saved ? keptOnDevice : '';
  const prefix = `shop-${id}`;

  useEffect(() => form.current?.querySelector<HTMLElement>('input')?.focus(), []);
  useEffect(() => {
    if (attempts > 0) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  function source(): OrderSource | null {
    if ('source' in made) return made.source;
    setAttempts(attempts + 1);
    return null;
  }
  const field = (name: keyof ShopValues) => ({
    id: `${prefix}-${name}`,
    value: values[name],
    onValue: (value: string) => setValues({ ...values, [name]: value }),
    error: errors[name] && t(`options.shop.error.${errors[name]}`),
  });
  const shop = values.name.trim() || t('options.shop.unnamed');

  return (
    <form
      ref={form}
      class="connection-form"
      noValidate
      aria-label={t('options.shop.woocommerce')}
      onSubmit={(event) => {
        event.preventDefault();
        const typed = source();
        if (typed) props.onSave(typed, orderPatterns(typed));
      }}
    >
      <TextField
        {...field('address')}
        label={t('options.shop.address')}
        hint={t('options.shop.address.hint')}
        inputMode="url"
      />
      <div class="pair">
        <SecretField
          {...field('key')}
          keptValue={kept}
          label={t('options.shop.key')}
          hint={t('options.shop.key.hint')}
        />
        <SecretField
          {...field('secret')}
          keptValue={kept}
          label={t('options.shop.secret')}
          hint={t('options.shop.secret.hint')}
        />
      </div>
      <div class="callout">
        <Icon node={KeyRound} />
        <p>{t('options.shop.readOnly')}</p>
      </div>
      <TextField
        {...field('name')}
        label={t('options.shop.name')}
        hint={t('options.shop.name.hint')}
        optional
      />
      <ShopTest id={prefix} shop={shop} source={source} onTest={props.onTest} />
      <div class="actions">
        <button type="submit" class="button button-primary" disabled={props.busy}>
          {t('options.save')}
        </button>
        <button type="button" class="button button-quiet" onClick={props.onCancel}>
          {t('options.cancel')}
        </button>
        <p class="actions-error" role="alert">
          {Object.keys(errors).length > 0 && t('options.fieldsWrong', { count: Object.keys(errors).length })}
        </p>
      </div>
    </form>
  );
}
