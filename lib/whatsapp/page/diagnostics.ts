/** What a report about a page that cannot be read may hold: counts and stable words. No name, number, id or text. */
import type { Reason } from '../detection.ts';
import { selectors, selectorsVersion } from './selectors.ts';
import type { IsVisible } from './visibility.ts';

/**
 * How many elements each selector finds and how many of them are drawn, as `count:NAME=ALL/DRAWN`, with the page's
 * language and the version of the selectors. They travel as reasons, so that the panel's "copy diagnostics" has them.
 */
export function diagnose(document: Document, isVisible: IsVisible): Reason[] {
  const counts = Object.entries(selectors).map(([name, css]) => {
    const found = [...document.querySelectorAll(css)];
    return `count:${name}=${found.length}/${found.filter(isVisible).length}`;
  });
  // The page's word is taken only where it is a language and nothing else.
  const language = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4})?$/.exec(document.documentElement.lang)?.[0] ?? 'none';
  return [`selectors:${selectorsVersion}`, `language:${language}`, ...counts];
}
