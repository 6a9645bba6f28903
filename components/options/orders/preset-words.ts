/** What the form of each preset says. */
import type { MessageKey } from '../../../lib/i18n/index.ts';
import type { OrderPreset } from '../../../lib/settings/order-source.ts';

interface Words {
  label: MessageKey;
  hint: MessageKey;
}

export interface PresetWords {
  name: MessageKey;
  /** What it is, beside its name. */
  text: MessageKey;
  address: Words;
  /** In the order in which they are joined. */
  secrets: readonly Words[];
  /** What the key may do, and should not. */
  note: MessageKey;
}

export const presetWords: Readonly<Record<OrderPreset, PresetWords>> = {
  woocommerce: {
    name: 'options.shop.woocommerce',
    text: 'options.shop.woocommerce.text',
    address: { label: 'options.shop.address', hint: 'options.shop.address.hint' },
    secrets: [
      { label: 'options.shop.key', hint: 'options.shop.key.hint' },
      { label: 'options.shop.secret', hint: 'options.shop.secret.hint' },
    ],
    note: 'options.shop.readOnly',
  },
  shopify: {
    name: 'options.shop.shopify',
    text: 'options.shop.shopify.text',
    address: { label: 'options.shop.address', hint: 'options.shop.shopify.address.hint' },
    secrets: [{ label: 'options.shop.shopify.token', hint: 'options.shop.shopify.token.hint' }],
    note: 'options.shop.shopify.scopes',
  },
  medusa: {
    name: 'options.shop.medusa',
    text: 'options.shop.medusa.text',
    address: { label: 'options.shop.address', hint: 'options.shop.medusa.address.hint' },
    secrets: [{ label: 'options.shop.medusa.key', hint: 'options.shop.medusa.key.hint' }],
    note: 'options.shop.medusa.user',
  },
  vendure: {
    name: 'options.shop.vendure',
    text: 'options.shop.vendure.text',
    address: { label: 'options.shop.address', hint: 'options.shop.vendure.address.hint' },
    secrets: [{ label: 'options.shop.vendure.key', hint: 'options.shop.vendure.key.hint' }],
    note: 'options.shop.vendure.role',
  },
};
