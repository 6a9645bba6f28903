/** A shop that we did not write: what every source promises, and what only the real one shows. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createJsonSource } from '../../lib/orders/json-source.ts';
import type { Order, OrderCustomer } from '../../lib/orders/model.ts';
import { presetSource } from '../../lib/orders/presets.ts';
import type { E164 } from '../../lib/phone/e164.ts';
import type { OrderSource } from '../../lib/settings/order-source.ts';
import customers from '../shop/customers.json' with { type: 'json' };
import { hastyHttp } from '../support/hasty-http.ts';
import { passOn } from '../support/pass-on.ts';
import { startVendure, type Vendure } from '../support/vendure.ts';
import { ana, type OrderHarness, orderContract } from './orders-contract.ts';

let shop: Vendure | null = null;
beforeAll(async () => {
  shop = await startVendure();
}, 160_000);
afterAll(() => shop?.stop());

const theShop = (): Vendure => {
  if (!shop) throw new Error('The shop is not there.');
  return shop;
};
const never = new AbortController().signal;
const nobody: OrderCustomer = { id: 'x', name: null, email: null, chatPhone: null, phones: [] };

const vendure = (address: string, key = theShop().key): OrderSource =>
  presetSource('vendure', { id: 'shop', name: '', address, key });

/** All pages of what the shop has of somebody. */
async function ordersOf(customer: Partial<OrderCustomer>, source = vendure(theShop().address)) {
  const port = createJsonSource(source, hastyHttp());
  const found: Order[] = [];
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const page = await port.find({ ...nobody, ...customer }, cursor, never);
    found.push(...page.orders);
    cursor = page.next;
  }
  return found;
}
const byPhone = (phone: string) => ordersOf({ chatPhone: phone as E164 });
let known: Promise<Order[]> | null = null;
/** Nobody orders while the tests run. */
const ordersOfAna = () => {
  known ??= byPhone('+5511900000001');
  return known;
};
const byEmail = (email: string) => ordersOf({ email });

/** Baskets and drafts are no orders. */
const isOrder = (state: string) => !['AddingItems', 'Draft'].includes(state);
const anas = customers.anas.flatMap(({ states, settled = 0 }) => [
  ...states.filter(isOrder),
  ...Array<string>(settled).fill('PaymentSettled'),
]);

orderContract('Vendure', (): OrderHarness => {
  const { handler, violations } = passOn(theShop().address);
  return {
    handler,
    open: (baseUrl, http) => createJsonSource({ ...vendure(baseUrl), pageSize: 5 }, http),
    secret: theShop().key,
    anas: anas.length,
    violations: () => violations,
  };
});

describe('a real Vendure', () => {
  it('is read with all that the panel shows', async () => {
    const [order] = await byEmail('ana.3@example.com');
    expect(order).toEqual({
      id: expect.stringMatching(/^\d+$/),
      number: expect.stringMatching(/^[A-Z0-9]{16}$/),
      placedAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
      status: { kind: 'paid', text: 'PaymentSettled' },
      // Both, and 15.00 for the post.
      total: '494.70',
      currency: 'BRL',
      items: [
        { name: 'Blue suede shoes', quantity: '1', total: '299.90' },
        { name: 'Shoe care set', quantity: '2', total: '179.80' },
      ],
      url: `${theShop().address}/dashboard/orders/${order?.id}`,
      tracking: null,
      match: { by: 'email', value: 'ana.3@example.com' },
    });
  });

  it.each(customers.anas)(
    'finds $phone by the number of the chat',
    async ({ email, states, settled = 0 }) => {
      const ids = new Set((await byEmail(email)).map(({ id }) => id));
      expect(ids.size).toBe(states.filter(isOrder).length + settled);
      const found = (await ordersOfAna()).filter(({ id }) => ids.has(id));
      expect(found.map(({ match }) => match.by)).toEqual([...ids].map(() => 'chat'));
    },
  );

  it('shows nobody else, however alike the number is', async () => {
    expect(await ordersOfAna()).toHaveLength(anas.length);
  });

  it('finds an address in whatever case it is typed in the CRM', async () => {
    expect(await byEmail('Ana.2@Example.COM')).toHaveLength(1);
  });

  it('finds by the address whom the number does not find, as where it is in digits of another script', async () => {
    const layla = { chatPhone: '+201000000006' as E164 };
    expect(await ordersOf(layla)).toEqual([]);
    expect(await ordersOf({ ...layla, email: 'layla@example.com' })).toMatchObject([
      { match: { by: 'chat' } },
    ]);
  });

  it('has amounts with two decimals in a currency that has none', async () => {
    const [order] = await byPhone('+819012340005');
    expect(order).toMatchObject({ currency: 'JPY', total: '13515.00' });
  });

  it('tells what each order has come to', async () => {
    const kinds = new Map((await ordersOfAna()).map(({ status }) => [status?.text, status?.kind]));
    expect(Object.fromEntries(kinds)).toEqual({
      ArrangingPayment: 'open',
      PaymentAuthorized: 'paid',
      PaymentSettled: 'paid',
      PartiallyShipped: 'sent',
      Shipped: 'sent',
      PartiallyDelivered: 'sent',
      Delivered: 'delivered',
      Cancelled: 'cancelled',
      // While staff is changing it.
      Modifying: null,
      ArrangingAdditionalPayment: 'open',
    });
  });

  it('is not kept busy by a number that somebody typed to keep it busy', async () => {
    expect(await byPhone('+5511900000002')).toEqual([]);
  });

  it.each([
    ['of a role that may not', () => theShop().blindKey],
    ['that it does not know', () => 'no:key'],
  ])('says that a key %s is not allowed', async (_, key) => {
    const asking = ordersOf(ana, vendure(theShop().address, key()));
    await expect(asking).rejects.toMatchObject({ code: 'FORBIDDEN', backend: { code: 'FORBIDDEN' } });
  });
});
