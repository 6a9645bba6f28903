/**
 * Words, dates and numbers in the agent's language. Components ask for a typed key; the catalogue of the chosen
 * language is the only one loaded. English is always there, so a key that a translation lacks is shown in English.
 */
import { i18n } from '@lingui/core';
import type { Preferences } from '../settings/schema.ts';
import { closedTurns } from '../text/unseen.ts';
import { localeTag } from './locale-tag.ts';
import type whole from './locales/en.json';
import panelWords from './locales/en.json?panel';

export type MessageKey = keyof typeof whole;
export type MessageValues = Record<string, string | number>;

/** Every language but English, loaded when chosen: `id: () => import('./locales/id.json')`. */
const catalogues: Readonly<Record<string, () => Promise<{ default: Record<string, string> }>>> = {};

const rightToLeft: ReadonlySet<string> = new Set(['ar', 'fa', 'he', 'ur']);

const english = { ...panelWords };
/** Of the chosen language, where that is another. */
let own: Record<string, string> = {};

i18n.loadAndActivate({ locale: 'en', messages: english });

/** Further English words, for what says more than the first paint does. A translation that is there stays. */
export function addWords(more: Record<string, string>): void {
  Object.assign(english, more);
  i18n.load(i18n.locale, { ...more, ...own });
}

/** What is said under this key, with ICU placeholders filled from `values`; none of these turns the sentence around it. */
export function t(key: MessageKey, values?: MessageValues): string {
  return i18n._(key, values && Object.fromEntries(Object.entries(values).map(kept)));
}

const kept = ([name, value]: [string, string | number]) => [
  name,
  typeof value === 'string' ? closedTurns(value) : value,
];

/**
 * Switches words and formats. `auto` takes the first of `wished` (the browser's languages, most wanted first) that
 * there are words for; dates and numbers then follow that entry's region too. An entry that is no language is skipped.
 */
export async function setLanguage(
  choice: Preferences['language'],
  wished: readonly string[] = globalThis.navigator?.languages ?? [],
): Promise<void> {
  const tags = wished.map(localeTag).filter((tag) => tag !== null);
  const language = choice === 'auto' ? (tags.map(languageOf).find(hasWords) ?? 'en') : choice;
  const region = tags.find((tag) => languageOf(tag) === language) ?? language;
  own = (await catalogues[language]?.())?.default ?? {};
  i18n.loadAndActivate({ locale: language, locales: region, messages: { ...english, ...own } });
}

/** BCP 47 tag for `Intl`: the chosen language, with the region the browser asks for. */
export function formatLocale(): string {
  const locales = i18n.locales ?? i18n.locale;
  return typeof locales === 'string' ? locales : (locales[0] ?? i18n.locale);
}

/** For the `dir` of the document. */
export function direction(): 'ltr' | 'rtl' {
  return rightToLeft.has(i18n.locale) ? 'rtl' : 'ltr';
}

function languageOf(tag: string): string {
  return tag.split('-')[0] ?? tag;
}

function hasWords(language: string): boolean {
  return language === 'en' || language in catalogues;
}
