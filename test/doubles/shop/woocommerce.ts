/**
 * A strict WooCommerce, REST v3, "List all orders", after its public pages (woocommerce.github.io/woocommerce-rest-api-docs)
 * and, for what a search looks at, `OrdersTableSearchQuery` of its source: a text in the address as the buyer wrote it,
 * decoded once more than the address was, an item's name, or the id.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type ShopOrder, shopOrders } from './orders.ts';

/** A key with the permission "Read". */
export const shopKey = {
  key: 'ck_5f0c1f5a8a3e4b0d9b7c6a1e2d3f4051',
  secret: 'cs_9b8a7c6d5e4f30211203f4e5d6c7b8a9',
};

const shopPath = '/wp-json/wc/v3/orders';

/** Of "List all orders". */
const parameters = new Set([
  'context',
  'page',
  'per_page',
  'search',
  'after',
  'before',
  'exclude',
  'include',
  'offset',
  'order',
  'orderby',
  'parent',
  'parent_exclude',
  'status',
  'customer',
  'product',
  'dp',
]);

export type WooCommerce = ReturnType<typeof createWooCommerce>;

export function createWooCommerce(orders: readonly ShopOrder[] = shopOrders) {
  const requests: { method: string; url: string; authorization: string | null }[] = [];
  /** What no correct client sends. */
  const violations: string[] = [];

  function handler(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '', headers } = request;
    const asked = new URL(url, 'https://shop.example');
    requests.push({ method, url, authorization: headers.authorization ?? null });
    const answer = (status: number, body: unknown, more: Record<string, string> = {}) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=UTF-8', ...more });
      response.end(JSON.stringify(body));
    };
    const refuse = (status: number, code: string, message: string) =>
      answer(status, { code, message, data: { status } });

    if (asked.pathname !== shopPath) {
      violations.push(`asked for ${asked.pathname}`);
      return refuse(404, 'rest_no_route', 'No route was found matching the URL and request method.');
    }
    if (method !== 'GET') {
      violations.push(`${method} by a client that reads`);
      return refuse(
        401,
        'woocommerce_rest_authentication_error',
        'The API key provided does not have write permissions.',
      );
    }
    for (const secret of [shopKey.key, shopKey.secret])
      if (url.includes(secret)) violations.push('a key in the address');
    const unknown = [...asked.searchParams.keys()].filter((name) => !parameters.has(name));
    if (unknown.length > 0) violations.push(`unknown parameters ${unknown.join(', ')}`);

    const [key, secret] = basic(headers.authorization);
    if (key === null) {
      return refuse(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.');
    }
    if (key !== shopKey.key) {
      return refuse(401, 'woocommerce_rest_authentication_error', 'Consumer key is invalid.');
    }
    if (secret !== shopKey.secret) {
      return refuse(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.');
    }
    const page = Number(asked.searchParams.get('page') ?? 1);
    const perPage = Number(asked.searchParams.get('per_page') ?? 10);
    if (
      !(Number.isInteger(page) && page >= 1 && Number.isInteger(perPage) && perPage >= 1 && perPage <= 100)
    ) {
      return refuse(400, 'rest_invalid_param', 'Invalid parameter(s): per_page');
    }
    const found = orders.filter(matching(asked.searchParams.get('search')));
    const pages = Math.ceil(found.length / perPage);
    const link = ([rel, to]: [string, number]) => {
      const there = new URL(url, `https://${headers.host ?? 'shop.example'}`);
      there.searchParams.set('page', String(to));
      // As the server is reached here, with or without TLS.
      const base = 'encrypted' in request.socket ? there.href : there.href.replace(/^https/, 'http');
      return `<${base}>; rel="${rel}"`;
    };
    const links: [string, number][] = [];
    if (page > 1) links.push(['prev', page - 1]);
    if (page < pages) links.push(['next', page + 1]);
    answer(200, found.slice((page - 1) * perPage, page * perPage).map(asListed), {
      'X-WP-Total': String(found.length),
      'X-WP-TotalPages': String(pages),
      ...(links.length > 0 && { Link: links.map(link).join(', ') }),
    });
  }

  return { handler, requests, violations };
}

function basic(header: string | undefined): [string | null, string | null] {
  const [, encoded] = /^Basic (\S+)$/.exec(header ?? '') ?? [];
  if (encoded === undefined) return [null, null];
  const [key = null, secret = null] = Buffer.from(encoded, 'base64').toString('utf8').split(':');
  return [key, secret];
}

function matching(search: string | null): (order: ShopOrder) => boolean {
  if (search === null || search === '') return () => true;
  const term = decodeURIComponent(search.replaceAll('+', ' ')).toLowerCase();
  return ({ id, buyer, items }) => {
    const address = [buyer.name, buyer.country, buyer.email, buyer.phone].join(' ');
    return (
      search === String(id) ||
      address.toLowerCase().includes(term) ||
      items.some(({ name }) => name.toLowerCase().includes(term))
    );
  };
}

/** Times have no zone: those of `_gmt` are UTC, the others the shop's own, three hours behind. */
function asListed({ id, at, status, currency, total, buyer, items }: ShopOrder) {
  const [first = '', ...last] = buyer.name.split(' ');
  return {
    id,
    parent_id: 0,
    number: String(id),
    order_key: `wc_order_${id}`,
    created_via: 'checkout',
    status,
    currency,
    date_created: new Date(Date.parse(at) - 3 * 3_600_000).toISOString().slice(0, 19),
    date_created_gmt: at.slice(0, 19),
    total,
    customer_id: 0,
    billing: {
      first_name: first,
      last_name: last.join(' '),
      company: '',
      address_1: '',
      address_2: '',
      city: '',
      state: '',
      postcode: '',
      country: buyer.country,
      email: buyer.email,
      phone: buyer.phone,
    },
    payment_method: 'cod',
    line_items: items.map(({ name, quantity, total: sum }, at) => ({
      id: id * 10 + at,
      name,
      product_id: at + 1,
      variation_id: 0,
      quantity,
      subtotal: sum,
      total: sum,
      price: Number(sum) / quantity,
    })),
  };
}
