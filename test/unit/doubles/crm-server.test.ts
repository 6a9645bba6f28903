import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Bench, importRows, noon, query, startBench } from './crm-server-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const ana = '5511900000001';
const askForAna = () => query(bench, [{ whatsApp: ana }]);
const pay = () => importRows(bench, [{ whatsApp: ana, stage: 'Paid' }]);
const stage = () => bench.server.socialepoch.customers.standard.get(ana)?.stage;

describe('what is recorded', () => {
  test('a request with its parsed body, its interface and what it was told', async () => {
    await askForAna();
    expect(bench.server.requests).toMatchObject([
      {
        at: noon,
        method: 'POST',
        path: '/wscrm-bus-api/customer/query',
        body: [{ whatsApp: ana }],
        backend: 'socialepoch',
        interface: 'query',
        handledCode: '200',
        status: 200,
        responseCode: '200',
      },
    ]);
  });

  test('a request can be waited for', async () => {
    const seen = bench.server.waitFor(({ status }) => status === 200);
    await askForAna();
    expect((await seen).interface).toBe('query');
  });

  test('reset goes back to the seed', async () => {
    await pay();
    bench.server.faults.add({ kind: 'html' });
    bench.server.reset();
    expect(stage()).toBe('Intent');
    expect(bench.server.requests).toEqual([]);
    expect((await askForAna()).status).toBe(200);
  });
});

describe('the clock', () => {
  test('shows in the Date header and judges the stamps', async () => {
    expect((await askForAna()).headers.date).toBe(new Date(noon).toUTCString());
    bench.server.clock.set({ skewMs: 600_000 });
    const late = await askForAna();
    expect(late.headers.date).toBe(new Date(noon + 600_000).toUTCString());
    expect(late.json.code).toBe(502);
    expect((await query(bench, [{ whatsApp: ana }], { timestamp: String(noon + 600_000) })).json.code).toBe(
      200,
    );
  });

  test('can answer from a cache with its age', async () => {
    bench.server.clock.set({ ageSeconds: 90 });
    const { headers } = await askForAna();
    expect(headers.age).toBe('90');
    expect(headers.date).toBe(new Date(noon - 90_000).toUTCString());
  });
});

describe('the rate', () => {
  test('is 50 a second for each interface', async () => {
    for (let n = 0; n < 50; n += 1) expect((await askForAna()).status).toBe(200);
    const refused = await askForAna();
    expect(refused.status).toBe(429);
    expect(refused.headers['retry-after']).toBe('1');
    expect((await pay()).status).toBe(200);
    bench.pass(1000);
    expect((await query(bench, [{ whatsApp: ana }])).status).toBe(200);
  });
});

