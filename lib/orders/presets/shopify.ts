import type { ShopPreset } from './shop-preset.ts';

const question = (identifier: object): string =>
  JSON.stringify({
    query: `query Orders($identifier: CustomerIdentifierInput!, $first: Int!, $after: String) {
      customerByIdentifier(identifier: $identifier) {
        orders(first: $first, after: $after, sortKey: PROCESSED_AT, reverse: true) {
          nodes {
            legacyResourceId name processedAt cancelReason displayFinancialStatus displayFulfillmentStatus
            totalPriceSet { presentmentMoney { amount currencyCode } }
            customer { defaultPhoneNumber { phoneNumber } defaultEmailAddress { emailAddress } }
            lineItems(first: 10) {
              nodes { name quantity discountedTotalSet { presentmentMoney { amount } } }
            }
          }
          pageInfo { hasNextPage endCursor }
        }
      }
    }`.replace(/\s+/g, ' '),
    variables: { identifier, first: '{limit}', after: '{cursor}' },
  });

/**
 * Shopify, GraphQL Admin API. Orders cannot be searched by number, customers can: one of them is asked for by the number or
 * the address that the shop has of them. An order has no status of its own, but a reason where it was cancelled. More than
 * ten orders with their items would cost more than Shopify lets one question cost.
 */
export const shopify: ShopPreset = {
  root: '/admin/api/',
  header: { name: 'X-Shopify-Access-Token', scheme: 'plain' },
  source: {
    method: 'POST',
    url: '/admin/api/2026-07/graphql.json',
    body: question({ phoneNumber: '{phone}' }),
    orElse: [question({ emailAddress: '{email}' })],
    pageSize: 10,
    numbers: 'international',
    map: {
      owners: '/data/customerByIdentifier',
      orders: '/orders/nodes',
      next: '/data/customerByIdentifier/orders/pageInfo/endCursor',
      more: '/data/customerByIdentifier/orders/pageInfo/hasNextPage',
      id: '/legacyResourceId',
      number: '/name',
      placedAt: '/processedAt',
      status: '/cancelReason',
      payment: '/displayFinancialStatus',
      delivery: '/displayFulfillmentStatus',
      total: '/totalPriceSet/presentmentMoney/amount',
      currency: '/totalPriceSet/presentmentMoney/currencyCode',
      phone: '/customer/defaultPhoneNumber/phoneNumber',
      email: '/customer/defaultEmailAddress/emailAddress',
      items: {
        list: '/lineItems/nodes',
        name: '/name',
        quantity: '/quantity',
        total: '/discountedTotalSet/presentmentMoney/amount',
      },
    },
    link: '/admin/orders/{id}',
    minorUnits: false,
    statuses: {
      CUSTOMER: 'cancelled',
      DECLINED: 'cancelled',
      FRAUD: 'cancelled',
      INVENTORY: 'cancelled',
      OTHER: 'cancelled',
      STAFF: 'cancelled',
      FULFILLED: 'sent',
      PARTIALLY_FULFILLED: 'sent',
      AUTHORIZED: 'open',
      PARTIALLY_PAID: 'open',
      VOIDED: 'open',
      EXPIRED: 'open',
      UNFULFILLED: 'open',
      PENDING_FULFILLMENT: 'open',
      IN_PROGRESS: 'open',
      SCHEDULED: 'open',
      REQUEST_DECLINED: 'open',
      RESTOCKED: 'open',
    },
  },
};
