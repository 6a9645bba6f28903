/**
 * A token for the second version, by client credentials as OAuth has them (RFC 6749 §4.4). The vendor shows the request
 * and no answer to it, so the answer is read as the RFC says.
 */
import * as v from 'valibot';
import { AppError, isAppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import {
  createTokenCache,
  ownKeyPace,
  type TokenCache,
  type TokenStorage,
} from '../../tokens/token-cache.ts';
import type { YoumiConnection } from './connection.ts';
import { scalar, told } from './schema.ts';

const name = 'connect/token';
const usualTokenUrl = 'https://sso.yunshouzhi.net/connect/token';
const scope = 'Ls.Qkl.PublicApi';
/** s, where the answer does not say. */
const usualLife = 3600;

const grantedSchema = v.looseObject({
  access_token: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  expires_in: v.nullish(v.pipe(scalar, v.regex(/^\d{1,9}$/), v.transform(Number)), usualLife),
});
const refusedSchema = v.looseObject({ error: v.pipe(v.string(), v.nonEmpty()), error_description: told });

export function v2TokensFor({
  v2: { tokenUrl, clientId, clientSecret },
  http,
  clock,
  storage,
  random,
}: {
  v2: NonNullable<YoumiConnection['v2']>;
  http: Pick<HttpClient, 'send'>;
  clock: Clock;
  storage: TokenStorage;
  random?: () => number;
}): TokenCache {
  const url = tokenUrl || usualTokenUrl;

  async function issue(signal: AbortSignal) {
    if (clientId === '' || clientSecret === '') throw new AppError('NOT_CONFIGURED', { detail: 'no client' });
    const form = {
      client_id: clientId,
      client_secret: clientSecret,
      scope,
      grant_type: 'client_credentials',
    };
    const call = {
      name,
      method: 'POST',
      url,
      safe: false,
      sign: () => ({ headers: {}, form }),
      schema: v.union([grantedSchema, refusedSchema]),
    } as const;
    const reply = await http.send(call, signal).catch((thrown) => {
      // Whoever waits for a token has sent nothing of their own yet.
      const lost = isAppError(thrown) && thrown.code === 'OUTCOME_UNKNOWN';
      throw lost ? new AppError('SERVER_DOWN', { detail: `${name}: no answer` }) : thrown;
    });
    if (v.is(grantedSchema, reply)) {
      const { access_token, expires_in } = v.parse(grantedSchema, reply);
      return { token: access_token, expiresIn: expires_in };
    }
    const { error, error_description } = v.parse(refusedSchema, reply);
    throw new AppError('BAD_CREDENTIALS', {
      backend: { code: error.slice(0, 60), message: error_description.slice(0, 200) },
      detail: name,
    });
  }

  return createTokenCache({
    storage,
    clock,
    owner: `${url} ${clientId}`,
    issue,
    pace: ownKeyPace,
    ...(random && { random }),
  });
}
