/**
 * A CONNECT proxy for a browser without host mapping: `host:443` goes to the TLS front, `host:80` (by CONNECT or by an
 * absolute-form request) to the plain one. Everything else is refused and recorded.
 */
import { createServer, request as httpRequest } from 'node:http';
import { connect, type Socket } from 'node:net';

export interface ConnectProxyOptions {
  /** The local port that stands for `host:port`, or null where there is none: the TLS front's `portFor`. */
  portFor(authority: string): number | null;
}

export interface ConnectProxy {
  port: number;
  /** `host:port` of everything that was refused, but for the browser's own services. */
  refused: string[];
  close(): Promise<void>;
}

/** What a Firefox calls by itself, whatever the page and the extensions do. */
const isBrowserService = (authority: string): boolean =>
  /(^|\.)(mozilla\.(com|org|net)|firefox\.com):\d+$/.test(authority);

/** Starts the proxy on 127.0.0.1. */
export async function createConnectProxy({ portFor }: ConnectProxyOptions): Promise<ConnectProxy> {
  const refused: string[] = [];
  const refuse = (authority: string) => {
    if (!isBrowserService(authority)) refused.push(authority);
  };
  const sockets = new Set<Socket>();
  const follow = <S extends Socket>(socket: S): S => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };

  const server = createServer((request, response) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null;
    const authority = url ? `${url.hostname}:${url.port || '80'}` : (request.url ?? '');
    const port = url?.protocol === 'http:' ? portFor(authority) : null;
    if (url === null || port === null) {
      refuse(authority);
      response.writeHead(502).end();
      return;
    }
    const { method, headers } = request;
    const onward = httpRequest(
      { host: '127.0.0.1', port, path: url.pathname + url.search, method, headers, agent: false },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => response.destroy());
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });

  server.on('connection', follow);
  server.on('connect', (request, client, head) => {
    const authority = request.url ?? '';
    const port = portFor(authority);
    if (port === null) {
      refuse(authority);
      client.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const target = follow(connect(port, '127.0.0.1'));
    target.once('connect', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      target.write(head);
      target.pipe(client).pipe(target);
    });
    client.once('close', () => target.destroy());
    target.once('close', () => client.destroy());
  });

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    port: address.port,
    refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
