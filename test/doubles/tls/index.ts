/**
 * Real host names on this machine: one HTTPS and one plain HTTP listener on 127.0.0.1, with a throw-away certificate,
 * that answer for every host a browser test needs. The browser is pointed here by `chromiumArgs()`, or by the CONNECT
 * proxy next door where it knows no host mapping. A host that nobody answers for is recorded: a test fails on it.
 */
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { createSecureContext } from 'node:tls';
import { createSelfSigned } from './self-signed.ts';

export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

/** A request for a host, or a scheme of a host, that nobody answers for. Over TLS it ends with the handshake. */
interface Stray {
  scheme: 'https' | 'http';
  host: string;
  /** The request line's method and path; null where the handshake was refused before it. */
  asked: string | null;
}

/** What a Chromium calls by itself, whatever the page and the extensions do. */
const browserServices: ReadonlySet<string> = new Set([
  'accounts.google.com',
  'clients2.google.com',
  'redirector.gvt1.com',
  'update.googleapis.com',
]);

export interface TlsFrontOptions {
  /** Over TLS. Keys are host names, with a port where it is not 443. */
  hosts: Record<string, Handler>;
  /** In the clear. Keys are host names, with a port where it is not 80. */
  plainHosts?: Record<string, Handler>;
  /** Answers what no handler is there for, in the clear or on a known name; 421 without it. It is a stray either way. */
  unknown?: Handler;
}

export interface TlsFront {
  httpsPort: number;
  httpPort: number;
  cert: string;
  pin: string;
  /** Everything that nobody answers for, but for the browser's own services. */
  strays: Stray[];
  /** The port here that stands for `host:port`, or null where nobody answers. */
  portFor(authority: string): number | null;
  /**
   * Chromium's switches. With `strays: 'recorded'` (default) foreign hosts on the usual ports lead here, fail, and are
   * recorded; with `'unresolved'` their names do not resolve. The pin needs a `--user-data-dir`, which puppeteer sets.
   */
  chromiumArgs(options?: { strays: 'recorded' | 'unresolved' }): string[];
  close(): Promise<void>;
}

const withPort = (host: string, usual: number): string => (host.includes(':') ? host : `${host}:${usual}`);

function listen(server: Server): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address: AddressInfo | string | null = server.address();
      if (address === null || typeof address === 'string') reject(new Error('no port'));
      else resolve(address.port);
    });
  });
}

function closer(server: Server): () => Promise<void> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
  });
  return () =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
}

/** Starts both listeners. */
export async function createTlsFront(options: TlsFrontOptions): Promise<TlsFront> {
  const strays: Stray[] = [];
  const stray = (found: Stray) => {
    if (!browserServices.has(found.host)) strays.push(found);
  };
  const byAuthority = {
    https: new Map(Object.entries(options.hosts).map(([host, handler]) => [withPort(host, 443), handler])),
    http: new Map(
      Object.entries(options.plainHosts ?? {}).map(([host, handler]) => [withPort(host, 80), handler]),
    ),
  };

  const dispatch =
    (scheme: 'https' | 'http'): Handler =>
    (request, response) => {
      const host = (request.headers.host ?? '').toLowerCase();
      const handler = byAuthority[scheme].get(withPort(host, scheme === 'https' ? 443 : 80));
      if (handler) {
        handler(request, response);
        return;
      }
      stray({ scheme, host, asked: `${request.method} ${request.url}` });
      if (options.unknown) options.unknown(request, response);
      else response.writeHead(421).end();
    };

  const namesOf = (authorities: Iterable<string>) =>
    new Set([...authorities].map((authority) => authority.replace(/:\d+$/, '')));
  const names = namesOf(byAuthority.https.keys());
  const plainNames = namesOf(byAuthority.http.keys());
  const { key, cert, pin } = createSelfSigned([...names], Date.now());
  const context = createSecureContext({ key, cert });
  const secure = createHttpsServer(
    {
      key,
      cert,
      // A handshake that fails lets the browser fall back to plain HTTP, which it tries TLS before, unasked.
      SNICallback(name, done) {
        if (names.has(name)) {
          done(null, context);
          return;
        }
        if (!plainNames.has(name)) stray({ scheme: 'https', host: name, asked: null });
        done(new Error('unknown host'));
      },
    },
    dispatch('https'),
  );
  secure.on('tlsClientError', () => undefined);
  const plain = createHttpServer(dispatch('http'));
  const closers = [closer(secure), closer(plain)];
  const [httpsPort, httpPort] = await Promise.all([listen(secure), listen(plain)]);

  return {
    httpsPort,
    httpPort,
    cert,
    pin,
    strays,
    portFor(authority) {
      if (byAuthority.https.has(authority)) return httpsPort;
      return byAuthority.http.has(authority) ? httpPort : null;
    },
    chromiumArgs({ strays: foreign } = { strays: 'recorded' }) {
      const to = (authority: string, port: number) => `MAP ${authority} 127.0.0.1:${port}`;
      const rules = [
        ...[...byAuthority.https.keys()].map((authority) => to(authority, httpsPort)),
        ...[...byAuthority.http.keys()].map((authority) => to(authority, httpPort)),
        ...(foreign === 'recorded' ? [to('*:443', httpsPort), to('*:80', httpPort)] : []),
        'MAP * ~NOTFOUND',
        'EXCLUDE 127.0.0.1',
        'EXCLUDE localhost',
      ];
      return [`--host-resolver-rules=${rules.join(' , ')}`, `--ignore-certificate-errors-spki-list=${pin}`];
    },
    async close() {
      await Promise.all(closers.map((close) => close()));
    },
  };
}
