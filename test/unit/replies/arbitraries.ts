import fc from 'fast-check';
import { variableNames } from '../../../lib/replies/template.ts';

/** Texts with all that a template may have in it, and much that it should not. */
export const templateText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      fc.constantFrom(...variableNames.map((name) => `{${name}}`)),
      fc.constantFrom(
        '{',
        '}',
        '{{',
        '}}',
        '{{name}}',
        '{name|',
        '|',
        '{?Size}',
        '{field:Shoe size}',
        '{firstName|there}',
      ),
      fc.constantFrom('\n', '\r\n', '\u2028', '👩‍👩‍👧', 'שלום', '\u202e', '*', '{nobody}', '{?}'),
      fc.string({ unit: 'binary', maxLength: 12 }),
    ),
    { maxLength: 24 },
  )
  .map((pieces) => pieces.join(''));
