import type { IncomingMessage, ServerResponse } from 'node:http';
import { describe, expect, it } from 'vitest';
import { createJsonSource } from '../../lib/orders/json-source.ts';
import { presetSource } from '../../lib/orders/presets.ts';
import { manyOrders, shopOrders } from '../doubles/shop/orders.ts';
import { createWooCommerce, shopKey } from '../doubles/shop/woocommerce.ts';
import { hastyHttp } from '../support/hasty-http.ts';
import { serve } from '../support/serve.ts';
import { sourceOf } from '../unit/orders/samples.ts';
import { ana, type OrderHarness, orderContract } from './orders-contract.ts';

const authorization = `Basic ${btoa(`${shopKey.key}:${shopKey.secret}`)}`;
const wooCommerce = (address: string) =>
  presetSource('woocommerce', { id: 'shop', name: '', address, key: authorization });

orderContract('WooCommerce', () => {
  const shop = createWooCommerce([...manyOrders, ...shopOrders]);
  return {
    handler: shop.handler,
    open: (baseUrl, http) => createJsonSource(wooCommerce(baseUrl), http),
    secret: shopKey.secret,
    // Of the sample, all that the number finds as it is written.
    anas: manyOrders.length + 4,
    violations: () => shop.violations,
  };
});

/** A company's own: a list inside the reply, the next page named there, other people's orders among Ana's. */
function ownShop(): OrderHarness {
  const rows = Array.from({ length: 25 }, (_, at) => ({
    no: at,
    tel: at % 5 === 0 ? '+447700900002' : '+55 11 90000-0001',
    amount: 1000 + at,
    cur: 'BRL',
  }));
  const faults: string[] = [];
  const handler = (request: IncomingMessage, response: ServerResponse): void => {
    const url = new URL(request.url ?? '', 'http://shop.example');
    if (request.headers.authorization !== 'Bearer s3cret-of-the-shop') faults.push('no key');
    const search = url.searchParams.get('search') ?? '';
    const page = Number(url.searchParams.get('page') ?? 1);
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      const { p = '', skip = 0, after = null } = body === '' ? {} : JSON.parse(body).variables;
      const isAna = [search, p].includes('5511900000001');
      const from = after === null ? (page - 1) * 10 + skip : Number(after);
      const list = isAna ? rows.slice(from, from + 10) : rows.filter(({ no }) => no % 5 === 0);
      const isLast = !isAna || from + 10 >= rows.length;
      const next = isLast ? null : `/orders?search=${search}&page=${page + 1}`;
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({ data: { list, cursor: String(from + list.length), hasNext: !isLast }, next }),
      );
    });
  };
  return {
    handler,
    open: (baseUrl, http) =>
      createJsonSource(
        sourceOf({
          url: `${baseUrl}/orders?search={phoneDigits}`,
          map: { ...sourceOf().map, next: '/next' },
          minorUnits: true,
        }),
        http,
      ),
    secret: 's3cret-of-the-shop',
    anas: 20,
    violations: () => faults,
  };
}

orderContract('a shop of its own', ownShop);

/** The same, asked otherwise. */
const ownShopAskedBy = (question: (baseUrl: string) => Record<string, unknown>) => (): OrderHarness => ({
  ...ownShop(),
  open: (baseUrl, http) => createJsonSource(sourceOf(question(baseUrl)), http),
});
const graphQl = (variables: object) =>
  JSON.stringify({ query: 'query Q($p: String!) { orders(p: $p) { no } }', variables });

orderContract(
  'a shop that is asked by POST, and whose pages are counted',
  ownShopAskedBy((baseUrl) => ({
    url: `${baseUrl}/graphql`,
    method: 'POST',
    body: graphQl({ p: '{phoneDigits}', skip: '{offset}' }),
    pageSize: 10,
  })),
);

orderContract(
  'a shop that is asked by POST, and names where the next page begins',
  ownShopAskedBy((baseUrl) => ({
    url: `${baseUrl}/graphql`,
    method: 'POST',
    body: graphQl({ p: '{phoneDigits}', after: '{cursor}' }),
    map: { ...sourceOf().map, next: '/data/cursor', more: '/data/hasNext' },
  })),
);

orderContract(
  'a shop whose pages are counted in the address',
  ownShopAskedBy((baseUrl) => ({
    url: `${baseUrl}/orders?search={phoneDigits}&page={page}&size={limit}`,
    pageSize: 10,
  })),
);

it('reads ten thousand orders of one reply, and shows those of the customer', async () => {
  const list = Array.from({ length: 10_000 }, (_, at) => ({
    no: at,
    tel: at % 2 ? '+5511900000001' : '+447700900002',
  }));
  const server = await serve((_, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ data: { list } }));
  });
  const source = sourceOf({ url: `${server.baseUrl}/orders?search={phoneDigits}` });
  const { orders } = await createJsonSource(source, hastyHttp()).find(
    ana,
    null,
    new AbortController().signal,
  );
  await server.close();
  expect(orders).toHaveLength(5_000);
  expect(orders[0]).toMatchObject({ number: '1', match: { by: 'chat' } });
});

