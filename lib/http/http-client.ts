/**
 * HTTP for one connection: rate limit → the server's time → signature → fetch, anew for every attempt. Whether a call may
 * be repeated is a property of the call (`safe`), not of its method: some vendors change things by GET and read by POST.
 *
 * Vendor codes are not known here. A reply that fits the call's schema is handed on whatever its HTTP status, since some
 * vendors use numbers such as 502 as codes of their own; the status speaks only where the envelope is missing.
 */
import ky from 'ky';
import * as v from 'valibot';
import { AppError, isAppError } from '../errors/app-error.ts';
import type { Clock } from './clock.ts';
import type { RateLimiter } from './rate-limiter.ts';
import { readBody } from './read-body.ts';
import { readRetryAfter } from './retry-after.ts';
import type { ServerClock } from './server-clock.ts';

interface Signed {
  headers: Record<string, string>;
  json?: unknown;
  /** In place of `json`: sent as a form. */
  form?: Record<string, string>;
}

export interface Call<T> {
  /** The interface's name, for limits and developers; it never holds a value. */
  name: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  url: string;
  /** Nothing changes on the server: it may be sent again. */
  safe: boolean;
  /** Headers and body for one attempt; `now` is epoch ms by the server's clock. */
  sign(now: number): Signed | Promise<Signed>;
  /** The envelope. */
  schema: v.GenericSchema<unknown, T>;
  /** Of the reply: what is longer is not read to its end. */
  mostBytes?: number;
  /** Told of every reply that was read to its end, before the schema is asked. */
  onReply?(reply: { status: number; headers: Headers; text: string }): void;
}

export interface HttpClientOptions {
  fetch: typeof fetch;
  clock: Clock;
  limiter: RateLimiter;
  serverClock: ServerClock;
  /** The agent or the policy consented to an address without encryption. */
  allowPlainHttp?: boolean;
  /** Whether the browser lets us reach this origin. */
  hasAccess?: (origin: string) => Promise<boolean>;
  /** The browser's word, which some VPNs make untrue: it is held against an attempt, never taken in its place. */
  seemsOffline?: () => boolean;
  /** For a call with all its attempts, ms. */
  deadline?: number;
  /** 0 to 1. */
  random?: () => number;
}

const quiet = {
  cache: 'no-store',
  credentials: 'omit',
  referrerPolicy: 'no-referrer',
  // A followed redirect would carry keys to a host that nobody allowed.
  redirect: 'manual',
} as const;

const patience = { deadline: 25_000, attempt: 10_000, attempts: 4, firstPause: 300 };

/** What a header's value may hold: visible ASCII, and around it the white space that every browser leaves out. */
const sendable = /^[\t\n\r ]*[\t\x20-\x7e]*[\t\n\r ]*$/;

const worthRepeating: ReadonlySet<string> = new Set(['OFFLINE', 'TIMEOUT', 'SERVER_DOWN', 'RATE_LIMITED']);