describe('faults', () => {
  test('meet the interface and the number of requests that they name', async () => {
    bench.server.faults.add({ kind: 'html', interface: 'query', times: 2, after: 1 });
    expect((await pay()).status).toBe(200);
    expect((await askForAna()).status).toBe(200);
    expect((await askForAna()).status).toBe(502);
    expect((await askForAna()).headers['content-type']).toBe('text/html');
    expect((await askForAna()).status).toBe(200);
  });

  test('a drop before the write leaves the state', async () => {
    bench.server.faults.add({ kind: 'drop-before-write' });
    await expect(pay()).rejects.toThrow();
    expect(stage()).toBe('Intent');
    expect(bench.server.requests[0]).toMatchObject({ handledCode: null, status: null });
  });

  test('a drop after the write changes the state and tells nobody', async () => {
    bench.server.faults.add({ kind: 'drop-after-write' });
    await expect(pay()).rejects.toThrow();
    expect(stage()).toBe('Paid');
    expect(bench.server.requests[0]).toMatchObject({ handledCode: '200', status: null, responseCode: null });
  });

  test('a gateway may give up after the write was done', async () => {
    bench.server.faults.add({ kind: 'html', status: 504, written: true });
    expect((await pay()).status).toBe(504);
    expect(stage()).toBe('Paid');
  });

  test('a truncated answer is half of the right one', async () => {
    bench.server.faults.add({ kind: 'truncated' });
    const cut = await askForAna();
    expect(cut.status).toBe(200);
    expect(cut.json).toBeUndefined();
    expect((await askForAna()).text.startsWith(cut.text)).toBe(true);
  });

  test.each(['7', 'Sun, 22 Nov 2026 10:43:07 GMT'])(
    'a refusal says when to come back: %s',
    async (retryAfter) => {
      bench.server.faults.add({ kind: 'rate-limited', retryAfter });
      const refused = await pay();
      expect(refused.status).toBe(429);
      expect(refused.headers['retry-after']).toBe(retryAfter);
      expect(stage()).toBe('Intent');
    },
  );

  test('any code can come with HTTP 200, before or after the write', async () => {
    bench.server.faults.add({ kind: 'code', code: '517', message: 'database error' });
    expect((await pay()).json).toEqual({ code: 517, message: 'database error', data: '' });
    expect(stage()).toBe('Intent');
    bench.server.faults.add({ kind: 'code', code: '517', written: true });
    await pay();
    expect(stage()).toBe('Paid');
  });

  test('a colleague changes the customer just before a write', async () => {
    const change = { customer: ana, set: { desc: 'Called back.' } };
    bench.server.faults.add({ kind: 'colleague', when: 'before', interface: 'import', change });
    expect((await askForAna()).json.data[0].desc).not.toBe('Called back.');
    await pay();
    expect((await askForAna()).json.data[0]).toMatchObject({ desc: 'Called back.', stage: 'Paid' });
  });

  test('content can be spoilt while the envelope is right', async () => {
    bench.server.faults.add({ kind: 'mangled', how: 'null-data' });
    expect((await askForAna()).json).toMatchObject({ code: 200, data: null });
    bench.server.faults.add({ kind: 'mangled', how: 'null-fields' });
    expect((await askForAna()).json.data[0].friendName).toBeNull();
    bench.server.faults.add({ kind: 'mangled', how: 'wrong-types' });
    expect((await askForAna()).json.data[0].friendName).toEqual({ text: 'Ana Cliente' });
    bench.server.faults.add({ kind: 'mangled', how: 'not-an-object' });
    expect((await askForAna()).json).toEqual(['ok']);
  });

  test('a hanging request is answered by nobody until the client leaves', async () => {
    bench.server.faults.add({ kind: 'hang' });
    const leaving = new AbortController();
    const asked = bench.ask('/wscrm-bus-api/customer/query', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      signal: leaving.signal,
    });
    const outcome = expect(asked).rejects.toThrow();
    await bench.server.waitFor((request) => request.interface === 'query');
    leaving.abort();
    await outcome;
    expect(bench.server.requests[0]?.status).toBeNull();
  });

  test('a held answer comes once it is released', async () => {
    bench.server.faults.add({ kind: 'held', written: true });
    const answer = importRows(bench, [{ whatsApp: ana, stage: 'Paid' }]);
    await bench.server.waitFor(({ handledCode }) => handledCode === '200');
    expect(stage()).toBe('Paid');
    expect(bench.server.requests[0]?.status).toBeNull();
    bench.server.release();
    expect((await answer).status).toBe(200);
  });

  test('what was to be held and comes after the release is not', async () => {
    bench.server.faults.add({ kind: 'held', written: true });
    bench.server.release();
    expect((await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }])).status).toBe(200);
    expect(bench.server.faults.pending()).toEqual([]);
  });

  test('a slow write lands although the client has left', async () => {
    bench.server.faults.add({ kind: 'slow', ms: 500 });
    const leaving = new AbortController();
    const outcome = expect(
      importRows(bench, [{ whatsApp: ana, stage: 'Paid' }], {}, leaving.signal),
    ).rejects.toThrow();
    await bench.server.waitFor((request) => request.interface === 'import');
    leaving.abort();
    await outcome;
    expect(stage()).toBe('Intent');
    await bench.server.waitFor(({ handledCode }) => handledCode === '200');
    expect(stage()).toBe('Paid');
    expect(bench.server.requests[0]?.status).toBeNull();
  });
});

describe('the control port', () => {
  test('sets faults, settings, clock and customers from another process', async () => {
    const good = { status: 200, json: { ok: true } };
    expect(await bench.command({ op: 'fault', fault: { kind: 'html' } })).toMatchObject(good);
    expect((await askForAna()).status).toBe(502);
    expect(
      await bench.command({ op: 'configure', backend: 'socialepoch', settings: { rows: 'replace' } }),
    ).toMatchObject(good);
    expect(bench.server.socialepoch.settings.rows).toBe('replace');
    expect(
      await bench.command({ op: 'change', backend: 'socialepoch', customer: ana, set: { stage: 'Done' } }),
    ).toMatchObject(good);
    expect(stage()).toBe('Done');
    await bench.command({ op: 'clock', skewMs: 1000 });
    const { json } = await bench.command({ op: 'snapshot' });
    expect(json.result.clock.skewMs).toBe(1000);
    expect(json.result.requests).toHaveLength(1);
    await bench.command({ op: 'reset' });
    expect(stage()).toBe('Intent');
  });

  test('refuses what it does not understand', async () => {
    expect((await bench.command({ op: 'explode' })).status).toBe(400);
    expect((await bench.command({ op: 'fault', fault: { kind: 'fire' } })).status).toBe(400);
    expect(
      (await bench.command({ op: 'configure', backend: 'socialepoch', settings: { rows: 1 } })).status,
    ).toBe(400);
  });

  test('is not reachable where the vendors answer', async () => {
    expect((await bench.ask('/__control')).status).toBe(404);
  });
});
