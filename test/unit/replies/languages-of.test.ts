import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { languagesOf } from '../../../lib/replies/languages-of.ts';

const nobody = { told: null, phone: null, agent: 'en' };

describe('the languages that one writes to somebody in', () => {
  it.each([
    ['+5511900000001', 'pt'],
    ['+8613800000011', 'zh'],
    ['+971500000010', 'ar'],
    ['+6281200000001', 'id'],
    ['+525500000001', 'es'],
  ])('begin with what is spoken where the number %s is from: %s', (phone, language) => {
    expect(languagesOf({ ...nobody, phone })).toEqual([language, 'en']);
  });

  it('begin with what the CRM says, where that is the mark of a language', () => {
    const phone = '+5511900000001';
    expect(languagesOf({ ...nobody, phone, told: ' zh_CN ' })).toEqual(['zh-CN', 'pt', 'en']);
    for (const told of ['Chinese', '中文', '', 'z', 'en-'])
      expect(languagesOf({ ...nobody, phone, told })).toEqual(['pt', 'en']);
  });

  it('are the agent’s alone where nothing is known of somebody', () => {
    expect(languagesOf(nobody)).toEqual(['en']);
    expect(languagesOf({ ...nobody, phone: '+99912345678' })).toEqual(['en']);
  });

  it('end with the agent’s, whatever is told', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (told, phone) => {
        expect(languagesOf({ told, phone, agent: 'ar' }).at(-1)).toBe('ar');
      }),
    );
  });
});
