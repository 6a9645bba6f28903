import type { Embed } from './embed.ts';
import { isAddress, type OrderRequest } from './order-source.ts';
import { isEmbed } from './orders-entry.ts';
import { permissionPattern } from './permission-pattern.ts';
import type { ConnectionDraft } from './schema.ts';

/** Every address that a connection contacts: its back end's first, then those of its tokens and of its second version. */
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
    case 'youmi': {
      const { baseUrl, authUrl, v2 } = connection;
      const second = v2?.baseUrl === undefined ? [] : [v2.baseUrl, v2.tokenUrl];
      return [baseUrl, ...(authUrl === undefined ? [] : [authUrl]), ...second];
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

/** Every address that a source of orders contacts, or that a page is opened at, without what is filled in. */
export function orderAddresses(entry: OrderRequest | Embed): string[] {
  const templates = isEmbed(entry) ? [entry.url] : [entry.url, ...entry.orElse.filter(isAddress)];
  return templates.map((template) => bare(template).href);
}

/** Where its secrets, or what they sign, go. */
export const orderOrigin = (entry: OrderRequest | Embed): string =>
  [...new Set(orderAddresses(entry).map((address) => new URL(address).origin))].join(' ');

/** The permissions that it needs, each once. A page is opened by the browser as any other, and needs none. */
export function orderPatterns(entry: OrderRequest | Embed): string[] {
  return isEmbed(entry) ? [] : [...new Set(orderAddresses(entry).map(permissionPattern))];
}
