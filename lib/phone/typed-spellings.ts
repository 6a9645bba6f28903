import { dialledWithZero } from './dialled-with-zero.ts';
import type { E164 } from './e164.ts';
import { nationalPart } from './national-part.ts';

/** How long the groups are that people set a national number in, by its length. */
const usual: Readonly<Record<number, string>> = { 7: '34', 8: '44', 9: '333', 10: '334', 11: '344' };

/** Where they do otherwise: by country code and length. */
const unusual: Readonly<Record<string, string>> = {
  '7/10': '3322',
  '33/9': '12222',
  '44/10': '46',
  '49/10': '37',
  '49/11': '38',
  '52/10': '244',
  '55/10': '244',
  '55/11': '254',
  '62/10': '343',
  '81/10': '244',
  '82/10': '244',
  '91/10': '55',
  '92/10': '37',
  ...Object.fromEntries(['27', '60', '66', '966', '971'].map((code) => [`${code}/9`, '234'])),
};

/** Fewer digits would find half of the company. */
const leastTailDigits = 6;

export interface TypedSpellings {
  /** The last groups, by hyphens and by spaces: in every whole spelling of that kind, whatever stands before them. */
  tails: string[];
  /** Whole spellings in groups, most likely first. */
  wholes: string[];
}

/** A number as a person types it, in groups: for back ends that search in the text as it is stored. */
export function typedSpellings(e164: E164): TypedSpellings {
  const national = nationalPart(e164) ?? '';
  const code = e164.slice(1, e164.length - national.length);
  const lengths = unusual[`${code}/${national.length}`] ?? usual[national.length];
  if (!lengths) return { tails: [], wholes: [] };
  const groups = grouped(national, lengths);
  const tail = groups.slice(tailStart(groups));
  const zero = dialledWithZero(code, national) ? '0' : '';
  const [hyphens, spaces] = [groups.join('-'), groups.join(' ')];
  return {
    tails: [tail.join('-'), tail.join(' ')],
    wholes: [
      `${zero}${hyphens}`,
      `${zero}${spaces}`,
      `+${code} ${spaces}`,
      `+${code}-${hyphens}`,
      `+${code} ${hyphens}`,
    ],
  };
}

function grouped(digits: string, lengths: string): string[] {
  let end = 0;
  return [...lengths].map((length) => {
    const start = end;
    end += Number(length);
    return digits.slice(start, end);
  });
}

function tailStart(groups: readonly string[]): number {
  let start = groups.length - 2;
  while (start > 0 && groups.slice(start).join('').length < leastTailDigits) start -= 1;
  return start;
}
