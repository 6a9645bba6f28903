import type { Connection } from '../settings/schema.ts';
import type { Identity } from './account.ts';

/**
 * The identity of a connection with its real credentials; null while they are not complete. Two connections with the
 * same one are the same account.
 * @param digest makes of a secret what can be compared and not read back.
 */
export async function identityOf(
  connection: Connection,
  digest: (secret: string) => Promise<string>,
): Promise<Identity | null> {
  const { provider } = connection;
  switch (connection.provider) {
    case 'local':
      return { provider, company: '', address: '', key: '' };
    case 'socialepoch': {
      const { baseUrl, credentials } = connection;
      if (!credentials) return null;
      const { tenantId, apiKey } = credentials;
      return { provider, company: tenantId, address: addressOf(baseUrl), key: await digest(apiKey) };
    }
    case 'sobot': {
      const { baseUrl, credentials, tokenService, account } = connection;
      if (tokenService) {
        const address = `${addressOf(baseUrl)}\n${addressOf(tokenService.url)}`;
        return { provider, company: account ?? '', address, key: await digest(tokenService.bearer) };
      }
      if (!credentials) return null;
      const { appId, appKey } = credentials;
      return { provider, company: appId, address: addressOf(baseUrl), key: await digest(appKey) };
    }
  }
}

/** One spelling of an address: a slash at its end changes nothing. */
const addressOf = (url: string): string => new URL(url).href.replace(/\/+$/, '');

export const sameIdentity = (one: Identity, other: Identity): boolean =>
  one.provider === other.provider &&
  one.company === other.company &&
  one.address === other.address &&
  one.key === other.key;
