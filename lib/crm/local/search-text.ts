import { foldText } from '../../search/fold-text.ts';
import { nameMatcher } from '../../search/match-name.ts';
import { digitsIn } from '../../text/plain-digits.ts';
import type { LocalCustomer } from './rows.ts';

/** What a customer is found by, folded: one line each for name, company, email and the digits of every number. */
export function searchText(customer: Pick<LocalCustomer, 'name' | 'company' | 'email' | 'phones'>): string {
  const lines = [customer.name, customer.company, customer.email].map((text) => foldText(text ?? ''));
  return [...lines, ...customer.phones.map((phone) => phone.slice(1))].join('\n');
}

/** Shorter, the digits after a zero are too common to be searched for alone. */
const leastWithoutTrunk = 6;

/**
 * How well a customer's search text fits what was typed: 0 best; null: not at all. Every word must be found somewhere;
 * digits set apart as people set numbers apart are one word, and may begin with the zeros that are dialled at home or
 * abroad. Names and companies in Han characters answer to their pinyin. Returns null when nothing was typed.
 */
export function createRanking(typed: string): ((text: string) => number | null) | null {
  const needle = foldText(typed);
  if (needle === '') return null;
  if (/^[+(]?[\d\s().\-/]*\d[\d\s().\-/]*$/.test(needle)) return rankingOfDigits(digitsIn(needle));
  const words = needle.split(' ');
  const fitOf = nameMatcher(needle);
  return (text) => {
    if (!words.every((word) => text.includes(word))) return fitOfPinyin(text, fitOf);
    if (text.startsWith(needle)) return 0;
    return words.every((word) => startsAWord(text, word)) ? 1 : 2;
  };
}

function fitOfPinyin(text: string, fitOf: (name: string) => number | null): number | null {
  if (!/\p{Script=Han}/u.test(text)) return null;
  const [name = '', company = ''] = text.split('\n', 2);
  const fits = [fitOf(name), fitOf(company)].filter((fit) => fit !== null);
  return fits.length > 0 ? Math.min(...fits) : null;
}

function rankingOfDigits(digits: string): (text: string) => number | null {
  const withoutZeros = digits.replace(/^0+/, '');
  const forms = withoutZeros.length < leastWithoutTrunk ? [digits] : [digits, withoutZeros];
  return (text) => {
    if (!forms.some((form) => text.includes(form))) return null;
    return forms.some((form) => startsAWord(text, form)) ? 1 : 2;
  };
}

function startsAWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[\s.@_-]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}
