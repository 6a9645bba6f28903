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
