/**
 * A strict Shopify, as far as orders of one customer are read, after the public pages and schema of its GraphQL Admin API
 * (shopify.dev/docs/api/admin-graphql): what is wrong with a question stands in `errors` under HTTP 200.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readQuestion, selected } from './graphql-question.ts';
import { type ShopOrder, shopOrders } from './orders.ts';

/** With the access scopes `read_customers` and `read_orders`. */
export const shopifyToken = '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';

const path = '/admin/api/2026-07/graphql.json';

/** Numbers that Shopify has of its customers, in E.164 as it keeps them. */
const phones: Readonly<Record<string, string>> = {
  'ana@example.com': '+5511900000001',
  'bob@example.com': '+447700900002',
};

/** What the double's words are there: why it was cancelled, the payment, the goods. */
const states: Readonly<Record<string, [string | null, string, string]>> = {
  processing: [null, 'PAID', 'UNFULFILLED'],
  'on-hold': [null, 'PENDING', 'ON_HOLD'],
  completed: [null, 'PAID', 'FULFILLED'],
  refunded: [null, 'REFUNDED', 'FULFILLED'],
  cancelled: ['CUSTOMER', 'VOIDED', 'UNFULFILLED'],
};

export function createShopify(orders: readonly ShopOrder[] = shopOrders) {
  const requests: { method: string; url: string; variables: unknown }[] = [];
  /** What no correct client sends. */
  const violations: string[] = [];

  function question(body: string, answer: (status: number, reply: unknown) => void) {
    try {
      const { query, variables = {}, ...more } = JSON.parse(body);
      if (Object.keys(more).length > 0) violations.push(`unknown keys ${Object.keys(more).join(', ')}`);
      requests.push({ method: 'POST', url: path, variables });
      const data = selected({ customerByIdentifier }, readQuestion(query, variables));
      answer(200, { data, extensions: { cost: { requestedQueryCost: 200 } } });
    } catch (thrown) {
      const { message } = thrown as Error;
      violations.push(message);
      answer(200, { errors: [{ message, extensions: { code: 'undefinedField' } }] });
    }
  }

  function customerByIdentifier({ identifier }: { identifier: Record<string, string> }) {
    const [[kind, value] = [], ...others] = Object.entries(identifier);
    if (others.length > 0 || (kind !== 'phoneNumber' && kind !== 'emailAddress'))
      throw new Error('Exactly one identifier is asked by');
    if (kind === 'phoneNumber' && !/^\+\d{8,15}$/.test(value ?? '')) throw new Error('Phone is invalid');
    const found = Object.entries(phones).find(([email, phone]) => value === phone || value === email);
    return found ? customer(...found) : null;
  }

  const customer = (email: string, phone: string) => ({
    defaultPhoneNumber: { phoneNumber: phone },
    defaultEmailAddress: { emailAddress: email },
    orders: ({ first, after, sortKey, reverse }: Record<string, unknown>) => {
      if (typeof first !== 'number' || first < 1 || first > 250) throw new Error('first is not of 1 to 250');
      if (sortKey !== 'PROCESSED_AT' || reverse !== true) throw new Error('not newest first');
      const own = orders
        .filter(({ buyer }) => buyer.email === email)
        .toSorted((one, other) => other.at.localeCompare(one.at));
      const from = typeof after === 'string' ? Number(Buffer.from(after, 'base64').toString()) : 0;
      const end = from + first;
      return {
        nodes: own.slice(from, end).map((order) => asListed(order, customer(email, phone))),
        pageInfo: {
          hasNextPage: end < own.length,
          endCursor: own.length > 0 ? Buffer.from(String(end)).toString('base64') : null,
        },
      };
    },
  });

  function handler(request: IncomingMessage, response: ServerResponse) {
    const { method = '', url = '', headers } = request;
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
      response.end(JSON.stringify(body));
    };
    let body = '';
    request.on('data', (part: Buffer) => {
      body += part.toString();
    });
    request.on('end', () => {
      if (method !== 'POST' || url !== path) {
        violations.push(`${method} ${url}`);
        return answer(404, { errors: 'Not Found' });
      }
      if (!headers['content-type']?.startsWith('application/json')) violations.push('not sent as JSON');
      if (body.includes(shopifyToken)) violations.push('a token in the body');
      if (headers['x-shopify-access-token'] !== shopifyToken) {
        return answer(401, {
          errors: '[API] Invalid API key or access token (unrecognized login or wrong password)',
        });
      }
      question(body, answer);
    });
  }

  return { handler, requests, violations };
}

const money = (amount: string, currencyCode: string) => ({
  presentmentMoney: { amount, currencyCode },
  shopMoney: { amount, currencyCode },
});

function asListed({ id, at, status, currency, total, items }: ShopOrder, customer: object) {
  const [cancelReason = null, displayFinancialStatus = '', displayFulfillmentStatus = ''] =
    states[status] ?? [];
  return {
    id: `gid://shopify/Order/${id}`,
    legacyResourceId: String(id),
    name: `#${id}`,
    processedAt: at,
    createdAt: at,
    cancelReason,
    displayFinancialStatus,
    displayFulfillmentStatus,
    totalPriceSet: money(total, currency),
    customer,
    lineItems: ({ first }: Record<string, unknown>) => ({
      nodes: items.slice(0, Number(first)).map(({ name, quantity, total: sum }) => ({
        name,
        title: name,
        quantity,
        discountedTotalSet: money(sum, currency),
      })),
    }),
  };
}
