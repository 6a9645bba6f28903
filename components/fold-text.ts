/** Text as it is compared in a type-ahead: without accents, case and width. `Café` and `CAFE` are one. */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLocaleLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/ı/g, 'i')
    .replace(/ł/g, 'l')
    .replace(/đ/g, 'd')
    .replace(/ø/g, 'o')
    .replace(/\s+/g, ' ')
    .trim();
}

/**
 * How well a name answers what was typed: 0 starts with it, 1 a word in it does, 2 it stands somewhere inside,
 * null not at all. Han names also answer to the first letters of their pinyin.
 */
export function matchText(name: string, typed: string): 0 | 1 | 2 | null {
  const wanted = foldText(typed);
  if (wanted === '') return 0;
  const folded = foldText(name);
  const at = folded.indexOf(wanted);
  if (at === 0) return 0;
  if (at > 0) return /[\p{L}\p{N}]/u.test(folded[at - 1] ?? '') ? 2 : 1;
  const letters = pinyinLetters(name);
  if (letters === null) return null;
  const place = letters.indexOf(wanted.replace(/ /g, ''));
  if (place === 0) return 0;
  return place > 0 ? 2 : null;
}

/** The first character of each pinyin letter in a dictionary's order; i, u and v begin no syllable. */
const firstOfLetter: readonly (readonly [string, string])[] = [
  ['a', '阿'],
  ['b', '八'],
  ['c', '嚓'],
  ['d', '哒'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '讥'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '噢'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '仨'],
  ['t', '他'],
  ['w', '屲'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
];

let pinyinOrder: Intl.Collator | undefined;

/** `王小明 A` → `wxma`; null where there is no Han character. */
function pinyinLetters(name: string): string | null {
  if (!/\p{Script=Han}/u.test(name)) return null;
  pinyinOrder ??= new Intl.Collator('zh-Hans-u-co-pinyin');
  const order = pinyinOrder;
  return [...name.slice(0, 60)]
    .map((character) => {
      if (!/\p{Script=Han}/u.test(character)) return foldText(character);
      const found = firstOfLetter.findLast(([, first]) => order.compare(first, character) <= 0);
      return found?.[0] ?? '';
    })
    .join('');
}
