import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatStageLines,
  formatTagLines,
  parseStageLines,
  parseTagLines,
} from '../../../lib/settings/catalogue-text.ts';

describe('tags, one a line', () => {
  it.each([
    ['VIP', { name: 'VIP' }],
    ['Level / VIP', { name: 'VIP', group: 'Level' }],
    ['Level / VIP #E11D48', { name: 'VIP', group: 'Level', colour: '#e11d48' }],
    ['  VIP   #e11d48  ', { name: 'VIP', colour: '#e11d48' }],
    ['Level\tVIP\t#e11d48', { name: 'VIP', group: 'Level', colour: '#e11d48' }],
    ['\tVIP', { name: 'VIP' }],
    ['A/B test', { name: 'A/B test' }],
    ['Shoes / 41 / wide', { name: '41 / wide', group: 'Shoes' }],
    ['/ 41 / wide', { name: '41 / wide' }],
    ['Size #4', { name: 'Size #4' }],
    ['客户 / 重要 #00ff00', { name: '重要', group: '客户', colour: '#00ff00' }],
  ])('%j is read', (line, tag) => {
    expect(parseTagLines(line)).toEqual({ tags: [tag], problems: [] });
  });

  it('skip empty lines, whatever ends a line', () => {
    expect(parseTagLines('A\r\n\r\nB\n \n').tags).toEqual([{ name: 'A' }, { name: 'B' }]);
  });

  it('name what is wrong by line, and keep the rest', () => {
    expect(parseTagLines('A\n\nB #fff\nLevel / \nA\nG / A')).toEqual({
      tags: [{ name: 'A' }, { name: 'Level /' }, { name: 'A', group: 'G' }],
      problems: [
        { line: 3, code: 'not-a-colour' },
        { line: 5, code: 'twice' },
      ],
    });
    expect(parseTagLines('\t\t#e11d48')).toEqual({ tags: [], problems: [{ line: 1, code: 'no-name' }] });
  });

  it('come back as they went out', () => {
    const word = fc
      .stringMatching(/^[\p{L}\d/#&+.-]([\p{L}\d /#&+.-]{0,12}[\p{L}\d])?$/u)
      .filter((s) => !/#[\da-f]{3,8}$/i.test(s));
    const tag = fc.record(
      {
        name: word,
        group: word.filter((group) => !group.includes(' / ') && !group.startsWith('/')),
        colour: fc.stringMatching(/^#[\da-f]{6}$/),
      },
      { requiredKeys: ['name'] },
    );
    const tags = fc.uniqueArray(tag, { selector: ({ name, group }) => JSON.stringify([group, name]) });
    fc.assert(
      fc.property(tags, (list) => {
        expect(parseTagLines(formatTagLines(list))).toEqual({ tags: list, problems: [] });
      }),
    );
  });
});

describe('stages, one a line', () => {
  it('keep their order and are named when they stand twice', () => {
    expect(parseStageLines('New\n Talking \n\nNew')).toEqual({
      stages: [{ name: 'New' }, { name: 'Talking' }],
      problems: [{ line: 4, code: 'twice' }],
    });
    expect(formatStageLines([{ name: 'New' }, { name: 'Talking' }])).toBe('New\nTalking');
  });
});
