const lineBreak = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/g;

/** The text with `\n` for every line break. */
export const withPlainBreaks = (text: string): string => text.replace(lineBreak, '\n');
