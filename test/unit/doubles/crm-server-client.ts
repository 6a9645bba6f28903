import { createHash } from 'node:crypto';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { type CrmServer, createCrmServer } from '../../doubles/crm-server/index.ts';
import { toWallClock } from '../../doubles/crm-server/wall-clock.ts';

/** A fixed Sunday: 2026-11-22 10:42:07 UTC. */
export const noon = Date.UTC(2026, 10, 22, 10, 42, 7);

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into replies of any shape.
  json: any;
}

interface Asked {
  method?: string;
  host?: string;
  headers?: Record<string, string>;
  body?: unknown;
  signal?: AbortSignal;
}

export interface Bench {
  server: CrmServer;
  /** Moves the true clock. */
  pass(ms: number): void;
  ask(path: string, asked?: Asked): Promise<Answer>;
  command(body: unknown): Promise<Answer>;
  close(): Promise<void>;
}

function send(
  port: number,
  path: string,
  { method = 'GET', host, headers, body, signal }: Asked,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      { host: '127.0.0.1', port, path, method, signal, headers: { ...(host && { host }), ...headers } },
      async (answer) => {
        let text = '';
        for await (const chunk of answer) text += String(chunk);
        let json: unknown;
        try {
          json = JSON.parse(text);
        } catch {
          json = undefined;
        }
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text, json });
      },
    );
    request.on('error', reject);
    request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  });
}

const listening = (handler: CrmServer['handler']) =>
  new Promise<{ port: number; close: () => Promise<void> }>((resolve) => {
    const server = createServer(handler);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      resolve({
        port: typeof address === 'object' && address ? address.port : 0,
        close: () =>
          new Promise((done) => {
            server.close(() => done());
            server.closeAllConnections();
          }),
      });
    });
  });

/** The double on two plain ports, with a clock that stands still. */
export async function startBench(): Promise<Bench> {
  let at = noon;
  const server = createCrmServer({ now: () => at });
  const [front, control] = await Promise.all([listening(server.handler), listening(server.control)]);
  return {
    server,
    pass: (ms) => {
      at += ms;
    },
    ask: (path, asked = {}) => send(front.port, path, asked),
    command: (body) => send(control.port, '/__control', { method: 'POST', body }),
    async close() {
      server.reset();
      await Promise.all([front.close(), control.close()]);
    },
  };
}

export const md5 = (text: string): string => createHash('md5').update(text).digest('hex');

/** `customer/query` as the guide signs it; any part can be spoilt. */
export function query(
  bench: Bench,
  body: unknown,
  spoilt: Record<string, string | undefined> = {},
  host?: string,
) {
  const { tenantId, apiKey } = bench.server.socialepoch.accounts.standard;
  const timestamp = spoilt.timestamp ?? String(noon);
  const whole: Record<string, string | undefined> = {
    'content-type': 'application/json',
    tenant_id: tenantId,
    timestamp,
    token: md5(tenantId + timestamp + apiKey),
    ...spoilt,
  };
  const headers = Object.fromEntries(
    Object.entries(whole).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
  return bench.ask('/wscrm-bus-api/customer/query', { method: 'POST', headers, body, ...(host && { host }) });
}

/** `customer/api/import` as the guide signs it; any part can be spoilt. */
export function importRows(
  bench: Bench,
  data: unknown,
  spoilt: Record<string, unknown> = {},
  signal?: AbortSignal,
) {
  const { tenantId, userName, apiKey } = bench.server.socialepoch.accounts.standard;
  const createTime = toWallClock(noon, 'Asia/Shanghai');
  const whole = { tenantId, userName, createTime, data, ...spoilt };
  const token = md5(`${whole.tenantId}${whole.userName}${whole.createTime}${apiKey}`);
  return bench.ask('/wscrm-bus-api/customer/api/import', {
    method: 'PUT',
    ...(signal && { signal }),
    headers: { 'content-type': 'application/json' },
    body: { ...whole, token, ...('token' in spoilt && { token: spoilt.token }) },
  });
}
