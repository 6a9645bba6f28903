import { afterEach, describe, expect, it } from 'vitest';
import type { Fault } from '../../doubles/crm-server/faults.ts';
import { type Company, never, startCompany } from './company.ts';

let company: Company;
afterEach(() => company.close());

const outcomes = async () => (await company.test(never)).map(({ step, outcome }) => `${step} ${outcome}`);

describe('testing a connection', () => {
  it('passes each step, and tells how far the clock is off', async () => {
    company = await startCompany();
    company.server.clock.set({ skewMs: -120_000 });
    const steps = await company.test(never);
    expect(steps.map(({ outcome }) => outcome)).toEqual(Array(5).fill('passed'));
    const clock = steps.find(({ step }) => step === 'clock');
    expect(Math.round((clock?.aheadMs ?? 0) / 10_000)).toBe(12);
    expect(company.server.requests.map((one) => one.interface)).toEqual([
      'get_token',
      'user_stage/query_list_by_type',
    ]);
  });

  it('without keys sends nothing', async () => {
    company = await startCompany({}, { credentials: undefined });
    expect(await outcomes()).toEqual([
      'reached unclear',
      'allowed unclear',
      'clock unclear',
      'signature failed',
      'edition skipped',
    ]);
    expect(company.server.requests).toEqual([]);
  });

  it('with a wrong key fails at the signature', async () => {
    company = await startCompany({}, { credentials: { appId: 'acme-scrm', appKey: 'wrong' } });
    expect(await outcomes()).toContain('signature failed');
  });

  it.each<[string, Fault, string]>([
    ['a page', { kind: 'html', status: 200, times: 9 }, 'reached failed'],
    ['a code after the token', { kind: 'code', code: '777777', after: 1 }, 'edition failed'],
  ])('fails at its step for %s', async (_, fault, expected) => {
    company = await startCompany();
    company.server.faults.add(fault);
    expect(await outcomes()).toContain(expected);
  });

  it('brings the company’s own fields, or none where they cannot be read', async () => {
    company = await startCompany();
    const names = (await company.ownFields(never)).map(({ name }) => name);
    expect(names.length).toBeGreaterThan(0);
    company.server.faults.add({ kind: 'html', status: 500, times: 9 });
    expect(await company.ownFields(never)).toEqual([]);
  });

  it('ends with the signal', async () => {
    company = await startCompany();
    await expect(company.test(AbortSignal.abort(new Error('left')))).rejects.toThrow('left');
  });
});
