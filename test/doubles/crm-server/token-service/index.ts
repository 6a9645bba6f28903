/**
 * A company's own token service in front of Sobot's key: `GET` with a bearer answers `{"token", "expires_in": seconds}`,
 * the same living token for everybody.
 */
import type { BackEnd, Reply } from '../back-end.ts';
import { refusedByFramework } from '../refusals.ts';
import type { Tokens } from '../sobot/tokens.ts';

export interface TokenService extends BackEnd {
  url: string;
  bearer: string;
}

const host = 'tokens.acme.example';
const path = '/sobot';
const bearer = 'xR6-token-service-bearer';

export function createTokenService(tokens: Tokens): TokenService {
  const envelope = (code: string, message: string): Reply => ({
    status: 200,
    code,
    json: { error: code, message },
  });
  return {
    name: 'token-service',
    hosts: [host],
    plainHosts: [],
    pathPrefixes: [path],
    url: `https://${host}${path}`,
    bearer,
    route({ method, pathname }) {
      if (pathname !== path) return { refused: refusedByFramework(404, 'Not Found', pathname) };
      if (method !== 'GET') return { refused: refusedByFramework(405, 'Method Not Allowed', pathname) };
      return { interface: 'token' };
    },
    answer(_name, { headers, now, pathname }) {
      if (headers.authorization !== `Bearer ${bearer}`)
        return refusedByFramework(401, 'Unauthorized', pathname);
      const { token, seconds } = tokens.current(now);
      return { status: 200, code: 'ok', json: { token, expires_in: seconds } };
    },
    envelope,
    change() {
      throw new Error('no customers here');
    },
    configure() {
      throw new Error('no settings here');
    },
    snapshot: () => ({}),
    reset: () => undefined,
  };
}
