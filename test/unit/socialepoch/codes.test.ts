import { describe, expect, it } from 'vitest';
import { errorOf, type Operation } from '../../../lib/crm/socialepoch/codes.ts';

// The 37 codes of the vendor's table; there is no 535.
const documented = Array.from({ length: 38 }, (_, at) => 501 + at).filter((code) => code !== 535);
const operations: Operation[] = ['customer/query', 'customer/api/import'];

describe("the vendor's codes", () => {
  it.each([200, 0])('%i is success', (code) => {
    expect(errorOf('customer/query', code, 'success')).toBeNull();
  });

  it.each(operations)('all 37 have a meaning on %s, with the vendor’s own words', (operation) => {
    expect(documented).toHaveLength(37);
    for (const code of documented) {
      const error = errorOf(operation, code, 'their words');
      expect(error?.code, String(code)).not.toBe('BAD_RESPONSE');
      expect(error?.backend).toEqual({ code: String(code), message: 'their words' });
    }
  });

  it.each([
    ['customer/query', 501, 'BAD_CREDENTIALS', false],
    ['customer/query', 502, 'CLOCK_SKEW', true],
    ['customer/query', 517, 'SERVER_DOWN', true],
    ['customer/api/import', 517, 'OUTCOME_UNKNOWN', false],
    ['customer/api/import', 529, 'FORBIDDEN', false],
    ['customer/api/import', 523, 'NOT_CONFIGURED', false],
    ['customer/api/import', 533, 'INVALID_INPUT', false],
    ['customer/api/import', 503, 'BUG', false],
    ['customer/api/import', 538, 'BUG', true],
    ['customer/api/import', 535, 'BAD_RESPONSE', false],
    ['customer/api/import', 429, 'BAD_RESPONSE', false],
  ] as const)('on %s, %i is %s', (operation, code, ours, retryable) => {
    expect(errorOf(operation, code, '')).toMatchObject({ code: ours, retryable });
  });

  it('-1 is FORBIDDEN by its one documented message, else not understood', () => {
    expect(errorOf('customer/api/import', -1, 'Admin Cannot import data')).toMatchObject({
      code: 'FORBIDDEN',
      reason: 'admin-cannot-import',
    });
    expect(errorOf('customer/api/import', -1, 'failed')?.code).toBe('BAD_RESPONSE');
  });

  it.each([
    [529, 'edition-without-interface'],
    [531, 'account-unknown'],
    [532, 'work-number-unknown'],
    [533, undefined],
  ] as const)('%i asks for something of its own: %s', (code, reason) => {
    expect(errorOf('customer/api/import', code, '')?.reason).toBe(reason);
  });

  it('keeps long words short', () => {
    expect(errorOf('customer/query', 507, 'x'.repeat(5000))?.backend?.message).toHaveLength(200);
  });
});
