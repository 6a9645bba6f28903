/** What the people of `people.ts` have ordered. */

export interface ShopOrder {
  id: number;
  /** ISO 8601, UTC. */
  at: string;
  status: string;
  currency: string;
  total: string;
  buyer: { name: string; email: string; phone: string; country: string };
  items: { name: string; quantity: number; total: string }[];
}

const ana = { name: 'Ana Cliente', email: 'ana@example.com', phone: '11900000001', country: 'BR' };
const bob = { name: 'Bob Turner', email: 'bob@example.com', phone: '+44 7700 900002', country: 'GB' };

/** Newest first, as the shop lists them. */
export const shopOrders: readonly ShopOrder[] = [
  {
    id: 1047,
    at: '2026-11-20T17:32:10Z',
    status: 'processing',
    currency: 'BRL',
    total: '389.80',
    buyer: ana,
    items: [
      { name: 'Blue suede shoes, 38', quantity: 1, total: '299.90' },
      { name: 'Shoe care set', quantity: 1, total: '89.90' },
    ],
  },
  {
    id: 1046,
    at: '2026-11-19T09:05:00Z',
    status: 'on-hold',
    currency: 'GBP',
    total: '54.00',
    buyer: bob,
    items: [{ name: 'Canvas bag', quantity: 2, total: '54.00' }],
  },
  {
    id: 1031,
    at: '2026-10-02T12:00:00Z',
    status: 'completed',
    currency: 'BRL',
    total: '159.90',
    // As the buyer wrote it that day.
    buyer: { ...ana, phone: '+5511900000001' },
    items: [{ name: 'Leather belt', quantity: 1, total: '159.90' }],
  },
  {
    id: 1012,
    at: '2026-07-14T20:45:31Z',
    status: 'refunded',
    currency: 'BRL',
    total: '79.90',
    buyer: ana,
    items: [{ name: 'Silk scarf', quantity: 1, total: '79.90' }],
  },
  {
    id: 988,
    at: '2026-05-30T08:10:00Z',
    status: 'cancelled',
    currency: 'BRL',
    total: '249.00',
    buyer: ana,
    items: [{ name: 'Summer hat', quantity: 3, total: '249.00' }],
  },
];

/** Orders of Ana's before those: more than a page of them. */
export const manyOrders: readonly ShopOrder[] = Array.from({ length: 120 }, (_, at) => ({
  id: 2000 + at,
  at: '2026-11-20T17:32:10Z',
  status: 'processing',
  currency: 'BRL',
  total: '389.80',
  buyer: ana,
  items: [{ name: 'Blue suede shoes, 38', quantity: 1, total: '389.80' }],
}));
