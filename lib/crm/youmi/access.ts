/** What opens Youmi: a token of the company's own key, with a signature on each call, or one that somebody was given. */
import { AppError } from '../../errors/app-error.ts';
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import {
  createTokenCache,
  ownKeyPace,
  type TokenCache,
  type TokenStorage,
} from '../../tokens/token-cache.ts';
import type { YoumiConnection } from './connection.ts';
import { createTokenIssuer } from './issue-token.ts';

export type Access =
  | { kind: 'key'; appKey: string; tokens: TokenCache }
  | { kind: 'pasted'; accessToken: string }
  | { kind: 'none' };

export interface AccessOptions {
  connection: Pick<YoumiConnection, 'baseUrl' | 'authUrl' | 'credentials'>;
  http: Pick<HttpClient, 'send' | 'aheadMs'>;
  clock: Clock;
  storage: TokenStorage;
  random?: () => number;
}

/** The key, where there is one, goes before a pasted token: it outlives it. */
export function accessFor({ connection, http, clock, storage, random }: AccessOptions): Access {
  const { appId = '', appKey = '', accessToken = '' } = connection.credentials ?? {};
  if (appId === '' || appKey === '') {
    return accessToken === '' ? { kind: 'none' } : { kind: 'pasted', accessToken };
  }
  const tokens = createTokenCache({
    storage,
    clock,
    owner: `${connection.baseUrl} ${appId}`,
    issue: createTokenIssuer({ http, connection, credentials: { appId, appKey }, now: () => clock.now() }),
    pace: ownKeyPace,
    ...(random && { random }),
  });
  return { kind: 'key', appKey, tokens };
}

/** @throws AppError, or the signal's reason. */
export async function tokenOf(access: Access, signal: AbortSignal): Promise<string> {
  if (access.kind === 'key') return access.tokens.get(signal);
  if (access.kind === 'pasted') return access.accessToken;
  throw new AppError('NOT_CONFIGURED', { detail: 'no credentials' });
}
