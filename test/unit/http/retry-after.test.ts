import { describe, expect, it } from 'vitest';
import { readRetryAfter } from '../../../lib/http/retry-after.ts';

const now = Date.UTC(2026, 10, 22, 10, 0, 0);
const date = 'Sun, 22 Nov 2026 10:00:30 GMT';

describe('Retry-After', () => {
  it.each([
    ['seconds', '120', now, now + 120_000],
    ['a date', date, now, now + 30_000],
    ['a date, by a server that is five minutes ahead of us', date, now - 300_000, now + 30_000],
    ['a date that has passed', 'Sun, 22 Nov 2026 09:00:00 GMT', now, now],
  ])('is read as %s', (_, header, ours, expected) => {
    // The server's clock shows `now` in every row; ours may show something else.
    expect(readRetryAfter(header, ours, now)).toBe(expected - (now - ours));
  });

  it.each([null, '', '-5', '1.5', 'soon', '2026'.repeat(4)])('is nothing when it is %j', (header) => {
    expect(readRetryAfter(header, now, now)).toBeNull();
  });
});
