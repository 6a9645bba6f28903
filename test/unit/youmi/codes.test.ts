import { expect, it } from 'vitest';
import { errorOf } from '../../../lib/crm/youmi/codes.ts';

const codeOf = (name: Parameters<typeof errorOf>[0], code: string) =>
  errorOf(name, { code, message: 'words' }).code;

it.each([
  ['10003', 'BAD_CREDENTIALS'],
  ['10005', 'BAD_CREDENTIALS'],
  ['10006', 'CLOCK_SKEW'],
  ['10011', 'SERVER_DOWN'],
  ['20000', 'BAD_RESPONSE'],
  ['200001', 'BUG'],
  ['200002', 'BUG'],
  ['200003', 'BUG'],
  ['200004', 'BUG'],
  ['200005', 'CLOCK_SKEW'],
  ['200006', 'BAD_CREDENTIALS'],
  ['200007', 'BAD_CREDENTIALS'],
  ['200008', 'INVALID_INPUT'],
  ['200009', 'NOT_FOUND'],
  ['200010', 'NOT_FOUND'],
  ['200011', 'SERVER_DOWN'],
  ['200012', 'INVALID_INPUT'],
  ['200014', 'INVALID_INPUT'],
  ['200015', 'INVALID_INPUT'],
  ['200018', 'NOT_FOUND'],
  ['200019', 'BAD_RESPONSE'],
  ['999', 'BAD_RESPONSE'],
  ['', 'BAD_RESPONSE'],
])('%s of a read is %s, with the words of the vendor', (code, ours) => {
  expect(errorOf('staff', { code, message: 'words' })).toMatchObject({
    code: ours,
    backend: { code, message: 'words' },
    detail: 'staff',
  });
});

it('tells a fault of the server under a write from one under a read', () => {
  expect(codeOf('v2/Todo/AddRecordNew', '200011')).toBe('OUTCOME_UNKNOWN');
  expect(codeOf('v2/Todo/GetChargeDaffairesList', '200011')).toBe('SERVER_DOWN');
});

it('tells somebody who is looked for from somebody in whose name is written', () => {
  expect(errorOf('v2/Todo/AddRecordNew', { code: '200010', message: '' })).toMatchObject({
    code: 'INVALID_INPUT',
    reason: 'agent-unknown',
  });
  expect(codeOf('staff/GetStaffWechat', '200010')).toBe('NOT_FOUND');
});

it('keeps the words short', () => {
  expect(errorOf('staff', { code: '1', message: 'x'.repeat(500) }).backend?.message).toHaveLength(200);
});
