/** Tokens of the second version: client credentials by a form, as OAuth has them. */
import { createHash } from 'node:crypto';
import type { CrmRequest, Reply } from '../back-end.ts';
import { refusedByFramework } from '../refusals.ts';

/** The merchant's client. */
export const client = { clientId: 'y398bd6b8e49db4f379', clientSecret: 'd237998fb1a94435975' };

export interface Bearers {
  grant(request: CrmRequest, violate: (what: string) => void): Reply;
  isValid(authorization: unknown, now: number): boolean;
  voidAll(): void;
}

const seconds = 3600;

const refused = (error: string): Reply => ({ status: 400, code: error, json: { error } });

export function createBearers(): Bearers {
  const valid = new Map<string, number>();
  let count = 0;
  return {
    grant({ headers, text, now, pathname }, violate) {
      if (!/^application\/x-www-form-urlencoded\s*(;|$)/i.test(headers['content-type'] ?? '')) {
        return refusedByFramework(415, 'Unsupported Media Type', pathname);
      }
      const form = new URLSearchParams(text);
      for (const name of form.keys()) {
        if (!['client_id', 'client_secret', 'scope', 'grant_type'].includes(name))
          violate(`${name} is not documented here`);
      }
      if (form.get('grant_type') !== 'client_credentials') return refused('unsupported_grant_type');
      if (form.get('scope') !== 'Ls.Qkl.PublicApi') return refused('invalid_scope');
      const isClient =
        form.get('client_id') === client.clientId && form.get('client_secret') === client.clientSecret;
      if (!isClient) return refused('invalid_client');
      count += 1;
      const token = createHash('md5').update(`bearer ${count}`).digest('hex');
      valid.set(token, now + seconds * 1000);
      const json = { access_token: token, expires_in: seconds, token_type: 'Bearer' };
      return { status: 200, code: 'ok', json };
    },
    isValid: (authorization, now) =>
      typeof authorization === 'string' && (valid.get(authorization.replace(/^Bearer /, '')) ?? 0) > now,
    voidAll: () => valid.clear(),
  };
}
