import { plainDigits } from '../text/plain-digits.ts';
import { withoutUnseen } from '../text/unseen.ts';

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  æ: 'ae',
  œ: 'oe',
  ı: 'i',
  ё: 'е',
  ѐ: 'е',
  ѝ: 'и',
};

/** Marks that may be left out in typing: accents, and the points of Arabic and Hebrew. In other scripts a mark is a letter. */
const accents = /([\p{sc=Latin}\p{sc=Greek}\p{sc=Arabic}\p{sc=Hebrew}])\p{M}+/gu;
const stresses = /(?<=[аеёиоуыэюяі])[\u0300\u0301]/g;
const ownLetters = /(?:\p{sc=Cyrillic}|[\u3040-\u30ff])\p{M}+/gu;

/** Text as it is searched: without accents, case, width, runs of spaces, or which apostrophe it is. `Café` and `CAFE` are one. */
export function foldText(text: string): string {
  if (/^[ -~]*$/.test(text)) return withSingleSpaces(text.toLowerCase());
  const bare = foldSigns(text)
    .replace(accents, '$1')
    .replace(stresses, '')
    .replace(/[ßøłđæœıёѐѝ]/g, (letter) => letters[letter] ?? letter);
  return withSingleSpaces(bare);
}

/** The same with the accents, for whoever typed them. */
export function foldKeepingAccents(text: string): string {
  return withSingleSpaces(foldSigns(text)).normalize('NFC');
}

/** Sound marks on kana and the breve on и are no accents: ハ and パ, и and й are two letters. */
function foldSigns(text: string): string {
  const apart = withoutUnseen(text.replace(/\u00b4/g, "'"))
    .normalize('NFKD')
    .toLowerCase();
  return plainDigits(apart)
    .replace(/[\u0060\u02b9\u02bb\u02bc\u05f3\u2018\u2019\u201b\u2032]/g, "'")
    .replace(/[\u00ab\u00bb\u201c\u201d\u201e\u2033]/g, '"')
    .replace(/[\ufe00-\ufe0f\u20e3]/g, '')
    .replace(ownLetters, (letter) => letter.normalize('NFC'));
}

const withSingleSpaces = (text: string) => text.replace(/\s+/g, ' ').trim();
