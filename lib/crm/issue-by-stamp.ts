import { AppError, isAppError } from '../errors/app-error.ts';
import type { HttpClient } from '../http/http-client.ts';
import type { IssuedToken } from '../tokens/token-cache.ts';

/** ms by which a stamp must have been off for that to be the reason of a refusal. */
const noticeable = 30_000;

/**
 * Issues a token by a stamp of the time. `ask` may change things each time, so it is never repeated: only a stamp that was
 * refused, which has issued nothing, is sent once more, by the server's time that the refusal told us. By which code one is
 * refused is on no vendor's page.
 * @param ask takes the stamp, epoch ms.
 * @throws AppError; never `OUTCOME_UNKNOWN`, for whoever waits for a token has sent nothing of their own.
 */
export function issueByStamp({
  name,
  http,
  now,
  ask,
}: {
  name: string;
  http: Pick<HttpClient, 'aheadMs'>;
  /** Epoch ms by this machine. */
  now(): number;
  ask(stamp: number, signal: AbortSignal): Promise<IssuedToken>;
}) {
  /** Epoch ms; null while the server has not told its time. */
  const serverTime = () => {
    const ahead = http.aheadMs();
    return ahead === null ? null : now() - ahead;
  };

  return async function issue(signal: AbortSignal): Promise<IssuedToken> {
    const stamp = serverTime() ?? now();
    try {
      return await ask(stamp, signal);
    } catch (thrown) {
      if (!isAppError(thrown)) throw thrown;
      if (thrown.code === 'OUTCOME_UNKNOWN')
        throw new AppError('SERVER_DOWN', { detail: `${name}: no answer` });
      const told = serverTime();
      if (!thrown.backend || told === null || Math.abs(told - stamp) < noticeable) throw thrown;
      return ask(told, signal);
    }
  };
}
