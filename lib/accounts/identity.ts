import { givenCredentials, withCredentials } from '../settings/credentials.ts';
import type { Connection, ConnectionDraft } from '../settings/schema.ts';
import type { Identity } from './account.ts';

/** What an account is known by, with the secret itself in the place of its digest. */
type Parts = Omit<Identity, 'key'> & { secret: string };

/** Null while the credentials are not complete. */
function partsOf(connection: Connection): Parts | null {
  const { provider } = connection;
  switch (connection.provider) {
    case 'local':
      return { provider, company: '', address: '', secret: '' };
    case 'socialepoch': {
      const { baseUrl, credentials } = connection;
      if (!credentials) return null;
      const { tenantId, apiKey } = credentials;
      return { provider, company: tenantId, address: addressOf(baseUrl), secret: apiKey };
    }
    case 'sobot': {
      const { baseUrl, credentials, tokenService, account } = connection;
      if (tokenService) {
        const address = `${addressOf(baseUrl)}\n${addressOf(tokenService.url)}`;
        return { provider, company: account ?? '', address, secret: tokenService.bearer };
      }
      if (!credentials) return null;
      const { appId, appKey } = credentials;
      return { provider, company: appId, address: addressOf(baseUrl), secret: appKey };
    }
    case 'youmi': {
      const { baseUrl, credentials, v2 } = connection;
      if (!credentials) return null;
      const [company, secret] =
        'appId' in credentials ? [credentials.appId, credentials.appKey] : ['', credentials.accessToken];
      const first = { provider, company, address: addressOf(baseUrl), secret };
      if (!v2) return first;
      // What is written goes to the company of the second version's client.
      return {
        provider,
        company: `${company}\n${v2.clientId}`,
        address: `${first.address}\n${addressOf(v2.baseUrl)}`,
        secret: `${secret}\n${v2.clientSecret}`,
      };
    }
  }
}

/**
 * The identity of a connection with its real credentials; null while they are not complete. Two connections with the
 * same one are the same account.
 * @param digest makes of a secret what can be compared and not read back.
 */
export async function identityOf(
  connection: Connection,
  digest: (secret: string) => Promise<string>,
): Promise<Identity | null> {
  const parts = partsOf(connection);
  if (!parts) return null;
  const { secret, ...known } = parts;
  return { ...known, key: secret === '' ? '' : await digest(secret) };
}

export const sameIdentity = (one: Identity, other: Identity): boolean =>
  one.provider === other.provider &&
  one.company === other.company &&
  one.address === other.address &&
  one.key === other.key;

/** Whether a connection that is typed anew may lead to another company than it does; kept secrets are placeholders. */
export function mayBeAnother(before: ConnectionDraft, after: ConnectionDraft): boolean {
  const [was, is] = [before, after].map((draft) => partsOf(withCredentials(draft, givenCredentials(draft))));
  return Boolean(was && is) && JSON.stringify(was) !== JSON.stringify(is);
}

/** One spelling of an address: a slash at its end changes nothing. */
const addressOf = (url: string): string => new URL(url).href.replace(/\/+$/, '');
