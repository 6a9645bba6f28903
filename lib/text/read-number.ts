import { plainDigits } from './plain-digits.ts';

const marks = new Map<string, { decimal: string; group: string }>();

/** What a language writes in 12,345.6. */
function marksOf(locale: string): { decimal: string; group: string } {
  const known = marks.get(locale);
  if (known) return known;
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(-12_345.6);
  const sign = (type: string) => plainDigits(parts.find((part) => part.type === type)?.value ?? '');
  const found = { decimal: plainMark(sign('decimal')), group: plainMark(sign('group')) };
  marks.set(locale, found);
  return found;
}

const plainMark = (text: string): string => text.replaceAll('٫', '.').replaceAll('٬', ',');

/**
 * A number as people write it (`38,5`, `+38`, `1 234.50`, `١٢٫٥`) as back ends take it: `-?digits(.digits)?`. A mark that
 * may stand for either is what it is in the language. Null: no number, or one that could be read in two ways.
 * @param locale BCP 47.
 */
export function readNumber(text: string, locale: string): string | null {
  const plain = plainDigits(plainMark(text.replace(/\p{Cf}/gu, '').trim()));
  const [, sign, written] = /^([-+]?)\s*(\d[\d.,\s'’]*)$/.exec(plain) ?? [];
  if (written === undefined) return null;
  const at = decimalAt(written, locale);
  const whole = at < 0 ? written : written.slice(0, at);
  const rest = at < 0 ? '' : written.slice(at + 1);
  if (!isGrouped(whole) || (at >= 0 && !/^\d+$/.test(rest))) return null;
  return `${sign === '-' ? '-' : ''}${whole.replace(/\D/g, '')}${rest && `.${rest}`}`;
}

/** Where the fraction begins; -1: there is none. */
function decimalAt(written: string, locale: string): number {
  const used = [...new Set(written.replace(/[^.,]/g, ''))];
  const last = Math.max(written.lastIndexOf('.'), written.lastIndexOf(','));
  if (used.length === 0) return -1;
  if (used.length === 2) return last;
  const mark = written[last] ?? '';
  if (written.indexOf(mark) !== last) return -1;
  const { decimal, group } = marksOf(locale);
  const couldGroup = /^\d{1,3}$/.test(written.slice(0, last)) && /^\d{3}$/.test(written.slice(last + 1));
  return mark !== decimal && mark === group && couldGroup ? -1 : last;
}

/** Digits alone, or in threes by one and the same mark. */
const isGrouped = (whole: string): boolean =>
  /^\d+$/.test(whole) || /^\d{1,3}([.,\s'’])\d{3}(\1\d{3})*$/.test(whole);
