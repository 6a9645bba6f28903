import { typedSpellings } from '../../phone/index.ts';
import type { AskedNumber } from '../port.ts';

/** Fewer digits would find half of the company. */
const leastDigits = 6;

export interface Searches {
  /** The end that all spellings share: where a search finds parts of numbers, this one finds them all. */
  part: string;
  /** Where the numbers are stored in groups, such a search finds these instead. */
  tails: string[];
  /** Every whole spelling, most likely first: what to ask where it does not. */
  wholes: string[];
}

/** What to search for, so that all ways to write a number are found. What a search finds is not on the page. */
export function searchesFor({ e164, spellings }: AskedNumber): Searches {
  const [first = e164.slice(1), ...others] = spellings;
  let part = first;
  for (const other of others) part = sharedEnd(part, other);
  // Number rules that share too little: the number itself, without a country code where there is such a spelling.
  if (part.length < leastDigits) {
    part = spellings.filter((digits) => first.endsWith(digits)).at(-1) ?? first;
  }
  // The country's other form of a number may have its plus sign too; it is one digit longer or shorter.
  const explicit = spellings
    .filter((digits) => digits.length >= e164.length - 2)
    .map((digits) => `+${digits}`);
  const typed = typedSpellings(e164);
  const wholes = [e164, ...spellings, ...explicit, `00${e164.slice(1)}`, ...typed.wholes];
  return { part, tails: typed.tails, wholes: [...new Set(wholes)] };
}

function sharedEnd(one: string, other: string): string {
  let length = 0;
  while (length < Math.min(one.length, other.length) && one.at(-1 - length) === other.at(-1 - length)) {
    length += 1;
  }
  return length === 0 ? '' : one.slice(-length);
}
