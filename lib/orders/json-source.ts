/** A source of kind `json`: a request made from a template, a reply read by a map. */
import * as v from 'valibot';
import { AppError } from '../errors/app-error.ts';
import type { Call, HttpClient } from '../http/http-client.ts';
import type { E164 } from '../phone/e164.ts';
import type { OrderSource } from '../settings/order-source.ts';
import type { OrderCustomer, OrderPage } from './model.ts';
import { nextPage } from './next-page.ts';
import { at } from './pointer.ts';
import type { OrderPort } from './port.ts';
import { readOrders, rowsOf } from './read-page.ts';
import { fillAddress, fillBody, valuesFor } from './template.ts';

/** Bytes. */
const mostBytes = 2_000_000;

/** @param source with the real values of its headers. */
export function createJsonSource(source: OrderSource, http: HttpClient): OrderPort {
  const list = v.custom<unknown>((reply) => rowsOf(reply, source.map) !== null);

  async function ask(
    url: string,
    body: unknown,
    customer: OrderCustomer,
    signal: AbortSignal,
  ): Promise<OrderPage> {
    let link: string | null = null;
    const call: Call<unknown> = {
      name: 'orders',
      method: source.method,
      url,
      // A source reads; what it is asked by may be a POST all the same.
      safe: true,
      sign: () => ({
        headers: { accept: 'application/json', ...source.headers },
        ...(body !== undefined && { json: body }),
      }),
      schema: list,
      mostBytes,
      onHeaders: (headers) => {
        link = headers.get('link');
      },
    };
    const reply = await http.send(call, signal);
    const { next } = source.map;
    const named = next === undefined ? undefined : at(reply, next);
    return {
      orders: readOrders(rowsOf(reply, source.map) ?? [], source, customer),
      next: source.method === 'GET' ? nextPage(named, link, url) : null,
    };
  }

  /** What is asked for a first page, in turn. */
  function questions(customer: OrderCustomer): { url: string; body: unknown }[] {
    const values = valuesFor(customer, askedNumber(customer));
    const body = source.body === undefined ? undefined : fillBody(source.body, values);
    if (body === null) return [];
    return [source.url, ...source.orElse].flatMap((template) => {
      const url = fillAddress(template, values);
      return url === null ? [] : { url, body };
    });
  }

  return {
    capabilities: { pages: source.method === 'GET' },

    async find(customer, cursor, signal) {
      if (cursor !== null) {
        const isOwn = URL.canParse(cursor) && new URL(cursor).origin === originOf(source);
        if (!isOwn) throw new AppError('INVALID_INPUT', { detail: 'orders: a page of another host' });
        return ask(cursor, undefined, customer, signal);
      }
      const asked = questions(customer);
      if (asked.length === 0) throw new AppError('UNSUPPORTED', { detail: 'orders: nothing to ask by' });
      let page: OrderPage = { orders: [], next: null };
      for (const { url, body } of asked) {
        page = await ask(url, body, customer, signal);
        if (page.orders.length > 0) break;
      }
      return page;
    },
  };
}

/** The number to ask by: the chat's own, else the first that the CRM has. */
const askedNumber = ({ chatPhone, phones: [first] }: OrderCustomer): E164 | null =>
  chatPhone ?? first ?? null;

const originOf = ({ url }: OrderSource): string => new URL(url.replaceAll(/\{\w+\}/g, '0')).origin;
