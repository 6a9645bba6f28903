/**
 * A strict Medusa 2, "List Orders" of its Admin API, after its public pages (docs.medusajs.com/api/admin) and, for what a
 * search looks at, the `searchable` fields of `order` and `address` in its source: the order's number, its e-mail address
 * and texts of its addresses as the buyer wrote them.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ShopOrder, shopOrders } from './orders.ts';

export const medusaKey = 'sk_7d1f0b9c5a3e48f2b6d4c8a0e1f35297';

/** Of "List Orders". */
const parameters = new Set([
  'q',
  'fields',
  'limit',
  'offset',
  'order',
  'id',
  'status',
  'sales_channel_id',
  'region_id',
  'customer_id',
  'created_at',
  'updated_at',
]);

/** What the double's words are there: of the order, its payment and its goods. */
const states: Readonly<Record<string, [string, string, string]>> = {
  processing: ['pending', 'captured', 'not_fulfilled'],
  'on-hold': ['pending', 'not_paid', 'not_fulfilled'],
  completed: ['completed', 'captured', 'delivered'],
  refunded: ['pending', 'refunded', 'delivered'],
  cancelled: ['canceled', 'canceled', 'not_fulfilled'],
};

export function createMedusa(orders: readonly ShopOrder[] = shopOrders) {
  const requests: { method: string; url: string; authorization: string | null }[] = [];
  /** What no correct client sends. */
  const violations: string[] = [];

  function handler(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '', headers } = request;
    const { pathname, searchParams } = new URL(url, 'https://shop.example');
    requests.push({ method, url, authorization: headers.authorization ?? null });
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    };
    if (method !== 'GET' || pathname !== '/admin/orders') {
      violations.push(`${method} ${pathname}`);
      return answer(404, { type: 'not_found', message: 'Not found' });
    }
    if (url.includes(medusaKey)) violations.push('a key in the address');
    const unknown = [...searchParams.keys()].filter((name) => !parameters.has(name));
    if (unknown.length > 0) {
      violations.push(`unknown parameters ${unknown.join(', ')}`);
      return answer(400, { type: 'invalid_data', message: `Unrecognized fields: '${unknown.join()}'` });
    }
    if (tokenOf(headers.authorization) !== medusaKey) return answer(401, { message: 'Unauthorized' });

    const limit = Number(searchParams.get('limit') ?? 20);
    const offset = Number(searchParams.get('offset') ?? 0);
    if (![limit, offset].every(Number.isInteger)) return answer(400, { type: 'invalid_data' });
    const order = searchParams.get('order') ?? 'created_at';
    if (!/^-?created_at$/.test(order)) violations.push(`sorted by ${order}`);
    const sign = order.startsWith('-') ? -1 : 1;
    const rows = orders
      .map(asListed)
      .filter(matching(searchParams.get('q') ?? ''))
      .toSorted((one, other) => sign * one.created_at.localeCompare(other.created_at));
    const fields = (searchParams.get('fields') ?? 'id').split(',').map((name) => name.replace(/^\*/, ''));
    for (const row of rows.slice(0, 1)) {
      const wrong = fields.filter((name) => !Object.hasOwn(row, name));
      if (wrong.length > 0) violations.push(`unknown fields ${wrong.join(', ')}`);
    }
    const selected = rows
      .slice(offset, offset + limit)
      .map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => fields.includes(name))));
    answer(200, { orders: selected, count: rows.length, offset, limit });
  }

  return { handler, requests, violations };
}

/** The key is the user name; there is no password. */
function tokenOf(header: string | undefined): string | null {
  const [, encoded] = /^Basic (\S+)$/.exec(header ?? '') ?? [];
  return encoded === undefined ? null : Buffer.from(encoded, 'base64').toString('utf8').replace(/:$/, '');
}

type Row = ReturnType<typeof asListed>;

const matching =
  (term: string) =>
  ({ display_id, email, shipping_address, billing_address }: Row): boolean =>
    [display_id, email, ...[shipping_address, billing_address].flatMap(searched)].some((text) =>
      String(text).toLowerCase().includes(term.toLowerCase()),
    );

const searched = ({ first_name, last_name, city, phone }: Row['shipping_address']) => [
  first_name,
  last_name,
  city,
  phone,
];

/** Amounts are numbers in whole units of the currency, whose code is in small letters, as is the country's. */
function asListed({ id, at, status, currency, total, buyer, items }: ShopOrder) {
  const [first = '', ...last] = buyer.name.split(' ');
  const [own = '', payment = '', delivery = ''] = states[status] ?? [];
  const address = {
    id: `ordaddr_${id}`,
    first_name: first,
    last_name: last.join(' '),
    city: '',
    country_code: buyer.country.toLowerCase(),
    phone: buyer.phone,
  };
  return {
    id: `order_${id}`,
    display_id: id,
    status: own,
    payment_status: payment,
    fulfillment_status: delivery,
    created_at: new Date(at).toISOString(),
    email: buyer.email,
    currency_code: currency.toLowerCase(),
    total: Number(total),
    items: items.map(({ name, quantity, total: sum }, place) => ({
      id: `ordli_${id}_${place}`,
      title: name,
      subtitle: '',
      quantity,
      unit_price: Number(sum) / quantity,
      total: Number(sum),
    })),
    shipping_address: address,
    billing_address: address,
  };
}
