/** Words that are half of a first name. */
const joined = /^(?:عبد|أبو|ابو|أم|ام|بن)$/u;

/**
 * How one greets somebody; null where the name has no letter. The first word with a letter, without titles and initials
 * (`Dr.`, `J.`), and what follows the comma of `Silva, Ana`. Names in Han, kana or Hangul stay whole: the family's
 * name stands first there, and nobody is called by half of theirs.
 */
export function firstName(name: string): string | null {
  const [family = '', given] = name.split(/[,،，]/);
  const whole = (given !== undefined && /\p{L}/u.test(given) ? given : family).trim();
  const words = whole.split(/\s+/).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return null;
  if (/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}]/u.test(whole)) return words.join(' ');
  const at = words.findIndex((word) => !word.endsWith('.'));
  const first = words[Math.max(at, 0)] ?? null;
  const next = words[Math.max(at, 0) + 1];
  return first !== null && next !== undefined && joined.test(first) ? `${first} ${next}` : first;
}
