/**
 * What the worker says by itself, in notifications. It has no chunks to fetch, so it carries the few words for it in
 * every language, and what reads them knows plurals only.
 */
import { type LanguageChoice, languages } from '../settings/languages.ts';
import { chooseLanguage } from './choose-language.ts';
import type whole from './locales/en.json';

type Plural = readonly [name: string, kind: 'plural', cases: Readonly<Record<string, readonly string[]>>];
type Words = Readonly<Record<string, readonly (string | Plural)[]>>;

const files = import.meta.glob<Words>('./locales/*.json', {
  query: '?notice',
  import: 'default',
  eager: true,
});

/** What is said under this key in the language of this choice, with the count that it is about. */
export function workerWords(choice: LanguageChoice, wished: readonly string[] = navigator.languages) {
  const { language, locale } = chooseLanguage(choice, wished, languages);
  const words = files[`./locales/${language}.json`] ?? {};

  return (key: Extract<keyof typeof whole, `notice.${string}`>, count = 0): string => {
    const chosen = ([, , cases]: Plural) =>
      cases[new Intl.PluralRules(locale).select(count)] ?? cases.other ?? [];
    const shown = new Intl.NumberFormat(locale).format(count);
    return (words[key] ?? [])
      .flatMap((token) => (typeof token === 'string' ? token : chosen(token)))
      .map((token) => (token === '#' ? shown : token))
      .join('');
  };
}
