import { AppError, type ErrorCode, isAppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { knockedOut, type TokenCache } from '../../tokens/token-cache.ts';
import { errorOf, type Interface, interfaces, tokenLapsed } from './codes.ts';
import { type Envelope, envelopeSchema } from './schema.ts';

interface Asked {
  name: Interface;
  method: 'GET' | 'POST';
  /** What follows the address. */
  id?: string;
  query?: Record<string, string>;
  json?: unknown;
}

export interface CallsOptions {
  http: Pick<HttpClient, 'send'>;
  baseUrl: string;
  tokens: TokenCache;
}

/** Codes after which a write may have landed: not so when it was the token that could not be had. */
const doubtful: ReadonlySet<ErrorCode> = new Set(['SERVER_DOWN', 'TIMEOUT', 'BAD_RESPONSE', 'CONTEXT_LOST']);

/**
 * One call of a documented interface with a token (section 1). A lapsed token is renewed once and the call repeated
 * once: what was refused for its token has changed nothing, so that holds for writes too.
 */
export function createCalls({ http, baseUrl, tokens }: CallsOptions) {
  const root = `${baseUrl.replace(/\/+$/, '')}/api/scrm/5`;

  async function tokenFor(name: Interface, signal: AbortSignal): Promise<string> {
    try {
      return await tokens.get(signal);
    } catch (thrown) {
      if (interfaces[name] === 'read' || !isAppError(thrown) || !doubtful.has(thrown.code)) throw thrown;
      throw new AppError('OFFLINE', {
        ...(thrown.backend && { backend: thrown.backend }),
        detail: `${name}: no token`,
      });
    }
  }

  function send({ name, method, id, query, json }: Asked, token: string, signal: AbortSignal) {
    const path = id === undefined ? name : `${name}/${encodeURIComponent(id)}`;
    const search = query ? `?${new URLSearchParams(query)}` : '';
    return http.send(
      {
        name,
        method,
        url: `${root}/${path}${search}`,
        safe: interfaces[name] === 'read',
        sign: () => ({ headers: { token }, ...(json !== undefined && { json }) }),
        schema: envelopeSchema,
      },
      signal,
    );
  }

  /** @throws AppError, or the signal's reason. */
  return async function call(asked: Asked, signal: AbortSignal): Promise<Envelope> {
    const token = await tokenFor(asked.name, signal);
    const reply = await send(asked, token, signal);
    if (reply.ret_code !== tokenLapsed) return checked(asked.name, reply);
    await tokens.lapsed(token);
    const fresh = await tokenFor(asked.name, signal);
    const second = fresh === token ? reply : await send(asked, fresh, signal);
    if (second.ret_code !== tokenLapsed) return checked(asked.name, second);
    await tokens.lapsed(fresh);
    throw await knockedOut(tokens, { code: second.ret_code, message: second.ret_msg.slice(0, 200) });
  };
}

export type Calls = ReturnType<typeof createCalls>;

function checked(name: Interface, reply: Envelope): Envelope {
  const error = errorOf(name, reply.ret_code, reply.ret_msg);
  if (error) throw error;
  return reply;
}
