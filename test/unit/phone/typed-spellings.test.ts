import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNumbers, typedSpellings } from '../../../lib/phone/index.ts';
import { e164 } from './e164.ts';

describe('a number as a person types it', () => {
  it.each([
    [
      '+8613800138000',
      ['0013-8000', '0013 8000'],
      ['138-0013-8000', '138 0013 8000', '+86 138 0013 8000', '+86-138-0013-8000', '+86 138-0013-8000'],
    ],
    [
      '+13168765122',
      ['876-5122', '876 5122'],
      ['316-876-5122', '316 876 5122', '+1 316 876 5122', '+1-316-876-5122', '+1 316-876-5122'],
    ],
    [
      '+447911123456',
      ['7911-123456', '7911 123456'],
      ['07911-123456', '07911 123456', '+44 7911 123456', '+44-7911-123456', '+44 7911-123456'],
    ],
    [
      '+5511900000001',
      ['90000-0001', '90000 0001'],
      ['11-90000-0001', '11 90000 0001', '+55 11 90000 0001', '+55-11-90000-0001', '+55 11-90000-0001'],
    ],
    [
      '+33612345678',
      ['34-56-78', '34 56 78'],
      ['06-12-34-56-78', '06 12 34 56 78', '+33 6 12 34 56 78', '+33-6-12-34-56-78', '+33 6-12-34-56-78'],
    ],
  ])('%s', (number, tails, wholes) => {
    expect(typedSpellings(e164(number))).toEqual({ tails, wholes });
  });

  it('has no groups where nobody knows how it is set', () => {
    expect(typedSpellings(e164('+9991234567'))).toEqual({ tails: [], wholes: [] });
    expect(typedSpellings(e164('+86182217331411'))).toEqual({ tails: [], wholes: [] });
  });

  it('is the same number, and ends in its tails', () => {
    const number = fc.constantFrom(
      /^861[3-9]\d{9}$/,
      /^1[2-9]\d{9}$/,
      /^447\d{9}$/,
      /^5511\d{8,9}$/,
      /^49151\d{7,8}$/,
      /^6591\d{6}$/,
    );
    fc.assert(
      fc.property(
        number.chain((shape) => fc.stringMatching(shape)),
        (digits) => {
          const { tails, wholes } = typedSpellings(e164(digits));
          for (const whole of wholes) {
            expect(compareNumbers(e164(digits), whole, 'international')).not.toBeNull();
            expect(tails.some((tail) => whole.endsWith(tail))).toBe(true);
          }
        },
      ),
    );
  });
});
