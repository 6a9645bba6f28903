/**
 * Shops that need only their address and a key: each as the source it stands for. A preset is data, in a file of its own;
 * whoever knows another shop's interface adds one, and what its form says in `components/options/orders/preset-words.ts`.
 */
import { isHeaderValue, type OrderPreset, type OrderSource } from '../settings/order-source.ts';
import { medusa } from './presets/medusa.ts';
import type { ShopPreset } from './presets/shop-preset.ts';
import { shopify } from './presets/shopify.ts';
import { vendure } from './presets/vendure.ts';
import { woocommerce } from './presets/woocommerce.ts';

export const shopPresets: Readonly<Record<OrderPreset, ShopPreset>> = {
  woocommerce,
  shopify,
  medusa,
  vendure,
};

/**
 * Such a shop at this address, with the path it may be installed under.
 *
 * @param shop.key the value of its header, as {@link headerOf} makes it.
 */
export function presetSource(
  preset: OrderPreset,
  shop: { id: string; name: string; address: string; key: string },
): OrderSource {
  const base = shop.address.trim().replace(/\/+$/, '');
  const { header, source } = shopPresets[preset];
  const { url, orElse, link, ...rest } = source;
  return {
    ...rest,
    kind: 'json',
    preset,
    id: shop.id,
    ...(shop.name !== '' && { name: shop.name }),
    url: base + url,
    // What is no path is a body.
    orElse: orElse.map((question) => (question.startsWith('/') ? base + question : question)),
    ...(link !== undefined && { link: base + link }),
    headers: { [header.name]: shop.key },
    allowPlainHttp: false,
  };
}

/** The address that such a source was made from. */
export function presetAddress(preset: OrderPreset, { url }: Pick<OrderSource, 'url'>): string {
  const end = url.indexOf(shopPresets[preset].root, 'https://'.length);
  return end < 0 ? url : url.slice(0, end);
}

/** The value of a preset's header; null where a secret has a character that no header takes. */
export function headerOf(preset: OrderPreset, secrets: readonly string[]): string | null {
  if (!secrets.every(isHeaderValue)) return null;
  const [first = '', second = ''] = secrets;
  switch (shopPresets[preset].header.scheme) {
    case 'basic':
      return `Basic ${btoa(`${first}:${second}`)}`;
    case 'bearer':
      return `Bearer ${first}`;
    case 'plain':
      return first;
  }
}
