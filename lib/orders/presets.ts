/**
 * Shops that need only their address and a key: each as the source it stands for. A preset is data; whoever knows another
 * shop's interface adds it here, and what its form says in `components/options/orders/preset-words.ts`.
 */
import type { OrderPreset, OrderSource } from '../settings/order-source.ts';

interface ShopPreset {
  /** With what every address that is asked begins, behind the one that is typed. */
  root: string;
  /** In which header the secrets go that are typed. `basic`: as user name and password. */
  header: { name: string; scheme: 'basic' | 'bearer' | 'plain' };
  /** Addresses begin with `root`; the link is behind the typed address as well. */
  source: Omit<OrderSource, 'id' | 'name' | 'kind' | 'preset' | 'headers' | 'allowPlainHttp' | 'currency'>;
}

/**
 * WooCommerce REST v3, "List all orders". Its search looks for a text in the address as the buyer wrote it, which holds
 * number and e-mail; it is decoded once more on the way, so that a `+` would be lost. Times are taken from the field that
 * is in UTC, without saying so.
 */
const woocommerce: ShopPreset = {
  root: '/wp-json/',
  header: { name: 'Authorization', scheme: 'basic' },
  source: {
    method: 'GET',
    url: '/wp-json/wc/v3/orders?per_page=50&search={phoneLocal}',
    orElse: ['/wp-json/wc/v3/orders?per_page=50&search={email}'],
    numbers: 'international',
    map: {
      orders: '',
      id: '/id',
      number: '/number',
      placedAt: '/date_created_gmt',
      status: '/status',
      total: '/total',
      currency: '/currency',
      phone: '/billing/phone',
      country: '/billing/country',
      email: '/billing/email',
      items: { list: '/line_items', name: '/name', quantity: '/quantity', total: '/total' },
    },
    link: '/wp-admin/admin.php?page=wc-orders&action=edit&id={id}',
    minorUnits: false,
    statuses: {},
  },
};

export const shopPresets: Readonly<Record<OrderPreset, ShopPreset>> = { woocommerce };

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
    orElse: orElse.map((template) => base + template),
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
  if (secrets.some((secret) => !/^[\x20-\x7e]+$/.test(secret))) return null;
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
