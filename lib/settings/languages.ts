/** Those that have a catalogue in `lib/i18n/locales`. */
export const languages = ['en', 'zh-CN', 'pt-BR', 'es', 'id', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What can be chosen; `auto` follows the browser. */
export const languageChoices = ['auto', ...languages] as const;
export type LanguageChoice = (typeof languageChoices)[number];
