import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage';

type Token = string | [name: string, kind?: string, cases?: Record<string, Token[] | string | undefined>];

export interface MessageShape {
  /** What is read, without what stands in braces. */
  text: string;
  /** `count plural`, `outcome select won lost other`, `name`: each once, in order of the alphabet. */
  values: string[];
  /** Of each plural in it: `one`, `other`, and exact counts as `=0`. */
  plurals: string[][];
}

/** A message taken apart. Throws where it is not valid ICU. */
export function shapeOf(message: string): MessageShape {
  const values = new Set<string>();
  const plurals: string[][] = [];
  let text = '';

  function read(tokens: Token[]): void {
    for (const token of tokens) {
      if (typeof token === 'string') {
        text += token;
        continue;
      }
      const [name, kind, given] = token;
      if (kind !== 'plural' && kind !== 'select') {
        values.add(kind === undefined ? name : `${name} ${kind}`);
        continue;
      }
      const cases = Object.entries(given ?? {}).filter(([, inside]) => Array.isArray(inside));
      const names = cases.map(([key]) => (/^\d+$/.test(key) ? `=${key}` : key));
      values.add(kind === 'plural' ? `${name} plural` : `${name} select ${names.toSorted().join(' ')}`);
      if (kind === 'plural') plurals.push(names);
      for (const [, inside] of cases) {
        text += ' ';
        read(inside as Token[]);
      }
    }
  }
  read(compileMessageOrThrow(message) as Token[]);
  return { text, values: [...values].toSorted(), plurals };
}
