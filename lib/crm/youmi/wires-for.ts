/** What a connection to Youmi speaks with, of the versions that it names. */
import type { Clock } from '../../http/clock.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { TokenStorage } from '../../tokens/token-cache.ts';
import { type Access, accessFor } from './access.ts';
import type { YoumiConnection } from './connection.ts';
import { v2TokensFor } from './v2-token.ts';
import { createYoumiWire, type YoumiWire } from './wire.ts';
import { createYoumiV2Wire, type YoumiV2Wire } from './wire-v2.ts';

export interface YoumiWires {
  access: Access;
  wire: YoumiWire;
  /** Null: the connection names no second version. */
  v2: YoumiV2Wire | null;
}

export function wiresFor({
  connection,
  http,
  v2Http,
  clock,
  tokens,
  v2Tokens,
}: {
  connection: YoumiConnection;
  http: HttpClient;
  /** Of the second version, which is another server with another clock. */
  v2Http: HttpClient;
  clock: Clock;
  tokens: TokenStorage;
  v2Tokens: TokenStorage;
}): YoumiWires {
  const access = accessFor({ connection, http, clock, storage: tokens });
  const wire = createYoumiWire({ connection, http, access, now: () => clock.now() });
  if (!connection.v2) return { access, wire, v2: null };
  const cache = v2TokensFor({ v2: connection.v2, http: v2Http, clock, storage: v2Tokens });
  const { baseUrl } = connection.v2;
  return { access, wire, v2: createYoumiV2Wire({ http: v2Http, baseUrl, tokens: cache }) };
}
