/** A source asked once for people to look at: what was sent, and what came back as it is. */
import * as v from 'valibot';
import { type AppErrorData, toErrorData } from '../errors/app-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { OrderRequest } from '../settings/order-source.ts';
import { graphQlError, isGraphQl } from './graphql.ts';
import type { OrderCustomer } from './model.ts';
import { firstPage } from './page-cursor.ts';
import { callFor, questionsFor } from './question.ts';

/** Plain JSON: it crosses contexts. */
export interface Exchange {
  request: {
    method: 'GET' | 'POST';
    url: string;
    /** The values of secret ones are masked. */
    headers: Record<string, string>;
    /** As JSON; null: none. */
    body: string | null;
  };
  /** Null: none came, or it was let go of. */
  reply: { status: number; type: string | null; link: string | null; text: string } | null;
  /** Why it is nothing to read orders from. */
  error: AppErrorData | null;
}

const mask = '••••••••';

/**
 * Every question that can be asked for this customer, whatever the one before finds: which of them finds orders is for the
 * map to say, and that is what is being made.
 *
 * @param source with the real values of its headers.
 */
export async function exchange(
  source: OrderRequest,
  http: HttpClient,
  customer: OrderCustomer,
  signal: AbortSignal,
): Promise<Exchange[]> {
  const exchanges: Exchange[] = [];
  for (const question of questionsFor(source, customer, firstPage(source))) {
    let reply: Exchange['reply'] = null;
    const json = v.custom<unknown>((value) => value !== undefined && (reply?.status ?? 0) < 400);
    const call = callFor(source, question, json, ({ status, headers, text }) => {
      reply = { status, type: headers.get('content-type'), link: headers.get('link'), text };
    });
    const error = await http.send(call, signal).then(
      (said) => (isGraphQl(source.body) ? graphQlError(said) : null),
      (thrown: unknown) => thrown,
    );
    const hidden = Object.keys(source.headers).map((name) => [name, mask]);
    exchanges.push({
      request: {
        method: source.method,
        url: question.url,
        headers: { accept: 'application/json', ...Object.fromEntries(hidden) },
        body: question.body === undefined ? null : JSON.stringify(question.body, null, 2),
      },
      reply,
      error: error === null ? null : toErrorData(error),
    });
  }
  return exchanges;
}
