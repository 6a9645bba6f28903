/**
 * A strict stand-in for the vendors' servers, made from their pages only: it refuses what the pages do not allow,
 * records everything, and fails on command. `handler` is a plain Node handler for the TLS front, or for a plain port
 * (then the path alone chooses the back end); `control` goes on a port of its own for scripts in other processes.
 */
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { BackEnd, CrmRequest, Reply } from './back-end.ts';
import { createControl } from './control.ts';
import { createFaults, type Fault, type Faults, isFault, isWait } from './faults.ts';
import { isObject, parseJson } from './json.ts';
import { mangle } from './mangle.ts';
import { createRateWindow } from './rate-window.ts';
import { createSobot, type Sobot } from './sobot/index.ts';
import { createSocialEpoch, type SocialEpoch } from './socialepoch/index.ts';
import { createTokenService, type TokenService } from './token-service/index.ts';
import { createYoumi, type Youmi } from './youmi/index.ts';

interface RecordedRequest {
  /** Epoch ms by the true clock. */
  at: number;
  method: string;
  host: string;
  /** With the query. */
  path: string;
  headers: IncomingHttpHeaders;
  /** Parsed where it is JSON, else the text. */
  body: unknown;
  backend: string | null;
  interface: string | null;
  /** The code that the back end came to, whether or not the client was told; null where it was never handled. */
  handledCode: string | null;
  /** What the client was told; null until then, or for good where the connection was dropped. */
  status: number | null;
  responseCode: string | null;
}

interface Violation {
  backend: string;
  interface: string;
  what: string;
}

export interface CrmServerOptions {
  /** Epoch ms, the true time. */
  now?: () => number;
  /** One line a request, without anything personal. */
  log?: (line: string) => void;
}

export interface CrmServer {
  handler(request: IncomingMessage, response: ServerResponse): void;
  control(request: IncomingMessage, response: ServerResponse): void;
  /** What the TLS front has to map. */
  hosts: string[];
  plainHosts: string[];
  requests: RecordedRequest[];
  /** What no correct client sends. */
  violations: Violation[];
  faults: Faults;
  clock: {
    /** Sets the server's clock off by `skewMs`; with `ageSeconds` its answers come from a cache that old. */
    set(clock: { skewMs?: number; ageSeconds?: number }): void;
  };
  socialepoch: SocialEpoch;
  sobot: Sobot;
  tokenService: TokenService;
  youmi: Youmi;
  /** Resolves with the first request, past or future, that fits; looked at again whenever one arrives or is answered. */
  waitFor(fits: (request: RecordedRequest) => boolean, timeoutMs?: number): Promise<RecordedRequest>;
  /** Lets go what a `held` fault keeps, and what it would have kept: a request may still be on its way. */
  release(): void;
  /** Back to the seed; drops every open connection. */
  reset(): void;
}

/** Per interface and second, over all clients (SocialEpoch's guide; the other vendors name no figure). */
const requestsPerSecond = 50;

