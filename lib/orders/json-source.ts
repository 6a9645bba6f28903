/** A source of kind `json`: a request made from a template, a reply read by a map. */
import * as v from 'valibot';
import { AppError } from '../errors/app-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { OrderSource } from '../settings/order-source.ts';
import { cursorAfter } from './cursor-after.ts';
import { graphQlError, hasErrors, isGraphQl } from './graphql.ts';
import type { OrderCustomer, OrderPage } from './model.ts';
import { firstPage, isCounted, readCursor } from './page-cursor.ts';
import type { OrderPort } from './port.ts';
import { callFor, type Question, questionsFor } from './question.ts';
import { listsOf, readOrders } from './read-page.ts';
import type { PageAsked } from './template.ts';

/** @param source with the real values of its headers. */
export function createJsonSource(source: OrderSource, http: HttpClient): OrderPort {
  const counted = isCounted(source);
  const graphQl = isGraphQl(source.body);
  const schema = v.custom<unknown>((reply) =>
    graphQl && hasErrors(reply) ? graphQlError(reply) !== null : listsOf(reply, source.map) !== null,
  );

  async function ask(
    question: Question,
    page: PageAsked,
    customer: OrderCustomer,
    signal: AbortSignal,
  ): Promise<OrderPage> {
    let link: string | null = null;
    const call = callFor(source, question, schema, ({ headers }) => {
      link = headers.get('link');
    });
    const reply = await http.send(call, signal);
    const refusal = graphQl ? graphQlError(reply) : null;
    if (refusal !== null) throw refusal;
    const lists = listsOf(reply, source.map) ?? [];
    return {
      orders: readOrders(lists.flat(), source, customer),
      next: cursorAfter(reply, lists, source, {
        question: question.place,
        asked: page,
        url: question.url,
        link,
      }),
    };
  }

  /** What a cursor leads to; null: it is none of this source's. */
  function questionOf(cursor: string, customer: OrderCustomer): [Question, PageAsked] | null {
    if (counted) {
      const read = readCursor(cursor, source);
      const question =
        read && questionsFor(source, customer, read.asked).find(({ place }) => place === read.question);
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
      const asked = questionsFor(source, customer, first);
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
