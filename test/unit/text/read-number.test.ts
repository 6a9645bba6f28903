import { describe, expect, it } from 'vitest';
import { readNumber } from '../../../lib/text/read-number.ts';

describe('a number that was typed', () => {
  it.each([
    ['38', 'en', '38'],
    ['38,5', 'en', '38.5'],
    ['38,5', 'de', '38.5'],
    ['38.5', 'de', '38.5'],
    ['+38', 'en', '38'],
    ['-38', 'en', '-38'],
    ['−38', 'sv', '-38'],
    [' 38 ', 'en', '38'],
    ['1,234', 'en', '1234'],
    ['1,234', 'de', '1.234'],
    ['1.234', 'de', '1234'],
    ['1.234', 'en', '1.234'],
    ['1.234,5', 'en', '1234.5'],
    ['1,234.5', 'de', '1234.5'],
    ['1,234,567', 'de', '1234567'],
    ['1 234,5', 'fr', '1234.5'],
    ['1 234,5', 'fr', '1234.5'],
    ['1 234,5', 'fr', '1234.5'],
    ["1'234.5", 'de-CH', '1234.5'],
    ['12,34', 'en', '12.34'],
    ['١٢٫٥', 'ar-EG', '12.5'],
    ['１２．５', 'ja', '12.5'],
    ['0.50', 'en', '0.50'],
  ])('%s in %s is %s', (text, locale, number) => {
    expect(readNumber(text, locale)).toBe(number);
  });

  it.each(['twelve', '', '3 8', '1,2,3', '1.2.3', '12,34.5', '1,234.', '.5', '--3', '3-4', '38 EU', '1e3'])(
    'is none: %s',
    (text) => {
      expect(readNumber(text, 'en')).toBeNull();
    },
  );

  it.each(['en', 'de', 'fr', 'ar-EG', 'de-CH'])('as %s writes it is read back', (locale) => {
    const format = new Intl.NumberFormat(locale, { minimumFractionDigits: 1 });
    for (const number of ['-12345.6', '0.5', '1234567.8', '38.5']) {
      expect(readNumber(format.format(Number(number)), locale)).toBe(number);
    }
  });
});
