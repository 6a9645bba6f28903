import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { listOf } from '../../../lib/crm/sobot/schema.ts';

const read = (content: object) =>
  listOf({ ret_code: '000000', ret_msg: '', ...content }, v.object({ id: v.string() }), 'list');

describe('a list', () => {
  it('is empty where none came and none was counted', () => {
    expect(read({ items: null, total_count: 0 })).toEqual([]);
    expect(read({})).toEqual([]);
  });

  it('is not taken for empty where none came and some were counted', () => {
    for (const total_count of [1, '1']) {
      expect(() => read({ items: null, total_count })).toThrow(
        expect.objectContaining({ code: 'BAD_RESPONSE' }),
      );
    }
  });
});
