import { describe, expect, it } from 'vitest';
import { testSocialEpoch } from '../../../lib/crm/socialepoch/test-connection.ts';
import { AppError } from '../../../lib/errors/app-error.ts';
import { clientFor, connectionOf, createVendor, never, refusal } from './vendor.ts';

async function test(vendor: ReturnType<typeof createVendor>, connection = connectionOf()) {
  const told = await testSocialEpoch({ connection, http: clientFor(vendor.fetch) }, never);
  return told.map(({ step, outcome, error }) => `${step} ${error?.code ?? outcome}`);
}

describe('the test of a connection', () => {
  it('passes every step of one that works, and writes nothing', async () => {
    const vendor = createVendor();
    expect(await test(vendor)).toEqual([
      'reached passed',
      'allowed passed',
      'clock passed',
      'signature passed',
      'edition passed',
    ]);
    expect(vendor.imports()).toHaveLength(0);
    expect(vendor.queries()).toHaveLength(1);
  });

  it.each<[string, number, string]>([
    ['the clock', 502, 'clock CLOCK_SKEW, signature skipped, edition skipped'],
    ['the keys', 522, 'clock passed, signature BAD_CREDENTIALS, edition skipped'],
    ['the edition', 529, 'clock passed, signature passed, edition FORBIDDEN'],
    ['a code in no table', 999, 'clock passed, signature BAD_RESPONSE, edition skipped'],
  ])('fails at %s', async (_, code, expected) => {
    const vendor = createVendor();
    vendor.instead = [refusal(code), refusal(code)];
    expect((await test(vendor)).join(', ')).toBe(`reached passed, allowed passed, ${expected}`);
  });

  it('fails where the server is no SocialEpoch', async () => {
    const vendor = createVendor();
    vendor.instead = [() => new Response('<html>')];
    expect(await test(vendor)).toEqual([
      'reached BAD_RESPONSE',
      'allowed skipped',
      'clock skipped',
      'signature skipped',
      'edition skipped',
    ]);
  });

  it('sends nothing to an address without encryption', async () => {
    const vendor = createVendor();
    const connection = connectionOf({ baseUrl: 'http://id.wascrm.socialepoch.com' });
    expect((await test(vendor, connection)).slice(0, 3)).toEqual([
      'reached unclear',
      'allowed PERMISSION_MISSING',
      'clock skipped',
    ]);
    expect(vendor.sent).toHaveLength(0);
  });

  it('sends nothing without credentials', async () => {
    const vendor = createVendor();
    expect(await test(vendor, connectionOf({ credentials: undefined }))).toContain(
      'signature NOT_CONFIGURED',
    );
    expect(vendor.sent).toHaveLength(0);
  });

  it('sends nothing with an ID that no header takes, and says so at the keys', async () => {
    const vendor = createVendor();
    const credentials = { tenantId: '1\u200b', apiKey: 'key', userName: 'admin' };
    expect(await test(vendor, connectionOf({ credentials }))).toEqual([
      'reached unclear',
      'allowed unclear',
      'clock unclear',
      'signature BAD_CREDENTIALS',
      'edition skipped',
    ]);
    expect(vendor.sent).toHaveLength(0);
  });

  it('tells how far this machine is ahead', async () => {
    const vendor = createVendor();
    const date = new Date(Date.now() - 300_000).toUTCString();
    vendor.instead = [() => Response.json({ code: 200, message: '', data: '' }, { headers: { date } })];
    const told = await testSocialEpoch({ connection: connectionOf(), http: clientFor(vendor.fetch) }, never);
    const clock = told.find(({ step }) => step === 'clock');
    expect(Math.abs((clock?.aheadMs ?? 0) - 300_000)).toBeLessThan(2000);
  });

  it('passes an abort on', async () => {
    const aborted = AbortSignal.abort(new AppError('CONTEXT_LOST'));
    const told = testSocialEpoch(
      { connection: connectionOf(), http: clientFor(createVendor().fetch) },
      aborted,
    );
    await expect(told).rejects.toMatchObject({ code: 'CONTEXT_LOST' });
  });
});
