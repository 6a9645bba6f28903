import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskNumbers } from '../../../lib/text/mask-numbers.ts';
import { digitsIn, plainDigits } from '../../../lib/text/plain-digits.ts';

describe('digits and dashes of all scripts', () => {
  it.each([
    ['٠٠٩٧١ ٥٠', '00971 50'],
    ['＋８６（１３８）００１３－８０００', '+86(138)0013-8000'],
    ['138\u20100013\u20118000\u20129\u20139\u20149\u20159\u22129', '138-0013-8000-9-9-9-9-9'],
    ['९८१०', '9810'],
    ['𝟗𝟖', '98'],
    ['06·12・34', '06.12.34'],
    ['１３８ー００１３', '138-0013'],
  ])('%s reads %s', (text, plain) => {
    expect(plainDigits(text)).toBe(plain);
  });

  it('makes no digits and no stops of what only looks like them', () => {
    for (const text of ['138…8000', '①②', 'x²', '½', '138∙∙∙∙8000', '138····8000', 'Ⅷ'])
      expect(plainDigits(text)).toBe(text);
  });

  it('is told for every way of writing digits that the browser knows', () => {
    for (const script of Intl.supportedValuesOf('numberingSystem')) {
      const ten = new Intl.NumberFormat(`en-u-nu-${script}`, { useGrouping: false }).format(1234567890);
      if (/^\p{Nd}+$/u.test(ten)) expect(plainDigits(ten), script).toBe('1234567890');
    }
  });

  it('is the same when it is done twice', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plainDigits(plainDigits(text))).toBe(plainDigits(text));
        expect(digitsIn(text)).toMatch(/^\d*$/);
      }),
    );
  });
});

describe('masking', () => {
  const scripts = ['0123456789', '٠١٢٣٤٥٦٧٨٩', '０１２３４５６７８９', '०१२३४५६७८९'];
  const signs = [
    '',
    '',
    ' ',
    '-',
    '.',
    '/',
    ' (',
    ') ',
    '\u00a0',
    '\u2011',
    '\u2212',
    '\u2013',
    '－',
    '\u200e',
    '・',
    'ー',
  ];

  it('leaves four digits of every spelling of a number', () => {
    const spelled = fc.record({
      digits: fc.stringMatching(/^[1-9]\d{6,14}$/),
      script: fc.constantFrom(...scripts),
      by: fc.array(fc.constantFrom(...signs), { minLength: 15, maxLength: 15 }),
      plus: fc.constantFrom('+', '＋', '00', ''),
      around: fc.constantFrom(
        ['', ''],
        ['Tel ', ' (home)'],
        ['客户：', '。'],
        ['1991-03-08 ', ', 08.03.1991'],
      ),
    });
    fc.assert(
      fc.property(spelled, ({ digits, script, by, plus, around: [before = '', after = ''] }) => {
        const set = [...digits].map(
          (digit, place) => (place > 0 ? by[place] : '') + (script[Number(digit)] ?? ''),
        );
        const number = plus + set.join('');
        fc.pre(!/\d{4}[-./]\d\d[-./]\d\d|\d\d[-./]\d\d[-./]\d{4}/.test(number));
        const masked = maskNumbers(before + number + after);
        expect(masked.startsWith(before)).toBe(true);
        expect(masked.endsWith(after)).toBe(true);
        const left = masked.slice(before.length, masked.length - after.length);
        expect(digitsIn(left)).toBe(digits.slice(-4));
      }),
    );
  });

  it.each([
    '1991-03-08',
    '08.03.1991',
    '03/08/1991',
    '1991/03/08',
    '2026-11-22T10:42:00.000Z',
    '2026-11-22 10:42',
    'from 2026-11-22 2026-12-24',
    'order 123456, 12 pieces',
  ])('leaves %s', (text) => {
    expect(maskNumbers(text)).toBe(text);
  });

  it('leaves no date that can be', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true }),
        (day) => {
          const text = `on ${day.toISOString().slice(0, 10)}, ${day.toISOString()}`;
          expect(maskNumbers(text)).toBe(text);
        },
      ),
    );
  });

  it('takes what stands behind a country code for a number, whatever it looks like', () => {
    expect(maskNumbers('+20 2015-01-23')).toBe('+•• ••••-01-23');
    expect(maskNumbers('2015-01-23-4567')).toBe('••••-••-••-4567');
  });
});

const anyText = fc.string({ unit: fc.constantFrom(...'12 aß-.·・ー－＋٣३②…\u2011\u200f\u{1d7d8}') });
