import { maskDigits } from './mask-digits.ts';

/** What people set digits apart with. */
const between =
  '[\\s().\\-/\\p{Pd}\\u00b7\\u02d7\\u2027\\u2043\\u2212\\u2500\\u30fb\\u30fc\\uff0e\\uff0f\\uff65\\uff70\\p{Default_Ignorable_Code_Point}]';

const day = '(?:0[1-9]|[12]\\d|3[01])';
const year = '(?:19|20)\\d\\d';
/** Not joined to other digits, nor behind a country code. Days before months, and months before days. */
const date = `(?<!\\p{Nd}|\\p{Nd}[-./(]|[+\\uff0b](?:\\p{Nd}{1,3}\\s)?)(?:${['-', '\\.', '/']
  .map((by) => `${year}${by}(?:0[1-9]|1[0-2])${by}${day}|${day}${by}${day}${by}${year}`)
  .join('|')})(?!\\p{Nd}|[-./]\\p{Nd})`;

/** Seven digits and more, however they are set apart: a number to call. */
const numberLike = `[+\\uff0b]?\\p{Nd}(?:(?!\\s+${date})${between}*\\p{Nd}){6,}`;

const dateOrNumber = new RegExp(`(${date})|${numberLike}`, 'gu');

/** Leaves only the last four digits of whatever looks like a phone number to read. Dates stay. */
export function maskNumbers(text: string): string {
  return text.replace(dateOrNumber, (found: string, day?: string) => (day ? found : maskDigits(found, 4)));
}
