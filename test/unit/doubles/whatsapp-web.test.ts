import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWhatsAppWeb } from '../../doubles/whatsapp-web/index.ts';
import { languages, parseSwitches, switchTable } from '../../doubles/whatsapp-web/page/switches.ts';

const source = readFileSync(new URL('../../doubles/whatsapp-web/index.ts', import.meta.url), 'utf8');

describe('the switches', () => {
  it('have their usual values where the address names none', () => {
    expect(parseSwitches(new URLSearchParams())).toMatchObject({
      layout: 'testids',
      lang: 'en',
      open: null,
      contacts: 0,
      'late-numbers': null,
      twins: true,
      'missing-stores': [],
    });
  });

  it('are read from the address', () => {
    const query = 'layout=no-ids&late-numbers=300&late-names=command&missing-stores=chat,message&twins=off';
    expect(parseSwitches(new URLSearchParams(query))).toMatchObject({
      layout: 'no-ids',
      'late-numbers': 300,
      'late-names': 'command',
      'missing-stores': ['chat', 'message'],
      twins: false,
    });
  });

  it.each(['layuot=packed', 'layout=paked', 'twins=yes', 'messages=many', 'open=Ana'])(
    'refuse %s',
    (query) => {
      expect(() => parseSwitches(new URLSearchParams(query))).toThrow(/switch/);
    },
  );

  it('are all in the table at the top of the main file, each with its default', () => {
    const rows = [...source.matchAll(/^ \* \| ([a-z-]+) \| ([a-z0-9]+) \|/gm)].map(([, name, usual]) => [
      name,
      usual,
    ]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(switchTable).map(([name, row]) => [name, row.default])),
    );
  });

  it('name every language and screen in the table', () => {
    for (const language of languages) expect(source).toMatch(new RegExp(`\\| lang .*\\b${language}\\b`));
  });
});

describe('the handler', () => {
  const standIn = createWhatsAppWeb();
  const server = createServer(standIn.handler);
  let base = '';
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => {
    server.close();
  });

  it('serves the page with a policy that lets nobody else in', async () => {
    const response = await fetch(`${base}/?lang=ar`);
    expect(response.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await response.text()).toContain('<div id="app"></div>');
  });

  it('names the switch that it does not know', async () => {
    const response = await fetch(`${base}/?layuot=packed`);
    expect([response.status, await response.text()]).toEqual([400, 'There is no switch "layuot".']);
  });

  it('serves every module that the page imports, as plain script', async () => {
    const seen = new Set<string>();
    const visit = async (path: string): Promise<void> => {
      if (seen.has(path)) return;
      seen.add(path);
      const response = await fetch(base + path);
      expect([path, response.status, response.headers.get('content-type')]).toEqual([
        path,
        200,
        'text/javascript; charset=utf-8',
      ]);
      const script = await response.text();
      expect(script).not.toMatch(/\binterface \w|import type/);
      for (const [, name] of script.matchAll(/from '\.(\/[a-z-]+\.ts)'/g)) await visit(name ?? '');
    };
    await visit('/app.js');
    expect(seen.size).toBeGreaterThan(20);
  });

  it('gives out nothing from outside the page', async () => {
    for (const path of ['/../index.ts', '/%2e%2e/index.ts', '/index.ts', '/people.ts', '/favicon.ico']) {
      expect((await fetch(base + path)).status).toBe(404);
    }
  });

  it('keeps a list of what was asked', () => {
    expect(standIn.requests[0]).toEqual({ method: 'GET', url: '/?lang=ar' });
  });
});
