import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLanguage } from '../../../lib/i18n/choose-language.ts';

const spoken = ['en', 'zh-CN', 'pt-BR', 'es', 'id', 'ar'];
const byBrowser = (...wished: string[]) => chooseLanguage('auto', wished, spoken);

describe('the language of a browser', () => {
  it.each([
    ['en-GB', 'en', 'en-GB'],
    ['zh', 'zh-CN', 'zh-CN'],
    ['zh-SG', 'zh-CN', 'zh-SG'],
    ['pt-PT', 'pt-BR', 'pt-PT'],
    ['pt', 'pt-BR', 'pt-BR'],
    ['es-419', 'es', 'es-419'],
    ['in', 'id', 'id'],
    ['in-ID', 'id', 'id-ID'],
    ['ar-EG', 'ar', 'ar-EG-u-ca-gregory'],
    ['es_MX.UTF-8', 'es', 'es-MX'],
  ])('%s is spoken as %s, with the formats of %s', (wished, language, locale) => {
    expect(byBrowser(wished)).toEqual({ language, locale, isBorrowed: false });
  });

  it('is the first one that there are words for, and English where there is none', () => {
    expect(byBrowser('tlh', 'fr-FR', 'es-AR', 'en').language).toBe('es');
    expect(byBrowser('tlh', 'fr').language).toBe('en');
    expect(byBrowser().language).toBe('en');
  });

  it.each(['zh-TW', 'zh-HK', 'zh-MO', 'zh-Hant', 'zh-Hant-US'])(
    '%s is spoken in simplified Chinese, which is said, where nothing nearer is wished',
    (traditional) => {
      const simplified = { language: 'zh-CN', locale: 'zh-CN', isBorrowed: true };
      expect(byBrowser(traditional)).toEqual(simplified);
      expect(byBrowser(traditional, 'fr')).toEqual(simplified);
      // As Chromium asks in Taiwan: any Chinese, before English.
      expect(byBrowser(traditional, 'zh', 'en-US', 'en')).toEqual(simplified);
      expect(byBrowser(traditional, 'en-US', 'zh')).toMatchObject({ language: 'en', isBorrowed: false });
    },
  );

  it('gives way to what was chosen, and still names the region', () => {
    expect(chooseLanguage('en', ['pt-BR', 'en-AU'], spoken).locale).toBe('en-AU');
    expect(chooseLanguage('zh-CN', ['zh-TW'], spoken)).toEqual({
      language: 'zh-CN',
      locale: 'zh-CN',
      isBorrowed: false,
    });
  });

  it('is something that can be written in, whatever is wished', () => {
    const tag = fc.oneof(
      fc.string(),
      fc.constantFrom(
        'zh-cmn-hans',
        'x-private',
        'i-klingon',
        'ar-SA-u-ca-islamic',
        'en-u-nu-fullwide',
        'C',
        '*',
      ),
      fc.stringMatching(/^[a-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/),
    );
    fc.assert(
      fc.property(fc.array(tag), fc.constantFrom('auto', ...spoken), (wished, choice) => {
        const { language, locale } = chooseLanguage(choice, wished, spoken);
        expect(spoken).toContain(language);
        expect(new Intl.DateTimeFormat(locale).format(0)).toBeTruthy();
        expect(new Intl.PluralRules(locale).select(1)).toBeTruthy();
      }),
    );
  });
});
