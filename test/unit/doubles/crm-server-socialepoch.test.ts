import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fromWallClock, toWallClock } from '../../doubles/crm-server/wall-clock.ts';
import { type Bench, importRows, md5, noon, query, startBench } from './crm-server-client.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await startBench();
});
afterEach(() => bench.close());

const ana = '5511900000001';
const bob = '447700900002';
const stored = (whatsApp: string) => bench.server.socialepoch.customers.standard.get(whatsApp);

describe('customer/query', () => {
  test('finds several people with one call and leaves out whom it does not know', async () => {
    const { status, json } = await query(bench, [
      { whatsApp: ana },
      { whatsApp: bob },
      { whatsApp: '15550100009' },
    ]);
    expect(status).toBe(200);
    expect(json.code).toBe(200);
    expect(json.data.map((row: { friendName: string }) => row.friendName)).toEqual([
      'Ana Cliente',
      'Bob Turner',
    ]);
    expect(json.data[0]).toMatchObject({ tabName: 'Hot,Shoes', stage: 'Intent', birthday: '1991/03/08' });
    expect(bench.server.violations).toEqual([]);
  });

  test.each([
    ['no company', { tenant_id: undefined }, 523],
    ['no stamp', { timestamp: undefined }, 518],
    ['no token', { token: undefined }, 525],
    ['a stamp that is no number', { timestamp: '2026-11-22' }, 519],
    ['a stamp in seconds', { timestamp: String(noon / 1000) }, 502],
    ['a stamp that is too old', { timestamp: String(noon - 300_001) }, 502],
    ['a stamp from the future', { timestamp: String(noon + 300_001) }, 502],
    ['an unknown company', { tenant_id: '9' }, 501],
    ['a wrong token', { token: md5('guess') }, 522],
    ['a token in upper case', { token: md5(`1207${noon}kQ7standard2TbXRh`).toUpperCase() }, 522],
  ])('refuses %s', async (_what, spoilt, code) => {
    const { status, json } = await query(bench, [{ whatsApp: ana }], spoilt);
    expect(status).toBe(200);
    expect(json).toMatchObject({ code, data: '' });
  });

  test('accepts a stamp at the edge of the tolerance', async () => {
    expect((await query(bench, [{ whatsApp: ana }], { timestamp: String(noon - 300_000) })).json.code).toBe(
      200,
    );
  });

  test('refuses a body that is not an array of objects', async () => {
    expect((await query(bench, { whatsApp: ana })).status).toBe(400);
    expect((await query(bench, [ana])).status).toBe(400);
    expect((await query(bench, [{ whatsApp: 5511900000001 }])).status).toBe(400);
    expect((await query(bench, '[{')).status).toBe(400);
    expect((await query(bench, [])).json.code).toBe(506);
  });

  test('refuses too many rows', async () => {
    bench.server.socialepoch.settings.maxRows = 2;
    expect((await query(bench, [{ whatsApp: ana }, { whatsApp: bob }, { whatsApp: '1' }])).json.code).toBe(
      507,
    );
  });

  test('refuses another content type and another method', async () => {
    expect((await query(bench, [{ whatsApp: ana }], { 'content-type': 'text/plain' })).status).toBe(415);
    expect((await bench.ask('/wscrm-bus-api/customer/query')).status).toBe(405);
    expect((await bench.ask('/wscrm-bus-api/customer/list')).status).toBe(404);
  });

  test('answers a preflight like any other undocumented call, without allowing an origin', async () => {
    const headers = { origin: 'https://web.whatsapp.com', 'access-control-request-method': 'POST' };
    const answer = await bench.ask('/wscrm-bus-api/customer/query', { method: 'OPTIONS', headers });
    expect(answer.status).toBe(405);
    expect(answer.headers).not.toHaveProperty('access-control-allow-origin');
  });

  test('finds nobody under another spelling of the number, and notes it', async () => {
    const { json } = await query(bench, [{ whatsApp: `+${ana}` }]);
    expect(json.data).toEqual([]);
    expect(bench.server.violations).toHaveLength(1);
  });

  test('keeps the environments apart', async () => {
    const host = 'id.wascrm.socialepoch.com';
    expect((await query(bench, [{ whatsApp: ana }], {}, host)).json.code).toBe(501);
    const { tenantId, apiKey } = bench.server.socialepoch.accounts.indonesia;
    const own = { tenant_id: tenantId, token: md5(tenantId + noon + apiKey) };
    expect((await query(bench, [{ whatsApp: ana }], own, host)).json).toMatchObject({ code: 200, data: [] });
    expect((await query(bench, [{ whatsApp: ana }], own, 'www.socialscrm.com')).json.code).toBe(501);
  });

  test('answers in each of the shapes that the pages leave open', async () => {
    const { settings } = bench.server.socialepoch;
    const asked = async (whatsApp: string) => (await query(bench, [{ whatsApp }])).json;
    Object.assign(settings, { data: 'object', successCode: 0, codes: 'strings', none: 'empty-string' });
    expect(await asked(ana)).toMatchObject({ code: '0', data: { friendName: 'Ana Cliente' } });
    expect(await asked('15550100009')).toEqual({ code: '0', message: 'success', data: '' });
    Object.assign(settings, { data: 'records', unset: 'absent', whatsApp: 'number', extraFields: true });
    const [row] = (await asked(bob)).data.records;
    expect(row).toMatchObject({ whatsApp: 447700900002, loyalty: { points: 120 } });
    expect(row).not.toHaveProperty('sex');
  });
});

