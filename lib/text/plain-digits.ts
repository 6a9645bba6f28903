/** Hyphens, dashes and minus signs of all scripts, and what stands for one between digits; no wave dashes, which say "to". */
const dash = '(?![\\u301c\\u3030])[\\p{Pd}\\u02d7\\u2043\\u2212\\u2500\\u30fc\\uff70]';
const dot = '(?<=\\p{Nd})[\\u00b7\\u2027\\u30fb\\uff65](?=\\p{Nd})';
const unlike = new RegExp(`(\\p{Nd})|([\\uff01-\\uff5e])|(${dash})|${dot}`, 'gu');

/**
 * The digits of every script as ASCII ones, every dash as `-`, wide signs as plain ones, and a middle dot between two
 * digits as `.`. Nothing else is touched: of a masked `138…8000` no full stops are made.
 */
export function plainDigits(text: string): string {
  if (/^[ -~]*$/.test(text)) return text;
  return text.replace(unlike, (sign: string, digit?: string, wide?: string, line?: string) => {
    const code = sign.codePointAt(0) ?? 0;
    if (digit) return digitAt(code);
    if (wide) return String.fromCharCode(code - 0xfee0);
    return line ? '-' : '.';
  });
}

/** Digits lie together, each set from its nought to its nine. */
function digitAt(code: number): string {
  let before = 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(code - before - 1))) before += 1;
  return String(before % 10);
}

/** The digits alone, in ASCII. */
export function digitsIn(text: string): string {
  return plainDigits(text).replace(/\D/g, '');
}
