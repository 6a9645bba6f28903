import type { ShopPreset } from './shop-preset.ts';

/** Of one customer; Vendure itself leaves out what staff only drafts. A basket is no order yet. */
const orders = {
  skip: '{offset}',
  take: '{limit}',
  sort: { orderPlacedAt: 'DESC', id: 'DESC' },
  filter: { state: { notIn: ['Created', 'AddingItems'] } },
};

const question = (filter: object): string =>
  JSON.stringify({
    query: `query Orders($customers: CustomerListOptions!, $orders: OrderListOptions!) {
      customers(options: $customers) {
        items {
          orders(options: $orders) {
            items {
              id code state orderPlacedAt totalWithTax currencyCode
              customer { phoneNumber emailAddress }
              shippingAddress { countryCode }
              lines { quantity linePriceWithTax productVariant { name } }
            }
          }
        }
      }
    }`.replace(/\s+/g, ' '),
    variables: { customers: { take: 20, filter }, orders },
  });

/**
 * Vendure, Admin API. Orders have no number to search by, customers have; theirs is stored as it was typed, and compared
 * here by regular expression. An address is equal there only in the same case, but contained in whatever case. Amounts
 * have two decimals, those of currencies without any too.
 */
export const vendure: ShopPreset = {
  root: '/admin-api',
  header: { name: 'vendure-api-key', scheme: 'plain' },
  source: {
    method: 'POST',
    url: '/admin-api',
    body: question({ phoneNumber: { regex: '{phonePattern}' } }),
    orElse: [question({ emailAddress: { contains: '{email}' } })],
    pageSize: 25,
    numbers: 'international',
    map: {
      owners: '/data/customers/items',
      orders: '/orders/items',
      id: '/id',
      number: '/code',
      placedAt: '/orderPlacedAt',
      status: '/state',
      total: '/totalWithTax',
      currency: '/currencyCode',
      phone: '/customer/phoneNumber',
      country: '/shippingAddress/countryCode',
      email: '/customer/emailAddress',
      items: {
        list: '/lines',
        name: '/productVariant/name',
        quantity: '/quantity',
        total: '/linePriceWithTax',
      },
    },
    link: '/dashboard/orders/{id}',
    minorUnits: true,
    minorDigits: 2,
    statuses: { ArrangingAdditionalPayment: 'open', PartiallyDelivered: 'sent' },
  },
};
