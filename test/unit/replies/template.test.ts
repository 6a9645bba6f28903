import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTemplate, templateProblems } from '../../../lib/replies/template.ts';
import { withPlainBreaks } from '../../../lib/text/plain-breaks.ts';
import { templateText } from './arbitraries.ts';

const text = (written: string) => ({ kind: 'text', text: written, source: written });

describe('a template', () => {
  it.each([
    ['{name}', { kind: 'variable', variable: { name: 'name' }, fallback: null }],
    ['{ FIRSTNAME | there }', { kind: 'variable', variable: { name: 'firstName' }, fallback: 'there' }],
    ['{order.number}', { kind: 'variable', variable: { name: 'order.number' }, fallback: null }],
    ['{name|}', { kind: 'variable', variable: { name: 'name' }, fallback: null }],
    [
      '{field:Shoe size|M | L}',
      { kind: 'variable', variable: { name: 'field', field: 'Shoe size' }, fallback: 'M | L' },
    ],
    ['{?What size}', { kind: 'blank', ask: 'What size' }],
    ['{nobody}', { kind: 'unknown' }],
    ['{}', { kind: 'unknown' }],
    ['{?}', { kind: 'unknown' }],
    ['{field:}', { kind: 'unknown' }],
    ['{{name}}', { kind: 'text', text: '{name}' }],
  ])('reads %s', (source, part) => {
    expect(parseTemplate(`a ${source} b`)).toEqual([text('a '), { source, ...part }, text(' b')]);
  });

  it.each(['{', '}', 'a { b', '{name', '{na\nme}', '👩‍👩‍👧 {'])(
    'leaves a brace that stands alone as text: %j',
    (written) => {
      expect(parseTemplate(written)).toEqual([text(written)]);
    },
  );

  it('has one kind of line break, whichever were typed', () => {
    expect(withPlainBreaks('a\r\nb\rc\u2028d\u2029e\u0085f\vg\fh\n\ni')).toBe('a\nb\nc\nd\ne\nf\ng\nh\n\ni');
  });

  it('tells what its writer should look at, and where', () => {
    expect(templateProblems('Hi {nam}, {name} {{x}} 50% } off {')).toEqual([
      { kind: 'unknown', source: '{nam}', at: 3 },
      { kind: 'lone-brace', source: '}', at: 27 },
      { kind: 'lone-brace', source: '{', at: 33 },
    ]);
  });

  it('drops nothing of any text', () => {
    fc.assert(
      fc.property(templateText, (written) => {
        const parts = parseTemplate(written);
        expect(parts.map(({ source }) => source).join('')).toBe(withPlainBreaks(written));
      }),
    );
  });
});
