import { afterEach, describe, expect, it } from 'vitest';
import type { TestStep } from '../../../lib/crm/connection-test.ts';
import { type Merchant, never, startMerchant } from './merchant.ts';

let merchant: Merchant;
afterEach(() => merchant?.close());

const outcomes = (steps: TestStep[]) => Object.fromEntries(steps.map(({ step, outcome }) => [step, outcome]));

const passed = {
  reached: 'passed',
  allowed: 'passed',
  clock: 'passed',
  signature: 'passed',
  edition: 'passed',
};

it('passes with the staff in use to choose oneself from', async () => {
  merchant = await startMerchant();
  const { steps, agents, accounts } = await merchant.test(never);
  expect(outcomes(steps)).toEqual(passed);
  expect(steps.find(({ step }) => step === 'clock')?.aheadMs).toBeTypeOf('number');
  expect(agents).toEqual([
    { id: 'b01', name: 'Bo' },
    { id: 'b03', name: '林梅' },
  ]);
  expect(accounts).toEqual([
    { number: 'zznn72537', name: '秀逗吖Q.', staff: ['b01', 'b03'], unique: true },
    { number: 'dong23287', name: '刘潇', staff: ['b01'], unique: true },
    { number: 'acme-service', name: 'Acme Service', staff: [] },
  ]);
  expect(merchant.server.requests.map((one) => one.interface)).not.toContain('v2/Todo/AddRecordNew');
  expect(merchant.server.violations).toEqual([]);
});

it('passes with a clock that is an hour off, and says how far', async () => {
  merchant = await startMerchant();
  merchant.server.clock.set({ skewMs: -3_600_000 });
  const { steps } = await merchant.test(never);
  expect(outcomes(steps)).toEqual(passed);
  expect(steps.find(({ step }) => step === 'clock')?.aheadMs).toBeGreaterThan(3_500_000);
});

it('passes where the accounts cannot be read, with none to choose from', async () => {
  merchant = await startMerchant({ staffWithoutCode: 'refused' });
  const { steps, accounts } = await merchant.test(never);
  expect(outcomes(steps)).toEqual(passed);
  expect(accounts).toEqual([]);
});

describe('a test that fails', () => {
  const nothing = {
    reached: 'skipped',
    allowed: 'skipped',
    clock: 'skipped',
    signature: 'skipped',
    edition: 'skipped',
  };

  it.each([
    [
      'a wrong key',
      { appId: '73289537', appKey: 'x' },
      { ...passed, signature: 'failed', edition: 'skipped' },
    ],
    [
      'a token of another merchant',
      { accessToken: 'pasted-of-another-merchant' },
      { ...passed, signature: 'failed', edition: 'skipped' },
    ],
    [
      'no key',
      {},
      { reached: 'unclear', allowed: 'unclear', clock: 'unclear', signature: 'failed', edition: 'skipped' },
    ],
  ])('for %s says so', async (_what, credentials, expected) => {
    merchant = await startMerchant({}, { credentials });
    const { steps, agents } = await merchant.test(never);
    expect(outcomes(steps)).toEqual(expected);
    expect(agents).toBeUndefined();
  });

  it.each([
    ['another page', { kind: 'html', status: 200 }, { ...nothing, reached: 'failed' }],
    ['a code that nobody explains', { kind: 'code', code: '200019' }, { ...passed, edition: 'failed' }],
  ] as const)('for %s says so', async (_what, fault, expected) => {
    merchant = await startMerchant();
    merchant.server.faults.add({ ...fault, interface: 'staff', times: 9 });
    expect(outcomes((await merchant.test(never)).steps)).toEqual(expected);
  });

  it('for the client of the second version says so, and who is there all the same', async () => {
    merchant = await startMerchant({}, { v2: { clientSecret: 'x' } });
    const { steps, agents } = await merchant.test(never);
    expect(outcomes(steps)).toMatchObject({ signature: 'failed' });
    expect(agents).toHaveLength(2);
  });
});
