import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { closedTurns, isBlank, shownName, withoutTurns, withoutUnseen } from '../../../lib/text/unseen.ts';

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

describe('a text from outside', () => {
  it.each([
    ['\u202eevil', 'evil'],
    ['a\u2069\u202eb', 'ab'],
    ['\u2067open', '\u2067open\u2069'],
    ['\u2068ليلى\u2069', '\u2068ليلى\u2069'],
    ['Ana', 'Ana'],
    ['ש\u200f!', 'ש\u200f!'],
  ])('turns nothing but itself: %j', (text, closed) => {
    expect(closedTurns(text)).toBe(closed);
  });

  it('opens as many isolates as it closes, in this order', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'ש', ...'\u202a\u202e\u202c\u2066\u2067\u2068\u2069') }),
        (text) => {
          let open = 0;
          for (const mark of closedTurns(text)) {
            if (/[\u2066-\u2068]/.test(mark)) open += 1;
            if (mark === '\u2069') open -= 1;
            expect(open).toBeGreaterThanOrEqual(0);
          }
          expect(open).toBe(0);
          expect(withoutTurns(closedTurns(text))).toBe(withoutTurns(text));
          expect(closedTurns(closedTurns(text))).toBe(closedTurns(text));
        },
      ),
    );
  });
});

describe('a name', () => {
  it('is none where nothing of it can be seen', () => {
    for (const blank of ['', '\u3164', '\u2800\u2800', '\u115f', '\u202e', null])
      expect(shownName(blank)).toBeNull();
    expect(shownName('\u202eAna')).toBe('Ana');
  });
});
