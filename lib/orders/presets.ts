/**
 * Shops that need only their address and a key: each as the source it stands for. A preset is data; whoever knows another
 * shop's interface adds it here.
 */
import type { OrderSource } from '../settings/order-source.ts';

type Preset = Omit<OrderSource, 'id' | 'name' | 'headers' | 'allowPlainHttp' | 'currency'>;

/**
 * WooCommerce REST v3, "List all orders". Its search looks for a text in the address as the buyer wrote it, which holds
 * number and e-mail; it is decoded once more on the way, so that a `+` would be lost. Times are taken from the field that
 * is in UTC, without saying so.
 */
const woocommerce: Preset = {
  kind: 'json',
  preset: 'woocommerce',
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
};

/** A WooCommerce shop at this address (with the path it may be installed under), read with a consumer key. */
export function wooCommerceSource(shop: {
  id: string;
  name: string;
  address: string;
  authorization: string;
}): OrderSource {
  const base = shop.address.trim().replace(/\/+$/, '');
  const { url, orElse, link, ...rest } = woocommerce;
  return {
    ...rest,
    id: shop.id,
    ...(shop.name !== '' && { name: shop.name }),
    url: base + url,
    orElse: orElse.map((template) => base + template),
    link: base + link,
    headers: { Authorization: shop.authorization },
    allowPlainHttp: false,
  };
}

/** The address that such a source was made from. */
export const wooCommerceAddress = ({ url }: Pick<OrderSource, 'url'>): string =>
  url.slice(0, url.indexOf('/wp-json/'));
