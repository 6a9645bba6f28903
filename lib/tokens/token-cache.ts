/**
 * One access token for all requests of one connection. It lies in the sealed store with its end, is renewed shortly
 * before that, and once when the server calls it lapsed; who asks meanwhile waits for the same new one.
 *
 * Where each new token may void those before it, machines that share a key knock each other's out: asking is spaced
 * out, more so after each token that died young, and after three of them {@link TokenCache.keyIsShared} says why.
 */

import { createQueue } from '../concurrency/in-turn.ts';
import { createSingleFlight } from '../concurrency/single-flight.ts';
import { AppError, type AppErrorData, isAppError } from '../errors/app-error.ts';
import type { Clock } from '../http/clock.ts';

export interface IssuedToken {
  token: string;
  /** How long it lives, s. */
  expiresIn: number;
}

/** What outlives the worker. Times are epoch ms. */
export interface TokenState {
  /** Whose token it is: a token of other credentials is not used. */
  owner: string;
  token: string | null;
  issuedAt: number;
  expiresAt: number;
  /** No new token is asked for before. */
  notBefore: number;
  /** Tokens in a row that lapsed long before their end. */
  youngDeaths: number;
}

export interface TokenStorage {
  load(): Promise<TokenState | null>;
  save(state: TokenState): Promise<void>;
}

export interface Pace {
  /** ms between two askings, at least. */
  gap: number;
  /** ms more, at most, after a token that died young: a third of it after the first, all of it from the third on. */
  backOff: number;
}

/** By the company's key: each asking may void the tokens of all other machines. */
export const ownKeyPace: Pace = { gap: 5000, backOff: 2500 };
/** By a token service, which gives everybody the same token. */
export const tokenServicePace: Pace = { gap: 1000, backOff: 0 };

export interface TokenCacheOptions {
  storage: TokenStorage;
  clock: Clock;
  /** The credentials' identity, without their secret. */
  owner: string;
  /** Asks for a token, once. */
  issue(signal: AbortSignal): Promise<IssuedToken>;
  pace: Pace;
  /** 0 to 1; spreads machines that were knocked out at the same moment. */
  random?: () => number;
}

/** A token that lives this long (ms) was not knocked out by the next machine. */
const young = 10 * 60_000;
const deathsThatTell = 3;
/** Renewed so long before its end (ms), or a tenth of its life before it. */
const renewBefore = 5 * 60_000;

export type TokenCache = ReturnType<typeof createTokenCache>;

