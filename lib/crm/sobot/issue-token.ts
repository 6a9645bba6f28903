import * as v from 'valibot';
import type { HttpClient } from '../../http/http-client.ts';
import type { IssuedToken } from '../../tokens/token-cache.ts';
import { issueByStamp } from '../issue-by-stamp.ts';
import { errorOf } from './codes.ts';
import { envelopeSchema, parsed, scalar } from './schema.ts';
import { tokenSign } from './signature.ts';

const name = 'get_token';

const itemSchema = v.looseObject({
  token: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  expires_in: v.optional(v.pipe(scalar, v.regex(/^\d+$/), v.transform(Number))),
  expire_in: v.optional(v.pipe(scalar, v.regex(/^\d+$/), v.transform(Number))),
});

/** The vendor's longest life of a token, s. */
const longestLife = 86_400;

export interface TokenIssuerOptions {
  http: Pick<HttpClient, 'send' | 'aheadMs'>;
  baseUrl: string;
  credentials: { appId: string; appKey: string };
  /** Epoch ms by this machine. */
  now(): number;
}

/** Section 2.1. Each call voids or renews. */
export function createTokenIssuer({ http, baseUrl, credentials, now }: TokenIssuerOptions) {
  const { appId, appKey } = credentials;
  async function ask(stamp: number, signal: AbortSignal): Promise<IssuedToken> {
    const createTime = String(Math.floor(stamp / 1000));
    const query = new URLSearchParams({
      appid: appId,
      create_time: createTime,
      sign: tokenSign(appId, createTime, appKey),
    });
    const reply = await http.send(
      {
        name,
        method: 'GET',
        url: `${baseUrl.replace(/\/+$/, '')}/api/get_token?${query}`,
        safe: false,
        sign: () => ({ headers: {} }),
        schema: envelopeSchema,
      },
      signal,
    );
    const error = errorOf(name, reply.ret_code, reply.ret_msg);
    if (error) throw error;
    const { token, expires_in, expire_in } = parsed(reply.item ?? reply.items, itemSchema, name);
    return { token, expiresIn: expires_in ?? expire_in ?? longestLife };
  }

  return issueByStamp({ name, http, now, ask });
}
