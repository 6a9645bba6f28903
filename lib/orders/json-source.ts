/** A source of kind `json`: a request made from a template, a reply read by a map. */
import * as v from 'valibot';
import { AppError } from '../errors/app-error.ts';
import type { Call, HttpClient } from '../http/http-client.ts';
import { isAddress, type OrderSource } from '../settings/order-source.ts';
import { graphQlError, hasErrors, isGraphQl } from './graphql.ts';
import { askedNumber, type OrderCustomer, type OrderPage } from './model.ts';
import { nextPage } from './next-page.ts';
import { firstPage, isCounted, nextCounted, readCursor } from './page-cursor.ts';
import { at } from './pointer.ts';
import type { OrderPort } from './port.ts';
import { listsOf, readOrders } from './read-page.ts';
import { fillAddress, fillBody, type PageAsked, pageValues, valuesFor } from './template.ts';

/** Bytes. */
const mostBytes = 2_000_000;

interface Question {
  /** Its place among those of the source. */
  place: number;
  url: string;
  body: unknown;
}

/** @param source with the real values of its headers. */
export function createJsonSource(source: OrderSource, http: HttpClient): OrderPort {
  const counted = isCounted(source);
  const graphQl = isGraphQl(source.body);
  const schema = v.custom<unknown>((reply) =>
    graphQl && hasErrors(reply) ? graphQlError(reply) !== null : listsOf(reply, source.map) !== null,
  );

  async function ask(
    { place, url, body }: Question,
    page: PageAsked,
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
      schema,
      mostBytes,
      onHeaders: (headers) => {
        link = headers.get('link');
      },
    };
    const reply = await http.send(call, signal);
    const refusal = graphQl ? graphQlError(reply) : null;
    if (refusal !== null) throw refusal;
    const lists = listsOf(reply, source.map) ?? [];
    const { next } = source.map;
    const named = next === undefined ? undefined : at(reply, next);
    const linked = source.method === 'GET' ? nextPage(named, link, url) : null;
    return {
      orders: readOrders(lists.flat(), source, customer),
      next: counted ? nextCounted(reply, lists, source, place, page) : linked,
    };
  }

  /** What is asked for a page, in turn. */
  function questions(customer: OrderCustomer, page: PageAsked): Question[] {
    const values = { ...valuesFor(customer, askedNumber(customer)), ...pageValues(page) };
    return [source.url, ...source.orElse].flatMap((template, place) => {
      const url = fillAddress(isAddress(template) ? template : source.url, values);
      const bodyTemplate = isAddress(template) ? source.body : template;
      const body = bodyTemplate === undefined ? undefined : fillBody(bodyTemplate, values);
      return url === null || body === null ? [] : { place, url, body };
    });
  }

  /** What a cursor leads to; null: it is none of this source's. */
  function questionOf(cursor: string, customer: OrderCustomer): [Question, PageAsked] | null {
    if (counted) {
      const read = readCursor(cursor, source);
      const question = read && questions(customer, read.asked).find(({ place }) => place === read.question);
      return question ? [question, read.asked] : null;
    }
    const isOwn = URL.canParse(cursor) && new URL(cursor).origin === originOf(source);
    return isOwn ? [{ place: 0, url: cursor, body: undefined }, firstPage(source)] : null;
  }

  return {
    capabilities: { pages: source.method === 'GET' || counted },

    async find(customer, cursor, signal) {
      if (cursor !== null) {
        const question = questionOf(cursor, customer);
        if (!question) throw new AppError('INVALID_INPUT', { detail: 'orders: no page of this shop' });
        return ask(...question, customer, signal);
      }
      const first = firstPage(source);
      const asked = questions(customer, first);
      if (asked.length === 0) throw new AppError('UNSUPPORTED', { detail: 'orders: nothing to ask by' });
      let page: OrderPage = { orders: [], next: null };
      for (const question of asked) {
        page = await ask(question, first, customer, signal);
        if (page.orders.length > 0) break;
      }
      return page;
    },
  };
}

const originOf = ({ url }: OrderSource): string => new URL(url.replaceAll(/\{\w+\}/g, '0')).origin;
