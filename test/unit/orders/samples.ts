import * as v from 'valibot';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { type OrderSource, orderSourceSchema } from '../../../lib/settings/order-source.ts';

export const anaPhone = '+5511900000001' as E164;

export const ana: OrderCustomer = {
  id: 'ana',
  name: 'Ana Cliente',
  email: 'ana@example.com',
  chatPhone: anaPhone,
  phones: [],
};

/** A shop of a company's own. */
export const ownShop = {
  id: 'own',
  name: 'Own shop',
  kind: 'json',
  url: 'https://shop.example/orders?search={phoneDigits}',
  headers: { Authorization: 'Bearer s3cret-of-the-shop' },
  map: {
    orders: '/data/list',
    number: '/no',
    placedAt: '/created',
    status: '/state',
    total: '/amount',
    currency: '/cur',
    url: '/link',
    tracking: '/track',
    phone: '/tel',
    email: '/mail',
    customerId: '/client',
    items: { list: '/lines', name: '/title', quantity: '/qty', total: '/sum' },
  },
} as const;

export const sourceOf = (more: Record<string, unknown> = {}): OrderSource =>
  v.parse(orderSourceSchema, { ...ownShop, ...more });
