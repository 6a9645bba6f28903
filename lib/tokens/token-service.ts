/**
 * A company's own service that keeps one token for all of its agents: `GET` with `Authorization: Bearer` answers
 * `{"token", "expires_in": seconds}`.
 */
import * as v from 'valibot';
import { AppError, isAppError } from '../errors/app-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { IssuedToken } from './token-cache.ts';

const replySchema = v.looseObject({
  token: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  expires_in: v.pipe(
    v.union([v.number(), v.pipe(v.string(), v.regex(/^\d+$/), v.transform(Number))]),
    v.finite(),
    v.minValue(0),
  ),
});

/** Throws AppError: `BAD_CREDENTIALS` where the bearer is refused. */
export function createTokenService({
  http,
  url,
  bearer,
}: {
  http: Pick<HttpClient, 'send'>;
  url: string;
  bearer: string;
}) {
  return async function issue(signal: AbortSignal): Promise<IssuedToken> {
    try {
      const { token, expires_in } = await http.send(
        {
          name: 'token service',
          method: 'GET',
          url,
          safe: true,
          sign: () => ({ headers: { authorization: `Bearer ${bearer}` } }),
          schema: replySchema,
        },
        signal,
      );
      return { token, expiresIn: expires_in };
    } catch (thrown) {
      // Whoever waits for a token has sent nothing of their own yet.
      if (isAppError(thrown) && thrown.code === 'OUTCOME_UNKNOWN') {
        throw new AppError('OFFLINE', { detail: 'token service: no answer' });
      }
      throw thrown;
    }
  };
}
