/**
 * English as no language is: each vowel twice and with a mark. Words are longer by a third or more, what is not in the catalogue
 * keeps its plain letters, and whoever looks can still read it.
 */
const vowels: Readonly<Record<string, string>> = {
  a: 'àâ',
  e: 'èê',
  i: 'ìî',
  o: 'òô',
  u: 'ùû',
  y: 'ýÿ',
  A: 'ÀÂ',
  E: 'ÈÊ',
  I: 'ÌÎ',
  O: 'ÒÔ',
  U: 'ÙÛ',
  Y: 'ÝŸ',
};

export const pseudoWords = (text: string): string =>
  text.replaceAll(/[aeiouy]/gi, (vowel) => vowels[vowel] ?? vowel);
