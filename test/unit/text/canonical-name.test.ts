import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalName } from '../../../lib/text/canonical-name.ts';

describe('a name that identifies', () => {
  it('is one however it is put together and spaced', () => {
    expect(canonicalName(' Cafe\u0301  noir ')).toBe(canonicalName('Café noir'));
  });

  it.each([
    ['ป้า', 'ป่า'],
    ['Bán', 'Bạn'],
    ['パ', 'ハ'],
    ['काम', 'कम'],
    ['VIP', 'vip'],
    ['O’Brien', "O'Brien"],
    ['Ａ', 'A'],
    ['1', '١'],
  ])('is not another that looks like it: %s and %s', (one, other) => {
    expect(canonicalName(one)).not.toBe(canonicalName(other));
  });

  it('folds nothing but spaces and the way a letter is put together', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const letters = (of: string) => of.normalize('NFD').replace(/\s/g, '');
        expect(letters(canonicalName(text))).toBe(letters(text));
        expect(canonicalName(canonicalName(text))).toBe(canonicalName(text));
      }),
    );
  });
});
