import '../../support/fast-check-seed.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { pack } from '../../../lib/session/packed.ts';
import { sizeAtMost } from '../../../lib/session/size-at-most.ts';
import { sessionAreaDouble } from '../../doubles/session-area.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('客', 'é', 'я', '😀', '\ud83d', 'a'), maxLength: 60 }),
);
const value = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    text,
    fc.double({ noNaN: true }),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('any'), { maxLength: 8 }),
    fc.dictionary(text, tie('any'), { maxKeys: 8 }),
  ),
})).any;

it('never says less than Chromium counts', async () => {
  await fc.assert(
    fc.asyncProperty(fc.dictionary(text, value, { minKeys: 1, maxKeys: 4 }), async (items) => {
      const area = sessionAreaDouble();
      await area.set(items);
      expect(sizeAtMost(items)).toBeGreaterThanOrEqual(area.inUse());
    }),
  );
});

/** The first and the last character of each length in UTF-8, and of each width in Firefox. */
it.each(['\u007f', '\u0080', '\u00ff', '\u0100', '\u07ff', '\u0800', '\uffff'])(
  'never says less of a thousand %j than Chromium counts, and no more than Firefox may',
  async (character) => {
    const area = sessionAreaDouble();
    const items = { k: character.repeat(1000) };
    await area.set(items);
    const inFirefox = character > '\u00ff' ? 2000 : 1000;
    expect(sizeAtMost(items)).toBeGreaterThanOrEqual(area.inUse());
    expect(sizeAtMost(items)).toBeLessThan(Math.max(area.inUse(), inFirefox) + 100);
  },
);

/** Asked of Firefox 153: `set({ k: value })`, then `getBytesInUse('k')`. */
it.each<[string, unknown, number]>([
  ['a short text', 'x'.repeat(22), 41],
  ['a long text', 'x'.repeat(1000), 1017],
  ['Chinese', '客'.repeat(1000), 2017],
  ['one Chinese character in a long text', `${'x'.repeat(1000)}客`, 2025],
  ['accents', 'é'.repeat(1000), 1017],
  ['emoji', '😀'.repeat(1000), 4017],
  ['a list of texts', Array.from({ length: 10 }, () => 'v'.repeat(22)), 425],
  ['a dictionary of texts', dictionaryOf(10, 'v'.repeat(22)), 665],
])('never says less of %s than Firefox counts', (_, of, bytes) => {
  expect(sizeAtMost({ k: of })).toBeGreaterThanOrEqual(bytes);
});

it('says of ten thousand tags, packed, no more than twice what they take', async () => {
  const area = sessionAreaDouble();
  const packed = pack(Array.from({ length: 10_000 }, (_, at) => ({ id: `tag-${at}`, name: `标签${at}` })));
  await area.set({ 'catalogue:c1': packed });
  expect(sizeAtMost({ 'catalogue:c1': packed })).toBeLessThan(2 * area.inUse());
});

function dictionaryOf(count: number, of: unknown): Record<string, unknown> {
  return Object.fromEntries(Array.from({ length: count }, (_, at) => [`${'k'.repeat(21)}${at}`, of]));
}
