/**
 * Words, dates and numbers in the agent's language. Components ask for a typed key; the words of the language that is
 * spoken are the only ones loaded. The build puts English into a translation where that lacks a key.
 */
import { type LanguageChoice, languages } from '../settings/languages.ts';
import { closedTurns } from '../text/unseen.ts';
import type whole from './locales/en.json';
import { createSpeaker } from './speaker.ts';
import { wordsOf } from './words-of.ts';

export type MessageKey = keyof typeof whole;
export type MessageValues = Record<string, string | number>;

const rightToLeft: ReadonlySet<string> = new Set(['ar']);

const speaker = createSpeaker(languages);
const { i18n } = speaker;
speaker.add(
  wordsOf(
    import.meta.glob<Record<string, string>>('./locales/*.json', { query: '?panel', import: 'default' }),
  ),
);

/** Further words, for what says more than the first paint does. */
export const addWords = speaker.add;

/** Ends when all words that were asked for are there. Fails where they can't be fetched. */
export const wordsAreThere = speaker.ready;

/** What is said under this key, with ICU placeholders filled from `values`; none of these turns the sentence around it. */
export function t(key: MessageKey, values?: MessageValues): string {
  return i18n._(key, values && Object.fromEntries(Object.entries(values).map(kept)));
}

const kept = ([name, value]: [string, string | number]) => [
  name,
  // Catalogues of languages that are written from right to left have the isolates in them.
  typeof value !== 'string' ? value : direction() === 'rtl' ? closedTurns(value) : isolate(value),
];

/** A text from outside as it may stand beside others: where it is written the other way, it turns nothing but itself. */
export function isolate(text: string): string {
  const closed = closedTurns(text);
  return direction() === 'rtl' || isRightToLeft.test(closed) ? `\u2068${closed}\u2069` : closed;
}

const isRightToLeft = /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/;

/** What the browser asks for, most wanted first. */
const wishes = (): readonly string[] => globalThis.navigator?.languages ?? [];

/** Switches words and formats, as `chooseLanguage` says. Ends when they are there, and never fails. */
export const setLanguage = (choice: LanguageChoice, wished = wishes()): Promise<void> =>
  speaker.choose(choice, wished);

/** BCP 47 tag for `Intl`: the chosen language, with the region the browser asks for. */
export const formatLocale = (): string => speaker.spoken().locale;

/** For the `lang` of the document. */
export const documentLanguage = (): string => new Intl.Locale(formatLocale()).baseName;

/** For the `dir` of the document. */
export const direction = (): 'ltr' | 'rtl' => (rightToLeft.has(i18n.locale) ? 'rtl' : 'ltr');

/** The browser wishes a near relative of the language that is spoken. */
export const isBorrowed = (): boolean => speaker.spoken().isBorrowed;
