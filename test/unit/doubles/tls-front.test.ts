import { X509Certificate } from 'node:crypto';
import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import { connect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import { afterEach, describe, expect, test } from 'vitest';
import { createConnectProxy } from '../../doubles/proxy/index.ts';
import { createTlsFront, type Handler, type TlsFront } from '../../doubles/tls/index.ts';

const saying =
  (text: string): Handler =>
  (_request, response) => {
    response.end(text);
  };

const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

async function start(): Promise<TlsFront> {
  const front = await createTlsFront({
    hosts: { 'one.example.com': saying('one'), 'two.example.com': saying('two') },
    plainHosts: { 'plain.example.com': saying('plain'), 'odd.example.com:5003': saying('odd') },
  });
  closing.push(front.close);
  return front;
}

const overTls = (front: TlsFront, host: string): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const options = {
      host: '127.0.0.1',
      port: front.httpsPort,
      servername: host,
      ca: front.cert,
      headers: { host },
    };
    httpsGet(options, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      resolve({ status: answer.statusCode ?? 0, text });
    }).on('error', reject);
  });

const inTheClear = (port: number, host: string, path = '/'): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    httpGet({ host: '127.0.0.1', port, path, headers: { host } }, async (answer) => {
      let text = '';
      for await (const chunk of answer) text += String(chunk);
      resolve({ status: answer.statusCode ?? 0, text });
    }).on('error', reject);
  });

describe('the TLS front', () => {
  test('shows a certificate that a verifying client accepts for each of its hosts', async () => {
    const front = await start();
    expect(await overTls(front, 'one.example.com')).toEqual({ status: 200, text: 'one' });
    expect(await overTls(front, 'two.example.com')).toEqual({ status: 200, text: 'two' });
    expect(new X509Certificate(front.cert).subjectAltName).toBe('DNS:one.example.com, DNS:two.example.com');
  });

  test('refuses the handshake for any other name and records it', async () => {
    const front = await start();
    await expect(overTls(front, 'three.example.com')).rejects.toThrow();
    expect(front.strays).toEqual([{ scheme: 'https', host: 'three.example.com', asked: null }]);
  });

  test('lets a browser that tries TLS first fall back for a plain host, without calling it a stray', async () => {
    const front = await start();
    await expect(overTls(front, 'plain.example.com')).rejects.toThrow();
    expect(front.strays).toEqual([]);
  });

  test('does not record what the browser asks for by itself', async () => {
    const front = await start();
    await expect(overTls(front, 'update.googleapis.com')).rejects.toThrow();
    expect(front.strays).toEqual([]);
  });

  test('records a request for a host that nobody answers for', async () => {
    const front = await start();
    const answer = await inTheClear(front.httpPort, 'stranger.example.com', '/a?b');
    expect(answer.status).toBe(421);
    expect(front.strays).toEqual([{ scheme: 'http', host: 'stranger.example.com', asked: 'GET /a?b' }]);
  });

  test('does not answer in the clear for a host that is served over TLS', async () => {
    const front = await start();
    expect((await inTheClear(front.httpPort, 'one.example.com')).status).toBe(421);
    expect(front.strays).toHaveLength(1);
  });

  test('answers in the clear for plain hosts, with their ports', async () => {
    const front = await start();
    expect((await inTheClear(front.httpPort, 'plain.example.com')).text).toBe('plain');
    expect((await inTheClear(front.httpPort, 'odd.example.com:5003')).text).toBe('odd');
    expect((await inTheClear(front.httpPort, 'odd.example.com')).status).toBe(421);
  });

  test('maps each host for Chromium and lets nothing else resolve', async () => {
    const front = await start();
    const [rules = '', pin = ''] = front.chromiumArgs({ strays: 'unresolved' });
    expect(rules).toContain(`MAP one.example.com:443 127.0.0.1:${front.httpsPort}`);
    expect(rules).toContain(`MAP odd.example.com:5003 127.0.0.1:${front.httpPort}`);
    expect(rules).toContain('MAP * ~NOTFOUND');
    expect(rules).not.toContain('*:443');
    expect(pin).toMatch(/^--ignore-certificate-errors-spki-list=[A-Za-z0-9+/]{43}=$/);
  });
});

describe('the CONNECT proxy', () => {
  async function startProxy(front: TlsFront) {
    const proxy = await createConnectProxy(front);
    closing.push(proxy.close);
    return proxy;
  }

  const open = (port: number, authority: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write(`CONNECT ${authority} HTTP/1.1\r\n\r\n`));
      socket.once('error', reject);
      socket.once('data', (data) => {
        const status = data.toString().split(' ')[1] ?? '';
        const host = authority.replace(/:\d+$/, '');
        if (status !== '200') {
          socket.destroy();
          resolve(status);
          return;
        }
        const tls = tlsConnect({ socket, servername: host, rejectUnauthorized: false }, () => {
          tls.write(`GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`);
        });
        tls.once('data', (answer) => resolve(answer.toString()));
      });
    });

  test('leads host:443 to the TLS front', async () => {
    const proxy = await startProxy(await start());
    expect(await open(proxy.port, 'one.example.com:443')).toMatch(/^HTTP\/1\.1 200/);
  });

  test('leads an absolute-form request to the plain front', async () => {
    const proxy = await startProxy(await start());
    const answer = await inTheClear(proxy.port, 'plain.example.com', 'http://plain.example.com/');
    expect(answer).toEqual({ status: 200, text: 'plain' });
  });

  test('refuses everything else and records it, but for what the browser asks for by itself', async () => {
    const proxy = await startProxy(await start());
    expect(await open(proxy.port, 'stranger.example.com:443')).toBe('502');
    expect(await open(proxy.port, 'one.example.com:8443')).toBe('502');
    expect(await open(proxy.port, 'firefox.settings.services.mozilla.com:443')).toBe('502');
    const answer = await inTheClear(proxy.port, 'x', 'http://stranger.example.com/');
    expect(answer.status).toBe(502);
    expect(proxy.refused).toEqual([
      'stranger.example.com:443',
      'one.example.com:8443',
      'stranger.example.com:80',
    ]);
  });
});
