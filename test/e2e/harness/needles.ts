/** What must not be found. */
export type Needles = Record<string, string>;

/** The names of the needles that are in the text: as they are, in base64, with a zero between letters, or escaped. */
export function found(text: string, needles: Needles): string[] {
  return Object.entries(needles)
    .filter(([, needle]) => spellings(needle).some((spelling) => text.includes(spelling)))
    .map(([name]) => name);
}

function spellings(needle: string): string[] {
  const bytes = Buffer.from(needle, 'utf8');
  return [
    needle,
    bytes.toString('latin1'),
    Buffer.from(needle, 'utf16le').toString('latin1'),
    bytes.toString('base64').replace(/=+$/, '').slice(0, -2),
    encodeURIComponent(needle),
  ];
}
