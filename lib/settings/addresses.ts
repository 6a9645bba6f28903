import { isAddress, type OrderSource } from './order-source.ts';
import { permissionPattern } from './permission-pattern.ts';
import type { ConnectionDraft } from './schema.ts';

/** Every address that a connection contacts: its back end's first, then its token service's. */
export function addressesOf(connection: ConnectionDraft): string[] {
  switch (connection.provider) {
    case 'local':
      return [];
    case 'socialepoch':
      return [connection.baseUrl];
    case 'sobot': {
      const service = connection.tokenService?.url;
      return service === undefined ? [connection.baseUrl] : [connection.baseUrl, service];
    }
  }
}

/** The permissions that a connection needs, each once. */
export function patternsOf(connection: ConnectionDraft): string[] {
  return [...new Set(addressesOf(connection).map(permissionPattern))];
}

const bare = (template: string) => new URL(template.replaceAll(/\{\w+\}/g, '0'));

/** Whose address a template is, for people. */
export const templateHost = (template: string): string => bare(template).host;

/** Every address that a source of orders contacts, without what is filled in. */
export function orderAddresses({ url, orElse }: Pick<OrderSource, 'url' | 'orElse'>): string[] {
  return [url, ...orElse.filter(isAddress)].map((template) => bare(template).href);
}

/** Where a source's headers go. */
export const orderOrigin = (source: OrderSource): string =>
  [...new Set(orderAddresses(source).map((address) => new URL(address).origin))].join(' ');

/** The permissions that a source of orders needs, each once. */
export function orderPatterns(source: Pick<OrderSource, 'url' | 'orElse'>): string[] {
  return [...new Set(orderAddresses(source).map(permissionPattern))];
}
