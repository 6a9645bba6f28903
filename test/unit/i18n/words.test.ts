import fc from 'fast-check';
import { afterEach, describe, expect, it } from 'vitest';
import { formatDuration } from '../../../lib/i18n/duration.ts';
import {
  formatAge,
  formatAgo,
  formatDate,
  formatDateTime,
  formatList,
  formatMoment,
} from '../../../lib/i18n/formats.ts';
import { direction, documentLanguage, formatLocale, setLanguage, t } from '../../../lib/i18n/index.ts';
import '../../support/english.ts';

const minute = 60_000;

afterEach(() => setLanguage('en', []));

describe('words', () => {
  it('speaks English where that is chosen', () => {
    expect(t('panel.customer')).toBe('Customer');
    expect(direction()).toBe('ltr');
  });

  it('keeps marks that turn the direction inside the name they came with', () => {
    expect(t('tags.remove', { name: '\u202eHot' })).toBe('Remove tag Hot');
    expect(t('tags.remove', { name: '\u2069\u2067Hot' })).toBe('Remove tag \u2067Hot\u2069');
  });

  it('falls back to English when the browser asks for a language without words', async () => {
    await setLanguage('auto', ['tlh']);
    expect(t('panel.customer')).toBe('Customer');
    expect(formatLocale()).toBe('en');
  });

  it.each([
    ['en-US@posix', 'en-US'],
    ['en_GB.UTF-8', 'en-GB'],
    ['C', 'en'],
    ['', 'en'],
    ['en-US-', 'en'],
  ])('takes the language "%s" as %s', async (wished, locale) => {
    await setLanguage('auto', [wished]);
    expect(formatLocale()).toBe(locale);
    expect(formatDate('1991-03-08')).toMatch(/Mar/);
    expect(t('write.waiting', { count: 2 })).toMatch(/^2 changes/);
  });

  it('is told to assistive technology by its name alone', async () => {
    await setLanguage('ar', ['ar-EG']);
    expect(documentLanguage()).toBe('ar-EG');
    await setLanguage('auto', ['en-US']);
    expect(documentLanguage()).toBe('en-US');
  });

  it('writes dates as the region of the browser does', async () => {
    await setLanguage('auto', ['fr-FR', 'en-GB']);
    expect(formatLocale()).toBe('en-GB');
    expect(formatDate('1991-03-08')).toBe('8 Mar 1991');
    await setLanguage('en', ['en-US']);
    expect(formatDate('1991-03-08')).toBe('Mar 8, 1991');
  });
});

describe('ages', () => {
  it('are short in the header and a phrase in a sentence', () => {
    expect(formatAge(0, 30_000)).toBe('now');
    expect(formatAge(0, 2 * minute)).toBe('2 min');
    expect(formatAgo(0, 30_000)).toBe('just now');
    expect(formatAgo(0, 2 * minute)).toBe('2 minutes ago');
    expect(formatAgo(0, 24 * 60 * minute)).toBe('yesterday');
  });
});

describe('dates', () => {
  it('that cannot be read stay as the back end wrote them', () => {
    expect(formatDate('1991/03/08')).toBe('1991/03/08');
    expect(formatDate('2020-13-45')).toBe('2020-13-45');
    expect(formatMoment('some day', 0)).toBe('some day');
    expect(formatDate('2026-02-30')).toBe('2026-02-30');
    expect(formatDateTime('20266-11-23T09:00:00.000Z')).toBe('20266-11-23T09:00:00.000Z');
  });

  it('of any text and any time never stop what is drawn', () => {
    const time = fc.oneof(
      fc.string(),
      fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      fc.constantFrom('+275760-09-13T00:00:00.001Z', '-271821-04-20T00:00:00.000Z', 'NaN', '0'),
    );
    const number = fc.oneof(fc.double(), fc.integer());
    fc.assert(
      fc.property(time, number, number, (text, since, now) => {
        for (const shown of [
          formatMoment(text, now),
          formatDateTime(text),
          formatDate(text),
          formatAge(since, now),
          formatAgo(since, now),
          formatDuration(since),
        ]) {
          expect(typeof shown).toBe('string');
        }
      }),
    );
  });
});

describe('texts that are written the other way', () => {
  it('turn nothing but themselves, and Latin ones are left as they are', () => {
    expect(t('tags.remove', { name: 'حار' })).toBe('Remove tag \u2068حار\u2069');
    expect(t('tags.remove', { name: 'Hot 1' })).toBe('Remove tag Hot 1');
    expect(formatList(['Hot', 'חם'])).toBe('Hot, \u2068חם\u2069');
  });
});
