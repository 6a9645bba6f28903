import type { ShopPreset } from './shop-preset.ts';

const fields = [
  'id',
  'display_id',
  'status',
  'payment_status',
  'fulfillment_status',
  'created_at',
  'email',
  'total',
  'currency_code',
  '*items',
  '*shipping_address',
];
const question = (search: string): string =>
  `/admin/orders?q=${search}&fields=${fields.join(',')}&order=-created_at&limit={limit}&offset={offset}`;

/**
 * Medusa 2, Admin API, "List Orders". Its search looks for a text in the order's number and e-mail address, and in its
 * addresses as the buyer wrote them. An order's own status is `pending` until somebody completes it, so payment and
 * delivery tell more. `fulfilled` means packed. Amounts are in whole units of the currency.
 */
export const medusa: ShopPreset = {
  root: '/admin/',
  header: { name: 'Authorization', scheme: 'basic' },
  source: {
    method: 'GET',
    url: question('{phoneLocal}'),
    orElse: [question('{email}')],
    pageSize: 20,
    numbers: 'international',
    map: {
      orders: '/orders',
      id: '/id',
      number: '/display_id',
      placedAt: '/created_at',
      status: '/status',
      payment: '/payment_status',
      delivery: '/fulfillment_status',
      total: '/total',
      currency: '/currency_code',
      phone: '/shipping_address/phone',
      country: '/shipping_address/country_code',
      email: '/email',
      items: { list: '/items', name: '/title', quantity: '/quantity', total: '/total' },
    },
    link: '/app/orders/{id}',
    minorUnits: false,
    statuses: { fulfilled: 'open', partially_delivered: 'sent' },
  },
};
