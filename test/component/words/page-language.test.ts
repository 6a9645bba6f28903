import { beforeEach, expect, it, vi } from 'vitest';
import { createPageLanguage } from '../../../lib/i18n/page-language.ts';

beforeEach(() => localStorage.clear());

it('speaks as the browser the first time, and as was chosen last from then on', async () => {
  const first = createPageLanguage(window);
  expect(first.spoken()).toBe('auto');
  await first.speak('en');
  expect(createPageLanguage(window).spoken()).toBe('en');
  await first.speak('auto');
  expect(createPageLanguage(window).spoken()).toBe('auto');
  expect(localStorage).toHaveLength(0);
});

it('names language and direction of the document', async () => {
  vi.stubGlobal('navigator', { languages: ['en-GB'] });
  await createPageLanguage(window).speakAsBefore();
  vi.unstubAllGlobals();
  expect([document.documentElement.lang, document.documentElement.dir]).toEqual(['en-GB', 'ltr']);
});

it('takes nothing for a language that is none', () => {
  localStorage.setItem('language', 'tlh');
  expect(createPageLanguage(window).spoken()).toBe('auto');
});

it('speaks also where the browser keeps nothing for pages', async () => {
  const locked = {
    document,
    get localStorage(): Storage {
      throw new DOMException('denied', 'SecurityError');
    },
  };
  const language = createPageLanguage(locked as unknown as Window);
  await language.speak('en');
  expect(language.spoken()).toBe('en');
});
