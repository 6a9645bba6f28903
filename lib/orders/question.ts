/** What a source asks for a customer, as requests. Pure. */
import type * as v from 'valibot';
import type { Call } from '../http/http-client.ts';
import { isAddress, type OrderRequest } from '../settings/order-source.ts';
import { askedNumber, type OrderCustomer } from './model.ts';
import { fillAddress, fillBody, type PageAsked, pageValues, valuesFor } from './template.ts';

/** Bytes of a reply. */
const mostBytes = 2_000_000;

export interface Question {
  /** Its place among those of the source. */
  place: number;
  url: string;
  /** Undefined: none is sent. */
  body: unknown;
}

/** What is asked for a page, in turn; none where nothing is known to ask by. */
export function questionsFor(source: OrderRequest, customer: OrderCustomer, page: PageAsked): Question[] {
  const values = { ...valuesFor(customer, askedNumber(customer)), ...pageValues(page) };
  return [source.url, ...source.orElse].flatMap((template, place) => {
    const url = fillAddress(isAddress(template) ? template : source.url, values);
    const bodyTemplate = isAddress(template) ? source.body : template;
    const body = bodyTemplate === undefined ? undefined : fillBody(bodyTemplate, values);
    return url === null || body === null ? [] : { place, url, body };
  });
}

/** @param source with the real values of its headers. */
export function callFor<T>(
  source: OrderRequest,
  { url, body }: Question,
  schema: v.GenericSchema<unknown, T>,
  onReply: NonNullable<Call<T>['onReply']>,
): Call<T> {
  return {
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
    onReply,
  };
}
