/** Shops of which only the public pages are known, as the doubles have them. */
import { describe, expect, it } from 'vitest';
import { createJsonSource } from '../../lib/orders/json-source.ts';
import type { OrderCustomer } from '../../lib/orders/model.ts';
import { headerOf, presetSource } from '../../lib/orders/presets.ts';
import type { E164 } from '../../lib/phone/e164.ts';
import type { OrderPreset } from '../../lib/settings/order-source.ts';
import { createMedusa, medusaKey } from '../doubles/shop/medusa.ts';
import { manyOrders, type ShopOrder, shopOrders } from '../doubles/shop/orders.ts';
import { createShopify, shopifyToken } from '../doubles/shop/shopify.ts';
import { hastyHttp } from '../support/hasty-http.ts';
import { serve } from '../support/serve.ts';
import { ana, orderContract } from './orders-contract.ts';

const never = new AbortController().signal;
const bob: OrderCustomer = {
  id: 'bob',
  name: 'Bob Turner',
  email: 'bob@example.com',
  chatPhone: '+447700900002' as E164,
  phones: [],
};

interface Shop {
  preset: OrderPreset;
  secret: string;
  open(orders?: readonly ShopOrder[]): Pick<ReturnType<typeof createMedusa>, 'handler' | 'violations'> & {
    requests: unknown[];
  };
}
const medusa: Shop = { preset: 'medusa', secret: medusaKey, open: createMedusa };
const shopify: Shop = { preset: 'shopify', secret: shopifyToken, open: createShopify };

const sourceOf = ({ preset, secret }: Shop, address: string, key = headerOf(preset, [secret]) ?? '') =>
  presetSource(preset, { id: 'shop', name: '', address, key });

for (const shop of [medusa, shopify]) {
  orderContract(shop.preset, () => {
    const { handler, violations } = shop.open([...manyOrders, ...shopOrders]);
    return {
      handler,
      open: (baseUrl, http) => createJsonSource(sourceOf(shop, baseUrl), http),
      secret: shop.secret,
      anas: manyOrders.length + 4,
      violations: () => violations,
    };
  });
}

/** What is found of somebody, by a key, and what the shop got. */
async function find(shop: Shop, customer: OrderCustomer, key?: string) {
  const double = shop.open();
  const server = await serve(double.handler);
  const outcome = await createJsonSource(sourceOf(shop, server.baseUrl, key), hastyHttp())
    .find(customer, null, never)
    .then(
      ({ orders }) => ({ orders, error: null }),
      (error: unknown) => ({ orders: [], error }),
    );
  await server.close();
  expect(double.violations).toEqual([]);
  return { ...outcome, address: server.baseUrl, requests: double.requests };
}

describe.each([medusa, shopify])('$preset', (shop) => {
  const isShopify = shop === shopify;

  it('is read with all that the panel shows', async () => {
    const { orders, address } = await find(shop, ana);
    expect(orders[0]).toEqual({
      id: isShopify ? '1047' : 'order_1047',
      number: isShopify ? '#1047' : '1047',
      placedAt: '2026-11-20T17:32:10.000Z',
      status: { kind: 'paid', text: isShopify ? 'PAID' : 'captured' },
      total: isShopify ? '389.80' : '389.8',
      currency: 'BRL',
      items: [
        { name: 'Blue suede shoes, 38', quantity: '1', total: isShopify ? '299.90' : '299.9' },
        { name: 'Shoe care set', quantity: '1', total: isShopify ? '89.90' : '89.9' },
      ],
      url: `${address}${isShopify ? '/admin/orders/1047' : '/app/orders/order_1047'}`,
      tracking: null,
      match: { by: 'chat' },
    });
  });

  it('says what became of each', async () => {
    const { orders } = await find(shop, ana);
    expect(orders.map(({ status }) => status?.kind)).toEqual([
      'paid',
      isShopify ? 'sent' : 'delivered',
      'refunded',
      'cancelled',
    ]);
    expect((await find(shop, bob)).orders.map(({ status }) => status?.kind)).toEqual(['open']);
  });

  it('asks by the e-mail address where the number finds nothing, or is not known', async () => {
    const other = await find(shop, { ...bob, chatPhone: '+447700900009' as E164 });
    expect(other.orders.map(({ match }) => match)).toEqual([{ by: 'email', value: 'bob@example.com' }]);
    expect(other.requests).toHaveLength(2);
    const unknown = await find(shop, { ...bob, chatPhone: null });
    expect(unknown.orders).toHaveLength(1);
    expect(unknown.requests).toHaveLength(1);
  });

  it('does not let in a key that it does not know', async () => {
    const { error } = await find(shop, ana, headerOf(shop.preset, ['other']) ?? '');
    expect(error).toMatchObject({ code: 'BAD_CREDENTIALS' });
  });
});

it('Medusa finds a number as the buyer wrote it, and shows no order that has it only as its own', async () => {
  const byEmail = await find(medusa, bob);
  // `+44 7700 900002` has not `7700900002` in it.
  expect(byEmail.requests).toHaveLength(2);
  const stranger = { ...ana, email: null, chatPhone: '+5500001047' as E164 };
  expect((await find(medusa, stranger)).orders).toEqual([]);
});

it('Shopify says under HTTP 200 that an app may not read orders, or asks too much', async () => {
  for (const [said, code] of [
    ['ACCESS_DENIED', 'FORBIDDEN'],
    ['THROTTLED', 'RATE_LIMITED'],
  ]) {
    const server = await serve((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ data: null, errors: [{ message: '', extensions: { code: said } }] }));
    });
    const asking = createJsonSource(sourceOf(shopify, server.baseUrl), hastyHttp()).find(ana, null, never);
    await expect(asking).rejects.toMatchObject({ code });
    await server.close();
  }
});
