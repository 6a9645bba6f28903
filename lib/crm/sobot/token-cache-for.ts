import { AppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import {
  createTokenCache,
  ownKeyPace,
  type TokenCache,
  type TokenStorage,
  tokenServicePace,
} from '../../tokens/token-cache.ts';
import { createTokenService } from '../../tokens/token-service.ts';
import type { SobotConnection } from './connection.ts';
import { createTokenIssuer } from './issue-token.ts';

/** The connection's tokens: from the company's own service where it names one, else by its key. */
export function tokenCacheFor({
  connection,
  http,
  clock,
  storage,
  random,
}: {
  connection: Pick<SobotConnection, 'baseUrl' | 'credentials' | 'tokenService'>;
  http: HttpClient;
  clock: Clock;
  storage: TokenStorage;
  random?: () => number;
}): TokenCache {
  const { baseUrl, credentials, tokenService } = connection;
  const shared = { storage, clock, ...(random && { random }) };
  if (tokenService) {
    return createTokenCache({
      ...shared,
      owner: tokenService.url,
      issue: createTokenService({ http, ...tokenService }),
      pace: tokenServicePace,
    });
  }
  return createTokenCache({
    ...shared,
    owner: `${baseUrl} ${credentials?.appId ?? ''}`,
    issue: credentials
      ? createTokenIssuer({ http, baseUrl, credentials, now: () => clock.now() })
      : async () => {
          throw new AppError('NOT_CONFIGURED', { detail: 'no credentials' });
        },
    pace: ownKeyPace,
  });
}
