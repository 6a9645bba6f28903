import { describe, expect, it } from 'vitest';
import { isBlank, withoutTurns, withoutUnseen } from '../../../lib/text/unseen.ts';

describe('what cannot be seen', () => {
  it.each([
    '',
    ' ',
    '\u3164',
    '\u2800',
    '\u115f\u1160',
    '\uffa0',
    '\u202e',
    '\u00ad',
    '\u200d\ufe0f',
    '\u3000',
    '\u0007',
  ])('is nothing: %j', (text) => {
    expect(isBlank(text)).toBe(true);
  });

  it.each(['.', '王', '❤️', '👩🏽‍🚀', '\u{1fae9}', '\uf8ff', 'می\u200cخواهم', '\u3164a'])(
    'is not all of %j',
    (text) => {
      expect(isBlank(text)).toBe(false);
    },
  );

  it('is taken away, the form of an emoji is not', () => {
    expect(withoutUnseen('\u2066So\u00adap\u3164\u2069 ❤️')).toBe('Soap ❤️');
  });
});

describe('marks that turn the direction', () => {
  it('are taken out of a name, those that only help it are not', () => {
    expect(withoutTurns('\u202eevil\u202c \u2067x\u2069')).toBe('evil x');
    expect(withoutTurns('ש\u200f!')).toBe('ש\u200f!');
  });
});
