import { afterEach, describe, expect, it } from 'vitest';
import { formatDuration } from '../../../lib/i18n/duration.ts';
import { setLanguage } from '../../../lib/i18n/index.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

afterEach(() => setLanguage('en', []));

describe('a length of time', () => {
  it.each([
    [4 * second, '4 seconds'],
    [second, '1 second'],
    [45 * second, '45 seconds'],
    [59.4 * second, '1 minute'],
    [90 * second, '1.5 minutes'],
    [3 * minute + 20 * second, '3 minutes'],
    [hour, '1 hour'],
    [hour - 20 * second, '1 hour'],
    [hour + 2 * minute, '1 hour'],
    [8 * hour, '8 hours'],
    [24 * hour, '1 day'],
    [365 * 24 * hour, '365 days'],
    [0, '0 seconds'],
  ])('of %d ms is said as %s', (ms, said) => {
    expect(formatDuration(ms)).toBe(said);
  });
});
