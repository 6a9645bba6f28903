import { AppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import { knockedOut, type TokenCache } from '../../tokens/token-cache.ts';
import { type Access, tokenOf } from './access.ts';
import { rootOf } from './addresses.ts';
import {
  errorOf,
  type Refusal,
  signatureMissing,
  stampRefused,
  tokenRefused,
  type V1Interface,
} from './codes.ts';
import { type Envelope, envelopeSchema, refusalOf } from './schema.ts';
import { stamped } from './signature.ts';

interface Asked {
  name: V1Interface;
  query?: Record<string, string>;
  /** Of a POST. */
  json?: unknown;
}

export interface CallsOptions {
  http: Pick<HttpClient, 'send' | 'aheadMs'>;
  baseUrl: string;
  access: Access;
  /** Epoch ms by this machine. */
  now(): number;
}

/** ms by which a stamp must have been off for that to be the reason of a refusal. */
const noticeable = 30_000;

/**
 * One call of an interface with a token, all of which read. A stamp that was refused is sent once more by the server's
 * own time, where that differs; a token that was refused is renewed once.
 */
export function createCalls({ http, baseUrl, access, now }: CallsOptions) {
  const root = rootOf(baseUrl);

  /** The reply, and by how much (ms) its stamp was off; 0 where there is none or the server's time is not known. */
  async function send({ name, query, json }: Asked, token: string, signal: AbortSignal) {
    const search = query && Object.keys(query).length > 0 ? `?${new URLSearchParams(query)}` : '';
    let stamp: number | null = null;
    const reply = await http.send(
      {
        name,
        method: json === undefined ? 'GET' : 'POST',
        url: `${root}/${name}${search}`,
        safe: true,
        async sign(serverNow) {
          stamp = access.kind === 'key' ? serverNow : null;
          const signed = access.kind === 'key' ? await stamped(access.appKey, token, serverNow) : {};
          return {
            headers: { 'content-type': 'text/json', access_token: token, ...signed },
            ...(json !== undefined && { json }),
          };
        },
        schema: envelopeSchema,
      },
      signal,
    );
    const ahead = http.aheadMs();
    const off = stamp === null || ahead === null ? 0 : Math.abs(now() - ahead - stamp);
    return { reply, off };
  }

  /** The same with its stamp set right, where it was the stamp that was refused. */
  async function inTime(asked: Asked, token: string, signal: AbortSignal): Promise<Envelope> {
    const { reply, off } = await send(asked, token, signal);
    const stale = !reply.succeed && stampRefused.has(refusalOf(reply).code) && off >= noticeable;
    return stale ? (await send(asked, token, signal)).reply : reply;
  }

  async function renewed(
    asked: Asked,
    tokens: TokenCache,
    token: string,
    signal: AbortSignal,
  ): Promise<Envelope> {
    await tokens.lapsed(token);
    const fresh = await tokens.get(signal);
    const reply = await inTime(asked, fresh, signal);
    const refusal = refusalOf(reply);
    if (reply.succeed || refusal.code !== '10003') return reply;
    await tokens.lapsed(fresh);
    throw await knockedOut(tokens, { code: refusal.code, message: refusal.message.slice(0, 200) });
  }

  /** @throws AppError, or the signal's reason. */
  return async function call(asked: Asked, signal: AbortSignal): Promise<Envelope> {
    const token = await tokenOf(access, signal);
    const first = await inTime(asked, token, signal);
    if (first.succeed) return first;
    const refusal = refusalOf(first);
    if (access.kind === 'pasted') throw refusedToken(asked.name, refusal) ?? errorOf(asked.name, refusal);
    if (access.kind !== 'key' || !tokenRefused.has(refusal.code)) throw errorOf(asked.name, refusal);
    const second = await renewed(asked, access.tokens, token, signal);
    if (second.succeed) return second;
    throw errorOf(asked.name, refusalOf(second));
  };
}

/** Nothing but a new token, or the key beside it, helps a token that somebody was given; null: it is not about the token. */
function refusedToken(name: V1Interface, refusal: Refusal): AppError | null {
  const reason = signatureMissing.has(refusal.code) ? 'key-needed' : 'token-refused';
  if (reason === 'token-refused' && !tokenRefused.has(refusal.code)) return null;
  const backend = { code: refusal.code, message: refusal.message.slice(0, 200) };
  return new AppError('BAD_CREDENTIALS', { reason, backend, detail: name });
}

export type Calls = ReturnType<typeof createCalls>;
