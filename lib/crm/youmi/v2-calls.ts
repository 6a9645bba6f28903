import { AppError, type ErrorCode, isAppError } from '../../errors/app-error.ts';
import type { HttpClient } from '../../http/http-client.ts';
import type { TokenCache } from '../../tokens/token-cache.ts';
import { errorOf, interfaces, type V2Interface } from './codes.ts';
import { type Answer, answerSchema } from './v2-answer.ts';

export interface V2CallsOptions {
  http: Pick<HttpClient, 'send'>;
  baseUrl: string;
  tokens: TokenCache;
}

/** Codes after which a write may have landed: not so when it was the token that could not be had. */
const doubtful: ReadonlySet<ErrorCode> = new Set(['SERVER_DOWN', 'TIMEOUT', 'BAD_RESPONSE', 'CONTEXT_LOST']);

/**
 * One call of the second version, a POST with a bearer. A bearer that was refused (HTTP 401) is renewed once and the call
 * repeated once: what was refused for its token has changed nothing, so that holds for writes too.
 */
export function createV2Calls({ http, baseUrl, tokens }: V2CallsOptions) {
  const root = baseUrl.replace(/\/+$/, '').replace(/\/v2$/i, '');

  async function tokenFor(name: V2Interface, signal: AbortSignal): Promise<string> {
    try {
      return await tokens.get(signal);
    } catch (thrown) {
      if (interfaces[name] === 'read' || !isAppError(thrown) || !doubtful.has(thrown.code)) throw thrown;
      throw new AppError('OFFLINE', { detail: `${name}: no token` });
    }
  }

  /** Null: the bearer was refused. */
  async function send(
    name: V2Interface,
    json: unknown,
    token: string,
    signal: AbortSignal,
  ): Promise<{ answer: Answer; status: number } | null> {
    let status = 0;
    try {
      const answer = await http.send(
        {
          name,
          method: 'POST',
          url: `${root}/${name}`,
          safe: interfaces[name] === 'read',
          sign: () => ({ headers: { authorization: `Bearer ${token}` }, json }),
          schema: answerSchema,
          onReply(reply) {
            status = reply.status;
          },
        },
        signal,
      );
      return status === 401 ? null : { answer, status };
    } catch (thrown) {
      if (status === 401 && isAppError(thrown) && thrown.code === 'BAD_CREDENTIALS') return null;
      throw thrown;
    }
  }

  /** @throws AppError, or the signal's reason. */
  return async function call(name: V2Interface, json: unknown, signal: AbortSignal): Promise<Answer> {
    const token = await tokenFor(name, signal);
    let reply = await send(name, json, token, signal);
    if (!reply) {
      await tokens.lapsed(token);
      const fresh = await tokenFor(name, signal);
      reply = await send(name, json, fresh, signal);
      if (!reply) {
        await tokens.lapsed(fresh);
        throw new AppError('BAD_CREDENTIALS', { detail: `${name}: HTTP 401` });
      }
    }
    return checked(name, reply);
  };
}

function checked(name: V2Interface, { answer, status }: { answer: Answer; status: number }): Answer {
  if (answer.succeeded === false) throw errorOf(name, answer.refusal);
  const isWrite = interfaces[name] === 'write';
  if (status >= 500) throw new AppError(isWrite ? 'OUTCOME_UNKNOWN' : 'SERVER_DOWN', { detail: name });
  if (status >= 400) throw new AppError(status === 403 ? 'FORBIDDEN' : 'BAD_RESPONSE', { detail: name });
  if (answer.succeeded === null) {
    if (isWrite) throw new AppError('OUTCOME_UNKNOWN', { detail: `${name}: does not say how it went` });
    if (answer.content === undefined) throw new AppError('BAD_RESPONSE', { detail: `${name}: unreadable` });
  }
  return answer;
}
