import { describe, expect, it } from 'vitest';
import { mutantsOf } from '../../../scripts/mutation/mutants-of.ts';

const faults = (source: string) =>
  mutantsOf('file.ts', source).map(
    ({ start, end, replacement }) => source.slice(0, start) + replacement + source.slice(end),
  );

describe('the faults of a file', () => {
  it('turn a comparison around, and move its edge', () => {
    expect(faults('const x = a < b;')).toEqual(['const x = a <= b;', 'const x = a >= b;']);
    expect(faults('const x = a === b;')).toEqual(['const x = a !== b;']);
  });

  it('take one condition for both, or both for one', () => {
    expect(faults('const x = a && b;')).toEqual(['const x = a || b;']);
  });

  it('settle what is asked, either way', () => {
    expect(faults('if (a) b = 1;')).toEqual(['if (true) b = 1;', 'if (false) b = 1;']);
  });

  it('leave a step out', () => {
    expect(faults('await save(row);')).toEqual([';']);
  });

  it('say on which line they are', () => {
    expect(mutantsOf('file.ts', 'const a = 1;\nconst b = !a;').map(({ line }) => line)).toEqual([2]);
  });

  it('are not looked for in what does not parse', () => {
    expect(() => mutantsOf('file.ts', 'const = ;')).toThrow('file.ts does not parse');
  });
});
