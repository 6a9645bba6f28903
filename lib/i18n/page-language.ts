import { type LanguageChoice, languageChoices } from '../settings/languages.ts';
import { direction, documentLanguage, setLanguage } from './index.ts';

/**
 * The language of a page. Settings arrive after the first paint, so what they said is remembered where it can be read
 * at once; they are the truth.
 */
export function createPageLanguage(page: Window) {
  let spoken: LanguageChoice = remembered(page);

  async function speak(choice: LanguageChoice): Promise<void> {
    await setLanguage(choice);
    spoken = choice;
    const { documentElement } = page.document;
    documentElement.lang = documentLanguage();
    documentElement.dir = direction();
  }

  return {
    /** By what the words on the screen were chosen. */
    spoken: () => spoken,

    /** As when a page was last open; the first time, as the browser. */
    speakAsBefore: () => speak(spoken),

    async speak(choice: LanguageChoice): Promise<void> {
      remember(page, choice);
      await speak(choice);
    },
  };
}

const place = 'language';

/** A browser that keeps nothing for pages throws. */
function remembered(page: Window): LanguageChoice {
  try {
    return languageChoices.find((one) => one === page.localStorage.getItem(place)) ?? 'auto';
  } catch {
    return 'auto';
  }
}

function remember(page: Window, choice: LanguageChoice): void {
  try {
    if (choice === 'auto') page.localStorage.removeItem(place);
    else page.localStorage.setItem(place, choice);
  } catch {
    // Next time the first paint is in the browser's language.
  }
}
