import * as v from 'valibot';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { IssuedToken } from '../../tokens/token-cache.ts';
import { errorOf } from './codes.ts';
import { envelopeSchema, parsed, scalar } from './schema.ts';
import { tokenSign } from './signature.ts';

const name = 'get_token';

/** ms by which a stamp must have been off for that to be the reason of a refusal. */
const noticeable = 30_000;

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

/**
 * Section 2.1. It changes things (each call voids or renews), so it is never repeated: only a stamp that was refused,
 * which has issued nothing, is sent once more, by the server's time that the refusal told us.
 * @throws AppError; never `OUTCOME_UNKNOWN`, for whoever waits for a token has sent nothing of their own.
 */
export function createTokenIssuer({ http, baseUrl, credentials, now }: TokenIssuerOptions) {
  const { appId, appKey } = credentials;
  /** Epoch ms; null while the server has not told its time. */
  const serverTime = () => {
    const ahead = http.aheadMs();
    return ahead === null ? null : now() - ahead;
  };

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

  return async function issue(signal: AbortSignal): Promise<IssuedToken> {
    const stamp = serverTime() ?? now();
    try {
      return await ask(stamp, signal);
    } catch (thrown) {
      if (!isAppError(thrown)) throw thrown;
      if (thrown.code === 'OUTCOME_UNKNOWN')
        throw new AppError('SERVER_DOWN', { detail: `${name}: no answer` });
      const told = serverTime();
      // By which code a stale stamp is refused is not on the page.
      if (!thrown.backend || told === null) throw thrown;
      if (Math.abs(told - stamp) < noticeable) throw thrown;
      return ask(told, signal);
    }
  };
}
