import type { Part } from './speaker.ts';

/** A part of the words by language, from the files that the build found in `lib/i18n/locales`. */
export function wordsOf(files: Record<string, () => Promise<Record<string, string>>>): Part {
  return async (language) => (await files[`./locales/${language}.json`]?.()) ?? {};
}
