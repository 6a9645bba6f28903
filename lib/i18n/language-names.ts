import type { Language } from '../settings/languages.ts';

/** Each as those who speak it call it, whatever language is spoken now. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  'zh-CN': '简体中文',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
  id: 'Bahasa Indonesia',
  ar: 'العربية',
};
