import { describe, expect, it } from 'vitest';
import { errorOf, type Interface, interfaces } from '../../../lib/crm/sobot/codes.ts';
import { tokenSign } from '../../../lib/crm/sobot/signature.ts';

describe('the signature', () => {
  it('is the one of the page', () => {
    expect(tokenSign('1', '1569397773', '2')).toBe('258eec3118705112b2c53dc8043d4d34');
  });
});

describe('a code', () => {
  it('of success is no error', () => {
    expect(errorOf('user/save', '000000', '')).toBeNull();
  });

  it.each([
    ['user/detail', '900001', 'BUG'],
    ['get_token', '900003', 'BAD_CREDENTIALS'],
    ['get_token', '900004', 'BAD_CREDENTIALS'],
    ['label/list', '510001', 'NOT_FOUND'],
    ['label_group/save', '510002', 'CONFLICT'],
    ['label/save', '510003', 'CONFLICT'],
    ['label_group/save', '510005', 'INVALID_INPUT'],
    ['label/save', '510006', 'INVALID_INPUT'],
    ['label/save', '510007', 'INVALID_INPUT'],
    ['label/update', '510008', 'INVALID_INPUT'],
    ['user/detail', '123456', 'BAD_RESPONSE'],
  ] as const)('%s %s is %s', (name, code, ours) => {
    expect(errorOf(name, code, 'words')).toMatchObject({ code: ours, backend: { code, message: 'words' } });
  });

  it('510004 is a name that is taken for a new tag, and a tag that is gone elsewhere', () => {
    expect(errorOf('label/save', '510004', '')?.code).toBe('CONFLICT');
    for (const name of ['label/update', 'label/remove', 'label/update_userlabel'] as const) {
      expect(errorOf(name, '510004', '')?.code, name).toBe('NOT_FOUND');
    }
  });

  it('999999 leaves a write in doubt, and a read to be tried again', () => {
    for (const [name, kind] of Object.entries(interfaces)) {
      const error = errorOf(name as Interface, '999999', '');
      expect(error?.code, name).toBe(kind === 'write' ? 'OUTCOME_UNKNOWN' : 'SERVER_DOWN');
    }
  });
});
