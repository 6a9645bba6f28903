import type { ShopPreset } from './shop-preset.ts';

/**
 * WooCommerce REST v3, "List all orders". Its search looks for a text in the address as the buyer wrote it, which holds
 * number and e-mail; it is decoded once more on the way, so that a `+` would be lost. Times are taken from the field that
 * is in UTC, without saying so.
 */
export const woocommerce: ShopPreset = {
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