describe('a shop that speaks GraphQL', () => {
  const never = new AbortController().signal;
  const byNumber = graphQl({ p: '{phoneDigits}' });

  /** @returns what comes of a question, and the bodies that the shop got. */
  async function ask(answers: [number, unknown][], more: object = {}) {
    const bodies: unknown[] = [];
    const server = await serve((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => {
        body += part.toString();
      });
      request.on('end', () => {
        const [status, reply] = answers[Math.min(bodies.length, answers.length - 1)] ?? [500, null];
        bodies.push(JSON.parse(body).variables);
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(JSON.stringify(reply));
      });
    });
    const source = sourceOf({ url: `${server.baseUrl}/graphql`, method: 'POST', body: byNumber, ...more });
    const outcome = await createJsonSource(source, hastyHttp())
      .find(ana, null, never)
      .then(
        (page) => page,
        (error: unknown) => error,
      );
    await server.close();
    return { outcome, bodies };
  }
  const wrong = (code: string, data: unknown = null) => ({
    data,
    errors: [{ message: 'No', extensions: { code } }],
  });
  const row = { no: 1, tel: '+5511900000001' };

  it.each<[string, number, unknown, object]>([
    ['a refusal under HTTP 200', 200, wrong('FORBIDDEN'), { code: 'FORBIDDEN', retryable: false }],
    ['a key that is not known', 200, wrong('UNAUTHENTICATED'), { code: 'BAD_CREDENTIALS' }],
    ['a question that it does not take', 400, wrong('GRAPHQL_VALIDATION_FAILED'), { code: 'BAD_RESPONSE' }],
    ['a fault of its own', 200, wrong('INTERNAL_SERVER_ERROR'), { code: 'SERVER_DOWN', retryable: true }],
    ['a part that it could not answer', 200, wrong('OTHER', { list: [row] }), { code: 'BAD_RESPONSE' }],
    ['a part that it may not answer', 200, wrong('FORBIDDEN', { list: [row] }), { code: 'FORBIDDEN' }],
    ['no orders, and nothing wrong', 200, { data: { list: [] }, errors: [] }, { orders: [] }],
  ])('tells %s for what it is', async (_, status, reply, expected) => {
    expect((await ask([[status, reply]])).outcome).toMatchObject(expected);
  });

  it('is asked by another body where the one before finds nothing', async () => {
    const found = { data: { list: [{ no: 1, tel: '', mail: 'ana@example.com' }] } };
    const { outcome, bodies } = await ask(
      [
        [200, { data: { list: [] } }],
        [200, found],
      ],
      { orElse: [graphQl({ mail: '{email}' })] },
    );
    expect(outcome).toMatchObject({ orders: [{ match: { by: 'email' } }] });
    expect(bodies).toEqual([{ p: '5511900000001' }, { mail: 'ana@example.com' }]);
  });
});

describe('WooCommerce', () => {
  async function withShop<T>(
    use: (shop: ReturnType<typeof createWooCommerce>, address: string) => Promise<T>,
  ): Promise<T> {
    const shop = createWooCommerce();
    const server = await serve(shop.handler);
    try {
      return await use(shop, server.baseUrl);
    } finally {
      await server.close();
    }
  }
  const never = new AbortController().signal;

  it('is read with all that the panel shows', async () => {
    await withShop(async (_, address) => {
      const { orders } = await createJsonSource(wooCommerce(address), hastyHttp()).find(ana, null, never);
      expect(orders[0]).toEqual({
        id: '1047',
        number: '1047',
        placedAt: '2026-11-20T17:32:10.000Z',
        status: { kind: 'paid', text: 'processing' },
        total: '389.80',
        currency: 'BRL',
        items: [
          { name: 'Blue suede shoes, 38', quantity: '1', total: '299.90' },
          { name: 'Shoe care set', quantity: '1', total: '89.90' },
        ],
        url: `${address}/wp-admin/admin.php?page=wc-orders&action=edit&id=1047`,
        tracking: null,
        match: { by: 'chat' },
      });
    });
  });

  it('asks by the e-mail address where the number finds nothing, as where it is written with spaces', async () => {
    await withShop(async (shop, address) => {
      const source = createJsonSource(wooCommerce(address), hastyHttp());
      const bob = { ...ana, id: 'bob', email: 'bob@example.com', chatPhone: null, phones: [] };
      const byEmail = await source.find(bob, null, never);
      expect(byEmail.orders.map(({ match }) => match)).toEqual([{ by: 'email', value: 'bob@example.com' }]);
      const before = shop.requests.length;
      const byBoth = await source.find(
        { ...bob, chatPhone: '+447700900002' as typeof ana.chatPhone },
        null,
        never,
      );
      expect(byBoth.orders.map(({ match }) => match)).toEqual([{ by: 'chat' }]);
      expect(shop.requests.length - before).toBe(2);
    });
  });

  it('shows no order that has the number only as its own', async () => {
    await withShop(async (_, address) => {
      const source = createJsonSource(wooCommerce(address), hastyHttp());
      // A shop looks for a number among the ids of its orders too.
      const stranger = { ...ana, email: null, chatPhone: '+5500001047' as typeof ana.chatPhone };
      expect((await source.find(stranger, null, never)).orders).toEqual([]);
    });
  });
});