describe('customer/api/import', () => {
  test('creates a customer', async () => {
    const { json } = await importRows(bench, [
      { whatsApp: '15550100009', friendName: 'Carla', tabName: 'Hot' },
    ]);
    expect(json).toEqual({ code: 200, message: 'success', data: '' });
    expect(stored('15550100009')).toMatchObject({ friendName: 'Carla', tabName: 'Hot', stage: '' });
  });

  test('in patch mode leaves what a row does not name', async () => {
    await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }]);
    expect(stored(ana)).toMatchObject({ friendName: 'Ana Cliente', stage: 'Paid', tabName: 'Hot,Shoes' });
  });

  test('in replace mode empties what a row does not name', async () => {
    bench.server.socialepoch.settings.rows = 'replace';
    await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }]);
    expect(stored(ana)).toMatchObject({ whatsApp: ana, friendName: '', stage: 'Paid', tabName: '' });
  });

  test.each([
    ['no company', { tenantId: '' }, 523],
    ['no administrator', { userName: '' }, 524],
    ['no token', { token: undefined }, 525],
    ['no stamp', { createTime: '' }, 526],
    ['a stamp with slashes', { createTime: '2026/11/22 18:42:07' }, 519],
    ['a stamp with a T', { createTime: '2026-11-22T18:42:07' }, 519],
    ['a stamp without leading zeros', { createTime: '2026-11-22 8:42:07' }, 519],
    ['a time that does not exist', { createTime: '2026-02-30 18:42:07' }, 519],
    ['a stamp of another zone', { createTime: toWallClock(noon, 'UTC') }, 502],
    ['an unknown company', { tenantId: '9' }, 501],
    ['a wrong token', { token: md5('guess') }, 522],
    ["an agent's account", { userName: 'Bo' }, 530],
    ['no rows', { data: [] }, 506],
    ['rows that are missing', { data: undefined }, 506],
    ['a row without its number', { data: [{ friendName: 'Carla' }] }, 532],
    ['a national number', { data: [{ whatsApp: '07700900002' }] }, 532],
    ['a number with a plus', { data: [{ whatsApp: '+447700900002' }] }, 532],
    ['a field that no page names', { data: [{ whatsApp: ana, shoeSize: '39' }] }, 533],
  ])('refuses %s', async (_what, spoilt, code) => {
    const before = bench.server.socialepoch.snapshot();
    const { json } = await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }], spoilt);
    expect(json.code).toBe(code);
    expect(bench.server.socialepoch.snapshot()).toEqual(before);
  });

  test('reads the stamp in the zone that is set', async () => {
    bench.server.socialepoch.settings.timeZone = 'Asia/Jakarta';
    const rows = [{ whatsApp: ana, stage: 'Paid' }];
    expect((await importRows(bench, rows)).json.code).toBe(502);
    expect((await importRows(bench, rows, { createTime: toWallClock(noon, 'Asia/Jakarta') })).json.code).toBe(
      200,
    );
  });

  test('refuses values that are not text, and rows that are not an array', async () => {
    expect((await importRows(bench, [{ whatsApp: ana, income: 100 }])).status).toBe(400);
    expect((await importRows(bench, [{ whatsApp: ana, tabName: ['Hot'] }])).status).toBe(400);
    expect((await importRows(bench, { whatsApp: ana })).status).toBe(400);
  });

  test('writes all rows or none', async () => {
    await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }, { whatsApp: '+1' }]);
    expect(stored(ana)?.stage).toBe('Intent');
  });

  test.each(['welcome', 'languageTag'])('notes that %s was sent', async (field) => {
    expect((await importRows(bench, [{ whatsApp: ana, [field]: '' }])).json.code).toBe(200);
    expect(bench.server.violations).toEqual([
      { backend: 'socialepoch', interface: 'import', what: `${field} was sent` },
    ]);
  });

  test('can forbid imports with the code that is in no table', async () => {
    bench.server.socialepoch.settings.importForbidden = true;
    const { json } = await importRows(bench, [{ whatsApp: ana, stage: 'Paid' }]);
    expect(json).toEqual({ code: -1, message: 'Admin Cannot import data', data: '' });
    expect(stored(ana)?.stage).toBe('Intent');
  });
});

describe('wall clocks', () => {
  test('read back to the second in zones with and without summer time', () => {
    for (const zone of ['Asia/Shanghai', 'Asia/Jakarta', 'UTC', 'Europe/Berlin', 'America/Sao_Paulo']) {
      for (const at of [noon, Date.UTC(2026, 6, 1, 0, 0, 0), Date.UTC(2024, 1, 29, 23, 59, 59)]) {
        expect(fromWallClock(toWallClock(at, zone), zone)).toBe(at);
      }
    }
  });
});
