import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { guessMap } from '../../../lib/orders/guess-map.ts';
import { at } from '../../../lib/orders/pointer.ts';
import { shopPresets } from '../../../lib/orders/presets.ts';

/** As WooCommerce's pages show an order, in short. */
const wooCommerce = [
  {
    id: 727,
    parent_id: 0,
    number: '727',
    status: 'processing',
    currency: 'USD',
    date_created: '2026-03-22T16:28:02',
    date_created_gmt: '2026-03-22T19:28:02',
    discount_total: '0.00',
    shipping_total: '10.00',
    total: '29.35',
    customer_id: 0,
    billing: {
      first_name: 'John',
      state: 'CA',
      country: 'US',
      email: 'john.doe@example.com',
      phone: '(555) 555-5555',
    },
    shipping: { first_name: 'John', state: 'CA', country: 'CA', phone: '(555) 555-0000' },
    line_items: [
      { id: 315, name: 'Woo Single #1', product_id: 93, quantity: 2, subtotal: '6.00', total: '6.00' },
    ],
    tax_lines: [{ id: 318, rate_code: 'US-CA-STATE TAX', tax_total: '1.35' }],
  },
];

/** As a GraphQL shop answers, with what stands in `node`. */
const graph = {
  data: {
    orders: {
      edges: [
        {
          node: {
            id: 'gid://shop/Order/1',
            name: '#1001',
            createdAt: '2026-11-02T10:00:00Z',
            displayFulfillmentStatus: 'FULFILLED',
            totalShippingPriceSet: { shopMoney: { amount: '5.0', currencyCode: 'CAD' } },
            totalPriceSet: { shopMoney: { amount: '29.9', currencyCode: 'CAD' } },
            customer: { displayName: 'Ana', email: 'ana@example.com', phone: '+5511900000001' },
            lineItems: { edges: [{ node: { title: 'Hat', quantity: 1 } }] },
          },
        },
      ],
      pageInfo: { hasNextPage: false },
    },
  },
};

const own = {
  ok: true,
  tags: [{ id: 1, name: 'VIP' }],
  pedidos: [
    {
      codigo: 'x',
      numero: 'P-77',
      situacao: 'Enviado',
      valor: 'R$ 1.234,56',
      moeda: 'BRL',
      cliente: { telefone: '(11) 90000-0001', email: 'ana@example.com' },
      produtos: [{ nome: 'Chapéu', quantidade: 2 }],
    },
  ],
  links: { next: 'https://shop.example/?page=2' },
};

describe('a first map', () => {
  it('of WooCommerce is that of its preset', () => {
    const { items, ...map } = shopPresets.woocommerce.source.map;
    expect(guessMap(wooCommerce)).toEqual({
      ...map,
      items: items?.list,
      itemName: items?.name,
      itemQuantity: items?.quantity,
      itemTotal: items?.total,
    });
  });

  it('of a GraphQL shop goes through its edges', () => {
    expect(guessMap(graph)).toEqual({
      orders: '/data/orders/edges',
      number: '/node/name',
      id: '/node/id',
      placedAt: '/node/createdAt',
      status: '/node/displayFulfillmentStatus',
      total: '/node/totalPriceSet/shopMoney/amount',
      currency: '/node/totalPriceSet/shopMoney/currencyCode',
      phone: '/node/customer/phone',
      email: '/node/customer/email',
      items: '/node/lineItems/edges',
      itemName: '/node/title',
      itemQuantity: '/node/quantity',
    });
  });

  it('of a shop in another language knows the words of orders there, and the way to more', () => {
    expect(guessMap(own)).toEqual({
      orders: '/pedidos',
      number: '/numero',
      status: '/situacao',
      total: '/valor',
      currency: '/moeda',
      phone: '/cliente/telefone',
      email: '/cliente/email',
      items: '/produtos',
      itemName: '/nome',
      itemQuantity: '/quantidade',
      next: '/links/next',
    });
  });

  it('of people with their orders knows both lists', () => {
    const order = {
      code: 'T1',
      state: 'Delivered',
      totalWithTax: 100,
      lines: [{ quantity: 1, name: 'Hat' }],
    };
    const reply = { data: { customers: { items: [{ id: 1, orders: { items: [order] } }] } } };
    expect(guessMap(reply)).toMatchObject({
      owners: '/data/customers/items',
      orders: '/orders/items',
      number: '/code',
      items: '/lines',
    });
  });

  it.each([
    [null],
    ['text'],
    [{}],
    [[]],
    [{ error: { message: 'no', code: 12 } }],
    [[1, 2]],
    [{ tags: [{ name: 'VIP' }] }],
  ])('of %j is none', (reply) => {
    expect(guessMap(reply)).toEqual({});
  });

  it('never takes the shop’s id of a customer for that of the CRM', () => {
    expect(guessMap([{ number: '1', customer_id: 7, customerId: 8 }])).not.toHaveProperty('customerId');
  });

  it('leads somewhere in the reply, whatever it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (reply) => {
        const { orders, number } = guessMap({ orders: [{ number: '1', reply }], reply });
        const list = at({ orders: [{ number: '1', reply }], reply }, orders ?? '-');
        expect(Array.isArray(list) && list.some((row) => at(row, number ?? '-') !== undefined)).toBe(true);
      }),
    );
  });
});
