import { localeTag } from './locale-tag.ts';

export interface Chosen {
  /** Whose words are spoken. */
  language: string;
  /** BCP 47 tag for `Intl`: the language, with the region the browser asks for. */
  locale: string;
  /** The browser wishes a near relative that there are no words for. */
  isBorrowed: boolean;
}

/**
 * Which language is spoken. `auto` takes the first of `wished` (the browser's languages, most wanted first) that there
 * are words for; dates and numbers then follow that entry's region too. Who reads traditional Chinese is given the
 * simplified one only where nothing else that is wished has words. An entry that is no language is skipped.
 */
export function chooseLanguage(choice: string, wished: readonly string[], spoken: readonly string[]): Chosen {
  const tags = wished.map(localeTag).filter((tag) => tag !== null);
  const own = (tag: string) => spoken.find((one) => base(one) === base(tag));
  const near = tags.find((tag) => own(tag) && !isTraditional(tag));
  const language = choice === 'auto' ? (own(near ?? tags.find(own) ?? 'en') ?? 'en') : choice;
  const region = tags.find((tag) => base(tag) === base(language) && !isTraditional(tag));
  return {
    language,
    locale: western(region === undefined || region === base(language) ? language : region),
    isBorrowed:
      choice === 'auto' && language === 'zh-CN' && isTraditional(tags.find((tag) => base(tag) === 'zh')),
  };
}

const base = (tag: string) => tag.split('-')[0];

/** Chinese as it is written in Taiwan, Hong Kong and Macao. */
const isTraditional = (tag: string | undefined) =>
  tag !== undefined && base(tag) === 'zh' && new Intl.Locale(tag).maximize().script === 'Hant';

/** Saudi Arabia has a calendar of its own, which neither a CRM nor the browser's date boxes know. */
const western = (tag: string) =>
  base(tag) === 'ar' ? new Intl.Locale(tag, { calendar: 'gregory' }).toString() : tag;
