import type { RequestListener } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../lib/orders/exchange.ts';
import { hastyHttp } from '../../support/hasty-http.ts';
import { serve } from '../../support/serve.ts';
import { ana, sourceOf } from './samples.ts';

let close: (() => Promise<void>) | null = null;
afterEach(async () => {
  await close?.();
  close = null;
});

async function asked(handler: RequestListener, more: (base: string) => object = () => ({})) {
  const server = await serve(handler);
  close = server.close;
  const source = sourceOf({ url: `${server.baseUrl}/orders?search={phoneDigits}`, ...more(server.baseUrl) });
  return exchange(source, hastyHttp(), ana, new AbortController().signal);
}
const answer =
  (status: number, body: string, type = 'application/json'): RequestListener =>
  (_, response) => {
    response.writeHead(status, { 'content-type': type });
    response.end(body);
  };

describe('a shop that is tried', () => {
  it('is shown as it was asked, without its keys, and as it answered', async () => {
    const [one, ...others] = await asked(answer(200, '{"any":["thing"]}'));
    expect(one?.request).toMatchObject({ method: 'GET', body: null });
    expect(one?.request.url).toContain('/orders?search=5511900000001');
    expect(one?.request.headers).toEqual({ accept: 'application/json', Authorization: '••••••••' });
    expect(JSON.stringify(one)).not.toContain('s3cret');
    expect(one).toMatchObject({
      reply: { status: 200, type: 'application/json', link: null, text: '{"any":["thing"]}' },
      error: null,
    });
    expect(others).toEqual([]);
  });

  it('is asked every question that can be asked', async () => {
    const exchanges = await asked(answer(200, '[]'), (base) => ({
      orElse: [`${base}/orders?search={email}`],
    }));
    expect(exchanges.map(({ request }) => new URL(request.url).search)).toEqual([
      '?search=5511900000001',
      '?search=ana%40example.com',
    ]);
  });

  it('shows the body that it was sent', async () => {
    let sent = '';
    const [one] = await asked(
      (request, response) => {
        request.on('data', (part) => {
          sent += part;
        });
        request.on('end', () => answer(200, '[]')(request, response));
      },
      () => ({ method: 'POST', body: '{"variables":{"p":"{phone}"}}' }),
    );
    expect(JSON.parse(sent)).toEqual(JSON.parse(one?.request.body ?? ''));
  });

  it.each([
    [200, '<h1>Hello</h1>', 'text/html', 'BAD_RESPONSE'],
    [401, '{"message":"no key"}', 'application/json', 'BAD_CREDENTIALS'],
    [403, 'no', 'text/plain', 'FORBIDDEN'],
    [404, '{"code":"no_route"}', 'application/json', 'BAD_RESPONSE'],
    [500, 'oops', 'text/plain', 'SERVER_DOWN'],
  ])('that answers %i with %s is shown with it, and says what is wrong', async (status, body, type, code) => {
    const [one] = await asked(answer(status, body, type));
    expect(one).toMatchObject({ reply: { status, text: body }, error: { code } });
  });

  it('that sends us elsewhere, or does not end, has no reply', async () => {
    const [moved] = await asked((_, response) => response.writeHead(302, { location: '/x' }).end());
    expect(moved).toMatchObject({ reply: null, error: { reason: 'redirected' } });
    await close?.();
    const [long] = await asked(answer(200, `"${'x'.repeat(2_000_001)}"`));
    expect(long).toMatchObject({ reply: null, error: { reason: 'too-long' } });
  });
});
