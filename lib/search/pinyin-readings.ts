import { firstOfSyllable, furtherReadings } from './pinyin-table.ts';

const none: readonly string[] = [];
const kept = new Map<string, readonly string[]>();

interface Order {
  compare: (one: string, other: string) => number;
  syllables: readonly (readonly [syllable: string, first: string])[];
  further: ReadonlyMap<string, readonly string[]>;
}
let order: Order | null | undefined;

/**
 * How a Han character is read, in letters without tones, the usual reading first: `重` → `zhong`, `chong`. `ü` is
 * written as it is typed: `v`, and `u` too. Empty for every other character, and where the browser knows no pinyin.
 */
export function pinyinReadings(character: string): readonly string[] {
  if (character < '㐀' || !/\p{Script=Han}/u.test(character)) return none;
  const known = kept.get(character);
  if (known) return known;
  order ??= readOrder();
  const found = order ? readingsIn(order, character) : none;
  kept.set(character, found);
  return found;
}

function readingsIn({ compare, syllables, further }: Order, character: string): readonly string[] {
  let low = 0;
  let high = syllables.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const first = syllables[middle]?.[1] ?? '';
    if (compare(first, character) <= 0) low = middle + 1;
    else high = middle;
  }
  const usual = syllables[low - 1]?.[0];
  const all = [...(usual === undefined ? none : [usual]), ...(further.get(character) ?? none)];
  return [...new Set(all.flatMap((reading) => [reading, reading.replace('v', 'u')]))];
}

function readOrder(): Order | null {
  const collator = new Intl.Collator('zh-Hans-u-co-pinyin');
  if (!collator.resolvedOptions().locale.startsWith('zh')) return null;
  const further = new Map<string, string[]>();
  for (const [reading, characters] of entriesOf(furtherReadings)) {
    for (const character of characters) {
      further.set(character, [...(further.get(character) ?? []), reading]);
    }
  }
  return { compare: collator.compare, syllables: entriesOf(firstOfSyllable), further };
}

function entriesOf(table: string): [reading: string, characters: string][] {
  return [...table.matchAll(/([a-z]+)([^a-z]+)/g)].map(([, reading = '', characters = '']) => [
    reading,
    characters,
  ]);
}