export function createCrmServer(options: CrmServerOptions = {}): CrmServer {
  const now = options.now ?? Date.now;
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  const faults = createFaults();
  const rate = createRateWindow(requestsPerSecond);
  const clock = { skewMs: 0, ageSeconds: 0 };
  const abandon = new Set<() => void>();
  const held = new Set<() => void>();
  const watchers = new Set<() => void>();

  const violate = (backend: string, interfaceName: string, what: string) => {
    violations.push({ backend, interface: interfaceName, what });
  };
  const socialepoch = createSocialEpoch((name, what) => violate('socialepoch', name, what));
  const sobot = createSobot((name, what) => violate('sobot', name, what));
  const tokenService = createTokenService(sobot.tokens);
  const youmi = createYoumi((name, what) => violate('youmi', name, what));
  const backEnds: readonly BackEnd[] = [socialepoch, sobot, tokenService, youmi];

  const changed = () => {
    for (const look of [...watchers]) look();
  };
  const backEndOf = (hostname: string, pathname: string): BackEnd | undefined =>
    backEnds.find(({ hosts, plainHosts }) => hosts.includes(hostname) || plainHosts.includes(hostname)) ??
    backEnds.find(({ pathPrefixes }) => pathPrefixes.some((prefix) => pathname.startsWith(prefix)));
  const named = (name: unknown): BackEnd => {
    const found = backEnds.find((backEnd) => backEnd.name === name);
    if (!found) throw new Error(`no back end ${String(name)}`);
    return found;
  };

  function reset() {
    for (const drop of abandon) drop();
    abandon.clear();
    held.clear();
    requests.length = 0;
    violations.length = 0;
    faults.clear();
    rate.reset();
    Object.assign(clock, { skewMs: 0, ageSeconds: 0 });
    for (const backEnd of backEnds) backEnd.reset();
  }

  function serve(request: IncomingMessage, response: ServerResponse, text: string) {
    const host = request.headers.host ?? '';
    const url = new URL(request.url ?? '/', 'http://double');
    const seen: CrmRequest = {
      method: request.method ?? 'GET',
      hostname: host.replace(/:\d+$/, '').toLowerCase(),
      pathname: url.pathname,
      query: url.searchParams,
      headers: request.headers,
      text,
      now: now() + clock.skewMs,
    };
    const entry: RecordedRequest = {
      at: now(),
      method: seen.method,
      host,
      path: url.pathname + url.search,
      headers: request.headers,
      body: parseJson(text) ?? text,
      backend: null,
      interface: null,
      handledCode: null,
      status: null,
      responseCode: null,
    };
    requests.push(entry);

    const drop = () => {
      response.destroy();
    };
    const send = (reply: Reply, cut = false) => {
      const body = reply.code === null ? reply.text : JSON.stringify(reply.json);
      const sent = Buffer.from(body);
      const headers: Record<string, string> = {
        'Content-Type': reply.code === null ? reply.contentType : 'application/json;charset=UTF-8',
        Date: new Date(now() + clock.skewMs - clock.ageSeconds * 1000).toUTCString(),
        ...(clock.ageSeconds > 0 && { Age: String(clock.ageSeconds) }),
        ...(reply.code === null && reply.headers),
      };
      if (response.destroyed) return;
      response.writeHead(reply.status, headers);
      response.end(cut ? sent.subarray(0, Math.floor(sent.length / 2)) : sent);
      entry.status = reply.status;
      entry.responseCode = cut ? null : reply.code;
      const took = `${now() - entry.at} ms`;
      options.log?.(`${entry.method} ${url.pathname} ${reply.status} ${reply.code ?? '-'} ${took}`);
      changed();
    };

    const backEnd = backEndOf(seen.hostname, seen.pathname);
    if (!backEnd) {
      send({ status: 404, code: null, text: 'Not Found', contentType: 'text/plain' });
      return;
    }
    entry.backend = backEnd.name;
    const routed = backEnd.route(seen);
    if ('refused' in routed) {
      violate(backEnd.name, `${seen.method} ${seen.pathname}`, 'not a documented interface');
      send(routed.refused);
      return;
    }
    const interfaceName = routed.interface;
    entry.interface = interfaceName;
    changed();
    if (!rate.admit(`${backEnd.name} ${interfaceName}`, now())) {
      send(tooMany(1));
      return;
    }
    run(backEnd, interfaceName, seen, entry, { send, drop });
  }

  /** Runs `then` after `ms`, even when the client has gone: a late write lands all the same. */
  function later(ms: number, drop: () => void, then: () => void) {
    const stop = () => {
      clearTimeout(timer);
      drop();
    };
    const timer = setTimeout(() => {
      abandon.delete(stop);
      then();
    }, ms);
    abandon.add(stop);
  }

  /** Runs `then` once what is held is released. */
  function hold(drop: () => void, then: () => void) {
    abandon.add(drop);
    held.add(() => {
      abandon.delete(drop);
      then();
    });
  }

  function release() {
    const waiting = [...held];
    held.clear();
    faults.holdNoMore();
    for (const goOn of waiting) goOn();
  }

  function run(
    backEnd: BackEnd,
    interfaceName: string,
    seen: CrmRequest,
    entry: RecordedRequest,
    { send, drop }: { send: (reply: Reply, cut?: boolean) => void; drop: () => void },
  ) {
    const met = faults.take(backEnd.name, interfaceName);
    const colleague = (when: 'before' | 'after') => {
      for (const fault of met) {
        if (fault.kind === 'colleague' && fault.when === when) backEnd.change(fault.change);
      }
    };
    const pause = (written: boolean, then: () => void) => {
      const waits = met.filter(isWait).filter((wait) => (wait.written ?? false) === written);
      const ms = waits.reduce((sum, wait) => sum + (wait.kind === 'slow' ? wait.ms : 0), 0);
      if (waits.some(({ kind }) => kind === 'held')) hold(drop, then);
      else if (ms > 0) later(ms, drop, then);
      else then();
    };
    const fault = met.find((one) => !isWait(one) && one.kind !== 'colleague');
    const fail = (reply: Reply | null) => {
      if (!fault) return false;
      const outcome = failure(backEnd, fault, reply);
      if (outcome === null) return false;
      if (outcome === 'drop') drop();
      else if (outcome === 'hang') abandon.add(drop);
      else if (outcome === 'cut') {
        if (reply) send(reply, true);
      } else send(outcome);
      return true;
    };

    colleague('before');
    pause(false, () => {
      if (fail(null)) return;
      const reply = backEnd.answer(interfaceName, { ...seen, now: now() + clock.skewMs });
      entry.handledCode = reply.code;
      colleague('after');
      changed();
      pause(true, () => {
        if (!fail(reply)) send(reply);
      });
    });
  }

  return {
    handler(request, response) {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('error', () => undefined);
      request.on('end', () => serve(request, response, Buffer.concat(chunks).toString('utf8')));
    },
    control: createControl({
      snapshot: () => ({
        requests,
        violations,
        faults: faults.pending(),
        clock,
        backEnds: Object.fromEntries(backEnds.map((backEnd) => [backEnd.name, backEnd.snapshot()])),
      }),
      reset,
      fault({ fault }) {
        if (!isFault(fault)) throw new Error('not a fault');
        faults.add(fault);
      },
      'clear-faults': () => faults.clear(),
      release,
      'void-tokens': () => {
        sobot.tokens.voidAll();
        youmi.tokens.voidAll();
      },
      clock({ skewMs = 0, ageSeconds = 0 }) {
        if (typeof skewMs !== 'number' || typeof ageSeconds !== 'number') throw new Error('not numbers');
        Object.assign(clock, { skewMs, ageSeconds });
      },
      configure({ backend, settings }) {
        if (!isObject(settings)) throw new Error('settings is an object');
        named(backend).configure(settings);
      },
      change({ backend, customer, set }) {
        if (typeof customer !== 'string' || !isObject(set)) throw new Error('customer and set are needed');
        named(backend).change({ customer, set });
      },
    }),
    hosts: backEnds.flatMap(({ hosts }) => hosts),
    plainHosts: backEnds.flatMap(({ plainHosts }) => plainHosts),
    requests,
    violations,
    faults,
    clock: { set: (changes) => void Object.assign(clock, changes) },
    socialepoch,
    sobot,
    tokenService,
    youmi,
    waitFor(fits, timeoutMs = 5000) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const found = requests.find(fits);
          if (!found) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(found);
        };
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`no such request within ${timeoutMs} ms`));
        }, timeoutMs);
        watchers.add(look);
        look();
      });
    },
    release,
    reset,
  };
}

