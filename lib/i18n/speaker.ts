import { I18n } from '@lingui/core';
import { type Chosen, chooseLanguage } from './choose-language.ts';

type Words = Record<string, string>;

/** A part of the words, one chunk a language. */
export type Part = (language: string) => Promise<Words>;

/**
 * Has the words of one language at a time, and of them the parts that were asked for. What is fetched goes up at once
 * and whole, so that nothing is ever said half in another language.
 */
export function createSpeaker(languages: readonly string[]) {
  const i18n = new I18n({ locale: 'en', messages: { en: {} } });
  const parts: Part[] = [];
  let chosen: Chosen | null = null;
  let spoken: Chosen = { language: 'en', locale: 'en', isBorrowed: false };
  let speaking: Promise<void> = Promise.resolve();

  /** Ends when the newest choice is spoken. Where its words can't be fetched, those that are there stay. */
  async function speak(wanted: Chosen): Promise<void> {
    const known = await Promise.all(parts.map((part) => part(wanted.language)));
    if (wanted !== chosen || known.length < parts.length) return speaking;
    const messages = Object.assign({}, ...known);
    i18n.loadAndActivate({ locale: wanted.language, locales: wanted.locale, messages });
    spoken = wanted;
  }

  return {
    i18n,

    spoken: () => spoken,

    async choose(choice: string, wished: readonly string[]): Promise<void> {
      chosen = chooseLanguage(choice, wished, languages);
      speaking = speak(chosen);
      await speaking.catch(() => {});
    },

    /** Is fetched with the language that is chosen, or at once where one is. */
    add(part: Part): void {
      parts.push(part);
      if (chosen === null) return;
      speaking = speak(chosen);
      speaking.catch(() => {});
    },

    /** Ends when every part is spoken. What could not be fetched is asked for again. */
    async ready(): Promise<void> {
      const before = speaking;
      await before.catch(() => {
        if (chosen && before === speaking) speaking = speak(chosen);
      });
      await speaking;
    },
  };
}
