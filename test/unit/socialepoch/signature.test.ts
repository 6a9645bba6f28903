import { describe, expect, it } from 'vitest';
import { bodyToken, formatStamp, headerToken } from '../../../lib/crm/socialepoch/signature.ts';

// The page gives inputs but no digests: these were computed with another MD5.
describe('the signatures', () => {
  it('signs headers', () => {
    expect(headerToken('1', '1710936559123', 'QOEAcPj6Tb8XRhwFvYih')).toBe(
      'e1aa29e0985905cfb15a84e71a2a6cc1',
    );
  });

  it('signs bodies', () => {
    expect(bodyToken('1', 'WhatsApp', '2023-06-01 12:12:12', 'QOEAcPj6Tb8XRhwFvYih')).toBe(
      'd5b3aedbd8fad73eb71016d2dc5450eb',
    );
  });

  it.each([
    ['Asia/Shanghai', '2023-06-02 00:05:09'],
    ['UTC', '2023-06-01 16:05:09'],
    ['Asia/Jakarta', '2023-06-01 23:05:09'],
  ])('stamps a moment as clocks in %s show it', (zone, stamp) => {
    expect(formatStamp(Date.UTC(2023, 5, 1, 16, 5, 9, 999), zone)).toBe(stamp);
  });

  it('writes midnight as 00', () => {
    expect(formatStamp(Date.UTC(2023, 5, 1), 'UTC')).toBe('2023-06-01 00:00:00');
  });

  it('refuses a zone that does not exist', () => {
    expect(() => formatStamp(0, 'Mars/Olympus')).toThrow(expect.objectContaining({ code: 'NOT_CONFIGURED' }));
  });
});