const tooMany = (retryAfter: string | number | undefined): Reply => ({
  status: 429,
  code: null,
  text: 'Too Many Requests',
  contentType: 'text/plain',
  ...(retryAfter !== undefined && { headers: { 'Retry-After': String(retryAfter) } }),
});

/** What a fault makes of a request: before it is handled (`reply` null) or after; null where it does not strike then. */
function failure(
  backEnd: BackEnd,
  fault: Fault,
  reply: Reply | null,
): Reply | 'drop' | 'hang' | 'cut' | null {
  const written = reply !== null;
  switch (fault.kind) {
    case 'slow':
    case 'held':
    case 'colleague':
      return null;
    case 'hang':
      return (fault.written ?? false) === written ? 'hang' : null;
    case 'drop-before-write':
      return written ? null : 'drop';
    case 'drop-after-write':
      return written ? 'drop' : null;
    case 'html': {
      if ((fault.written ?? false) !== written) return null;
      const status = fault.status ?? 502;
      const text = `<html><head><title>${status} Bad Gateway</title></head><body><h1>${status} Bad Gateway</h1></body></html>`;
      return { status, code: null, text, contentType: 'text/html' };
    }
    case 'truncated':
      return written ? 'cut' : null;
    case 'rate-limited':
      return written ? null : tooMany(fault.retryAfter);
    case 'code':
      if ((fault.written ?? false) !== written) return null;
      return backEnd.envelope(fault.code, fault.message ?? '');
    case 'mangled':
      if (reply === null || reply.code === null) return null;
      return { ...reply, json: mangle(reply.json, fault.how) };
  }
}