/** @throws AppError, or the signal's own reason when the caller aborted before anything was sent for good. */
export function createHttpClient({
  fetch,
  clock,
  limiter,
  serverClock,
  allowPlainHttp = false,
  hasAccess = async () => true,
  seemsOffline = () => false,
  deadline = patience.deadline,
  random = Math.random,
}: HttpClientOptions) {
  const client = ky.create({
    retry: 0,
    timeout: false,
    throwHttpErrors: false,
    ...quiet,
  });

  async function admit({ name, url }: Call<unknown>): Promise<void> {
    if (!URL.canParse(url)) throw new AppError('NOT_CONFIGURED', { detail: `${name}: no address` });
    const { protocol, origin, username, password } = new URL(url);
    // No request can be made of such an address.
    if (username || password) {
      throw new AppError('NOT_CONFIGURED', { detail: `${name}: an address with a password` });
    }
    if (protocol !== 'https:' && !(protocol === 'http:' && allowPlainHttp)) {
      throw new AppError('PERMISSION_MISSING', { detail: `${name}: not encrypted` });
    }
    if (!(await hasAccess(origin).catch(() => false))) {
      throw new AppError('PERMISSION_MISSING', { detail: `${name}: no access to the host` });
    }
  }

  /** Whether anybody answers there, whatever the answer is: of a write that fails nobody could say whether it left. */
  async function knock({ name, url }: Call<unknown>, signal: AbortSignal): Promise<void> {
    const patient = new AbortController();
    const both = AbortSignal.any([signal, patient.signal]);
    const timer = new AbortController();
    clock.sleep(patience.attempt, timer.signal).then(
      () => patient.abort(),
      () => {},
    );
    try {
      await limiter.take(name, both);
      const door = new Request(new URL('/', url), { ...quiet, method: 'HEAD', signal: both });
      await orAborted(fetch(door), both);
    } catch {
      signal.throwIfAborted();
      throw new AppError('OFFLINE', { detail: `${name}: no network` });
    } finally {
      timer.abort();
    }
  }

  async function attempt<T>(call: Call<T>, signal: AbortSignal, budget: number): Promise<T> {
    const timeout = new AbortController();
    const both = AbortSignal.any([signal, timeout.signal]);
    let sent = false;

    async function signAndFetch(request: Request): Promise<Response> {
      await limiter.take(call.name, both);
      const { headers, json, form } = await call.sign(serverClock.now());
      both.throwIfAborted();
      const unsendable = Object.keys(headers).find((header) => !sendable.test(headers[header] ?? ''));
      if (unsendable !== undefined) {
        throw new AppError('BAD_CREDENTIALS', {
          reason: 'key-unsendable',
          field: unsendable,
          detail: `${call.name}: a character that no header takes`,
        });
      }
      // A request made from a request loses its referrer policy, so all of it is said again.
      const body = json === undefined ? form && new URLSearchParams(form) : JSON.stringify(json);
      const signed =
        body === undefined
          ? { ...quiet, headers }
          : { ...quiet, headers: { ...(!form && { 'content-type': 'application/json' }), ...headers }, body };
      const ready = new Request(request, signed);
      const sentAt = clock.now();
      sent = true;
      const response = await fetch(ready);
      serverClock.learn(response.headers, sentAt, clock.now());
      return response;
    }

    /** No answer, or none that says what happened: only a safe call may hope that nothing did. */
    function lost(error: AppError): AppError {
      return sent && !call.safe ? new AppError('OUTCOME_UNKNOWN', { detail: error.message }) : error;
    }

    const timer = new AbortController();
    clock.sleep(budget, timer.signal).then(
      () => timeout.abort(),
      () => {},
    );
    let response: Response;
    let text: string;
    try {
      response = await orAborted(
        client(call.url, {
          method: call.method,
          signal: both,
          fetch: (request) => signAndFetch(new Request(request)),
        }),
        both,
      );
      text = await orAborted(readBody(response, call.mostBytes), both);
    } catch (thrown) {
      if (signal.aborted) {
        if (sent && !call.safe) throw new AppError('OUTCOME_UNKNOWN', { detail: `${call.name}: aborted` });
        throw signal.reason;
      }
      if (timeout.signal.aborted) throw lost(new AppError('TIMEOUT', { detail: call.name }));
      if (isAppError(thrown)) throw thrown;
      if (sent) throw lost(new AppError('OFFLINE', { detail: `${call.name}: no answer` }));
      throw new AppError('BUG', {
        unsent: true,
        detail: `${call.name}: ${thrown instanceof Error ? thrown.name : 'thrown'}`,
      });
    } finally {
      timer.abort();
    }

    const { status } = response;
    if (response.type === 'opaqueredirect' || (status >= 300 && status < 400)) {
      throw lost(new AppError('BAD_RESPONSE', { reason: 'redirected', detail: `${call.name}: redirect` }));
    }
    call.onReply?.({ status, headers: response.headers, text });
    const detail = `${call.name}: HTTP ${status}`;
    if (status === 429) throw refused(call, response);
    limiter.answered(call.name);
    const reply = v.safeParse(call.schema, parseJson(text));
    if (reply.success) return reply.output;
    if (status === 503 && response.headers.has('retry-after')) refused(call, response);
    if (status >= 500 || status === 408) throw lost(new AppError('SERVER_DOWN', { detail }));
    if (status === 401) throw new AppError('BAD_CREDENTIALS', { detail });
    if (status === 403) throw new AppError('FORBIDDEN', { detail });
    const unreadable = new AppError('BAD_RESPONSE', { detail });
    throw status >= 400 ? unreadable : lost(unreadable);
  }

  function refused({ name }: Call<unknown>, { headers }: Response): AppError {
    const asked = readRetryAfter(headers.get('retry-after'), clock.now(), serverClock.now());
    return new AppError('RATE_LIMITED', { retryAt: limiter.refused(name, asked), detail: name });
  }

  return {
    /** How far this machine's clock is ahead of the server's, ms; null until an answer told. */
    aheadMs(): number | null {
      const offset = serverClock.offset();
      return offset === null ? null : -offset;
    },

    async send<T>(call: Call<T>, signal: AbortSignal): Promise<T> {
      signal.throwIfAborted();
      await admit(call);
      if (!call.safe && seemsOffline()) await knock(call, signal);
      const endsAt = clock.now() + deadline;
      for (let count = 1; ; count += 1) {
        const blocked = limiter.blockedUntil(call.name);
        if (blocked >= endsAt) throw new AppError('RATE_LIMITED', { retryAt: blocked, detail: call.name });
        const left = endsAt - clock.now();
        try {
          return await attempt(call, signal, call.safe ? Math.min(left, patience.attempt) : left);
        } catch (thrown) {
          const again = call.safe && isAppError(thrown) && worthRepeating.has(thrown.code);
          if (!again || count >= patience.attempts) throw thrown;
          const pause = patience.firstPause * 2 ** (count - 1) * (0.5 + random() / 2);
          const at = Math.max(clock.now() + pause, thrown.retryAt ?? 0);
          const cutOff = thrown.code === 'OFFLINE' && seemsOffline();
          if (at >= endsAt || cutOff) throw thrown;
          await clock.sleep(at - clock.now(), signal);
        }
      }
    },
  };
}

export type HttpClient = ReturnType<typeof createHttpClient>;

/** Undefined: not JSON. No schema accepts that. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Ends with the signal even where what is waited for does not listen to it. */
function orAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const aborted = () => reject(signal.reason);
    if (signal.aborted) aborted();
    signal.addEventListener('abort', aborted, { once: true });
    promise.then(resolve, reject).finally(() => signal.removeEventListener('abort', aborted));
  });
}
