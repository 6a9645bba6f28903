import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  looseName,
  maskInTitle,
  numberInTitle,
  plainName,
  sameName,
  shownTitle,
} from '../../../lib/whatsapp/notation/names.ts';

describe('a name', () => {
  it('is compared without what cannot be seen, and without emoji', () => {
    expect(plainName('\u2066+55\u00A011\u2069')).toBe('+55 11');
    expect(sameName('Ana Cliente 🌸', 'Ana\u00A0Cliente')).toBe(true);
    expect(sameName('👩🏽‍🚀 Ana', 'Ana')).toBe(true);
    expect(sameName('Ana 🇧🇷', 'Ana')).toBe(true);
    expect(sameName('José', 'Jose\u0301')).toBe(true);
  });

  it.each([
    ['a Hangul filler', '\u3164'],
    ['an empty braille cell', '\u2800 \u2800'],
    ['a Hangul filler in front', '\u115F\u1160'],
    ['marks of direction', '\u202E\u2069'],
    ['a variation without anything', '\uFE0F'],
    ['a joiner', '\u034F\u200D'],
  ])('is none where nothing can be seen: %s', (_, text) => {
    expect(plainName(text)).toBe('');
  });

  it('of emoji alone is compared by its emoji', () => {
    expect(sameName('🌸🐝', '🌸🐝')).toBe(true);
    expect(sameName('🌸🐝', '🌸')).toBe(false);
  });

  it('of plain Latin letters is what it is', () => {
    for (let code = 0; code < 0x180; code += 1) {
      const letter = String.fromCharCode(code);
      // Beside a letter that is certainly mended, the long way is taken.
      const longWay = plainName(`${letter}\u200B`);
      expect(plainName(letter), code.toString(16)).toBe(longWay);
      expect(looseName(`a${letter}b`), code.toString(16)).toBe(looseName(`a${letter}b\u200B`));
    }
  });

  it('that is a number is one however it is set', () => {
    expect(sameName('+44 7700 900002', '\u2066+44\u00a07700\u2011900002\u2069')).toBe(true);
    expect(sameName('+44 7700 900002', '＋４４ ７７００－９００００２')).toBe(true);
    expect(sameName('+44 7700 900002', '+44 7700-900003')).toBe(false);
    expect(sameName('+44 7700 900002', '447700900002')).toBe(false);
  });

  it('is shown with what joins its letters and emoji, and without marks of direction', () => {
    expect(shownTitle('\u2068می\u200cخواهم\u2069 👩🏽‍🚀')).toBe('می\u200cخواهم 👩🏽‍🚀');
    expect(sameName(shownTitle('می\u200cخواهم'), 'میخواهم')).toBe(true);
    expect(shownTitle('\u3164')).toBe('');
  });

  it('is not another one', () => {
    expect(sameName('Ana', 'Ana Cliente')).toBe(false);
    expect(sameName('Ana', 'ana')).toBe(false);
    expect(sameName('Ana 1', 'Ana 2')).toBe(false);
  });
});

describe('a number in a title', () => {
  it.each([
    ['+44 7700 900002', '447700900002'],
    ['+1 (555) 010-0077', '15550100077'],
    ['\u2066+55\u00A011\u00A090000-0001\u2069', '5511900000001'],
    ['+44\u20107700\u2011900\u2013002', '447700900002'],
    ['+1 (555) 010\u22120077', '15550100077'],
    ['＋８６ １３８－００１３－８０００', '8613800138000'],
    ['+٩٧١ ٥٠ ٠٠٠ ٠٠١٠', '971500000010'],
    ['+9১9800 123456', '919800123456'],
    ['+33·6·12·34·56·78', '33612345678'],
    ['+44\u00AD7700\u2060 900002', '447700900002'],
    ['+55∙∙∙∙∙∙∙∙03', null],
    ['+55 11 900··0003', null],
    ['+55 11 900..0003', null],
    ['+55 11 900…0003', null],
    ['24h Pizza 11 5555', null],
    ['11 5555-0000', null],
    ['+44 7700 900002 Bob', null],
    ['+1 23', null],
    ['+1234567890123456', null],
    ['Unknown user', null],
    ['', null],
  ])('%j is %s', (title, digits) => {
    expect(numberInTitle(title)).toBe(digits);
  });

  it('is read back from any way of grouping it', () => {
    const number = fc.stringMatching(/^[1-9]\d{9,14}$/);
    fc.assert(
      fc.property(
        number,
        fc.nat(5),
        fc.constantFrom(' ', '\u00A0', '\u202F', '-', '.', '\u2010', '\u2011', '\u2013', '\u2212', '－'),
        (digits, at, by) => {
          expect(numberInTitle(`+${digits.slice(0, at + 2)}${by}${digits.slice(at + 2)}`)).toBe(digits);
        },
      ),
    );
  });
});

describe('a masked number', () => {
  it('says whose it cannot be', () => {
    const mask = maskInTitle('+55∙∙∙∙∙∙∙∙03');
    expect(mask?.fits('5511900000003')).toBe(true);
    expect(mask?.fits('5511900000004')).toBe(false);
    expect(mask?.fits('447700900003')).toBe(false);
    expect(maskInTitle('＋５５∙∙∙∙∙∙∙∙０３')?.fits('5511900000003')).toBe(true);
    expect(maskInTitle('+55∙∙∙∙∙∙∙∙03\u2069')?.fits('5511900000004')).toBe(false);
  });

  it('is no name, and no number in full', () => {
    expect(maskInTitle('+44 7700 900002')).toBeNull();
    expect(maskInTitle('Ana ∙∙∙')).toBeNull();
  });
});
