import { formatLocale } from '../../../lib/i18n/index.ts';
import type { Choice } from '../form/controls.tsx';

/** Those that WhatsApp itself speaks to most people. Any other stands in a file or a policy. */
const languages =
  'ar bn de en es fa fil fr gu he hi id it ja kk ko ml mr ms nl pl pt-BR pt-PT ro ru sw ta te th tr uk ur uz vi zh-CN zh-TW';

/** By its name in the agent's language; a tag that has none is its own. */
export function languageName(tag: string): string {
  return new Intl.DisplayNames([formatLocale()], { type: 'language' }).of(tag) ?? tag;
}

/** In the order of their names. `present`: what is chosen is among them. */
export function languageChoices(present: string): Choice[] {
  const tags = new Set([...languages.split(' '), ...(present === '' ? [] : [present])]);
  const { compare } = new Intl.Collator(formatLocale());
  return [...tags]
    .map((value) => ({ value, label: languageName(value) }))
    .sort((one, other) => compare(one.label, other.label));
}