/** Throws what `issue` throws, or the signal's reason. */
export function createTokenCache({
  storage,
  clock,
  owner,
  issue,
  pace,
  random = Math.random,
}: TokenCacheOptions) {
  const join = createSingleFlight<string>();
  const inTurn = createQueue();
  /** What a refusal said, so that those who come before the next asking need not wait to hear it again. */
  let refusal: { error: unknown; until: number } | null = null;

  async function read(): Promise<TokenState> {
    const kept = await storage.load();
    if (kept?.owner === owner) return kept;
    return { owner, token: null, issuedAt: 0, expiresAt: 0, notBefore: 0, youngDeaths: 0 };
  }

  /** One change of the state at a time. */
  const change = (to: (state: TokenState) => TokenState): Promise<TokenState> =>
    inTurn(async () => {
      const before = await read();
      const after = to(before);
      if (after !== before) await storage.save(after);
      return after;
    });

  /** The token while it lasts. */
  const living = ({ token, expiresAt }: TokenState, now: number) => (now < expiresAt ? token : null);

  function isDue({ issuedAt, expiresAt }: TokenState, now: number): boolean {
    return now >= expiresAt - Math.min(renewBefore, (expiresAt - issuedAt) / 10);
  }

  /** A clock that was set back must not keep us waiting for hours. */
  const waitFor = ({ notBefore }: TokenState, now: number) =>
    Math.min(Math.max(0, notBefore - now), pace.gap + pace.backOff);

  async function renew(signal: AbortSignal): Promise<string> {
    const before = await read();
    const now = clock.now();
    const known = living(before, now);
    if (known !== null && !isDue(before, now)) return known;
    if (refusal && now < refusal.until) throw refusal.error;
    const wait = waitFor(before, now);
    if (wait > 0) await clock.sleep(wait, signal);
    const askedAt = clock.now();
    await change((state) => ({ ...state, notBefore: askedAt + pace.gap }));
    let issued: IssuedToken;
    try {
      issued = await issue(signal);
    } catch (thrown) {
      // The browser said no: nobody was asked, and it may say yes the next moment.
      if (isAppError(thrown) && thrown.code === 'PERMISSION_MISSING') {
        await change((state) => ({ ...state, notBefore: before.notBefore }));
        throw thrown;
      }
      const refusedAt = clock.now();
      await change((state) => ({ ...state, notBefore: refusedAt + pace.gap }));
      if (isAppError(thrown) && !thrown.retryable) refusal = { error: thrown, until: refusedAt + pace.gap };
      throw thrown;
    }
    refusal = null;
    const issuedAt = clock.now();
    await change((state) => ({
      ...state,
      // Counted from the answer, since the request may have waited for its turn.
      notBefore: issuedAt + pace.gap,
      token: issued.token,
      issuedAt,
      expiresAt: issuedAt + issued.expiresIn * 1000,
      youngDeaths: state.token !== null && issuedAt - state.issuedAt >= young ? 0 : state.youngDeaths,
    }));
    return issued.token;
  }

  return {
    /** A token that should be valid, asked for where there is none. */
    async get(signal: AbortSignal): Promise<string> {
      signal.throwIfAborted();
      const state = await read();
      const now = clock.now();
      const token = living(state, now);
      if (token !== null && (!isDue(state, now) || waitFor(state, now) > 0)) return token;
      try {
        return await join('token', renew, signal);
      } catch (thrown) {
        signal.throwIfAborted();
        // It could not be renewed early; it still holds.
        if (token !== null && clock.now() < state.expiresAt) return token;
        throw thrown;
      }
    },

    /** The server called this token lapsed. Of many who say so, the first one counts. */
    async lapsed(token: string): Promise<void> {
      await change((state) => {
        if (state.token !== token) return state;
        const now = clock.now();
        const early = now - state.issuedAt < young && now < state.expiresAt;
        const youngDeaths = early ? state.youngDeaths + 1 : 0;
        const backOff = pace.backOff * Math.min(1, youngDeaths / deathsThatTell);
        const notBefore = state.notBefore + backOff * random();
        return { ...state, token: null, notBefore, youngDeaths };
      });
    },

    /** Epoch ms before which no new token is asked for. */
    notBefore: async (): Promise<number> => (await read()).notBefore,

    /** Tokens die young again and again: another machine uses the same key. */
    async keyIsShared(): Promise<boolean> {
      const state = await read();
      const settled = state.token !== null && clock.now() - state.issuedAt >= young;
      return state.youngDeaths >= deathsThatTell && !settled;
    },
  };
}

/** While another machine uses the same key: what to say, as the error that it leads to; else null. */
export async function standingTrouble({
  keyIsShared,
}: Pick<TokenCache, 'keyIsShared'>): Promise<AppErrorData | null> {
  return (await keyIsShared()) ? new AppError('RATE_LIMITED', { reason: 'key-shared' }).toJSON() : null;
}

/** Why a request failed on a fresh token. `retryAt` is epoch ms; the vendor's own words go along. */
export async function knockedOut(
  tokens: Pick<TokenCache, 'notBefore' | 'keyIsShared'>,
  backend: { code: string; message: string },
): Promise<AppError> {
  return new AppError('RATE_LIMITED', {
    retryAt: await tokens.notBefore(),
    backend,
    detail: 'the token lapsed at once',
    ...((await tokens.keyIsShared()) && { reason: 'key-shared' }),
  });
}
