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

/**
 * In Arabic, letters of which people write the one for the other: at the end of a word, on another keyboard. Those that
 * carry a hamza or a madda lose it as an accent.
 */
const alike: Readonly<Record<string, string>> = { ة: 'ه', ى: 'ي', ی: 'ي', ک: 'ك', ٱ: 'ا' };

/**
 * Text as it is searched: without accents, case, width, runs of spaces, or which apostrophe it is, and in Arabic without
 * points, stretches, and which of the letters alike it is. `Café` and `CAFE` are one, `فاطمة` and `فاطمه` too. Only to
 * search by: it does not tell who somebody is.
 */
export function foldText(text: string): string {
  return foldAlike(foldAccents(withoutStretches(text)));
}

/** The same, with each letter staying what it is. */
export function foldAccents(text: string): string {
  if (/^[ -~]*$/.test(text)) return withSingleSpaces(text.toLowerCase());
  const bare = foldSigns(text)
    .replace(accents, '$1')
    .replace(stresses, '')
    .replace(/[ßøłđæœıёѐѝ]/g, (letter) => letters[letter] ?? letter);
  return withSingleSpaces(bare);
}

/** As {@link foldText} with the accents, for whoever typed them; in Arabic nobody is held to those. */
export function foldKeepingAccents(text: string): string {
  const bare = foldSigns(withoutStretches(text)).replace(points, '$1');
  return foldAlike(withSingleSpaces(bare).normalize('NFC'));
}

const points = /(\p{sc=Arabic})\p{M}+/gu;

const foldAlike = (text: string) => text.replace(/[ةىیکٱ]/g, (letter) => alike[letter] ?? letter);

/** Some of the forms that are drawn for a place in the word hold a stretch. */
function withoutStretches(text: string): string {
  return text
    .replace(/[\ufb50-\ufdff\ufe70-\ufefc]/g, (form) => form.normalize('NFKD'))
    .replaceAll('\u0640', '');
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
