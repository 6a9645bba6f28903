import { afterEach, describe, expect, it } from 'vitest';
import { formatAge, formatAgo, formatDate, formatMoment } from '../../../lib/i18n/formats.ts';
import { direction, formatLocale, setLanguage, t } from '../../../lib/i18n/index.ts';

const minute = 60_000;

afterEach(() => setLanguage('en', []));

describe('words', () => {
  it('speaks English before any language was chosen', () => {
    expect(t('panel.customer')).toBe('Customer');
    expect(direction()).toBe('ltr');
  });

  it('falls back to English when the browser asks for a language without words', async () => {
    await setLanguage('auto', ['tlh']);
    expect(t('panel.customer')).toBe('Customer');
    expect(formatLocale()).toBe('en');
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
  });
});
