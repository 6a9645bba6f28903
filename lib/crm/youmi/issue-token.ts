/**
 * A token by the company's key. Its interface is not on the page of the interfaces but on another public page of the
 * vendor: a signed POST, answered with the token and the second since 1970 in which it ends.
 */
import * as v from 'valibot';
import type { HttpClient } from '../../http/http-client.ts';
import type { IssuedToken } from '../../tokens/token-cache.ts';
import { issueByStamp } from '../issue-by-stamp.ts';
import { tokenAddress } from './addresses.ts';
import { errorOf } from './codes.ts';
import type { YoumiConnection } from './connection.ts';
import { entriesOf, envelopeSchema, parsed, refusalOf, scalar } from './schema.ts';
import { stamped } from './signature.ts';

const name = 'GetAccessToken';

const valuesSchema = v.looseObject({
  access_token: v.pipe(v.string(), v.trim(), v.nonEmpty()),
  expires_in: v.pipe(scalar, v.regex(/^\d{1,12}$/), v.transform(Number)),
});

export interface TokenIssuerOptions {
  http: Pick<HttpClient, 'send' | 'aheadMs'>;
  connection: Pick<YoumiConnection, 'baseUrl' | 'authUrl'>;
  credentials: { appId: string; appKey: string };
  /** Epoch ms by this machine. */
  now(): number;
}

/** Whether a call of it voids the tokens before is not said. */
export function createTokenIssuer({ http, connection, credentials, now }: TokenIssuerOptions) {
  const { appId, appKey } = credentials;
  async function ask(stamp: number, signal: AbortSignal): Promise<IssuedToken> {
    const body = { AppId: appId, ...(await stamped(appKey, appId, stamp)) };
    const reply = await http.send(
      {
        name,
        method: 'POST',
        url: tokenAddress(connection),
        safe: false,
        sign: () => ({ headers: { 'content-type': 'text/json' }, json: body }),
        schema: envelopeSchema,
      },
      signal,
    );
    if (!reply.succeed) throw errorOf(name, refusalOf(reply));
    const { access_token, expires_in } = parsed(entriesOf(reply.values)[0], valuesSchema, name);
    const asked = now() - (http.aheadMs() ?? 0);
    return { token: access_token, expiresIn: Math.max(0, expires_in - Math.floor(asked / 1000)) };
  }

  return issueByStamp({ name, http, now, ask });
}
