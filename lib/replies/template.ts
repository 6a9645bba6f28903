/**
 * A quick reply's text, taken apart. Pure.
 *
 * `{name}` is a variable, `{firstName|there}` one with what stands in its place, `{field:Shoe size}` a field by its name,
 * `{?What size}` a blank that is asked for. Doubled braces write single ones: `{{name}}` is the text `{name}`. A brace
 * that stands alone is text.
 */

import { withPlainBreaks } from '../text/plain-breaks.ts';

/** What can be named, beside `field:` and a field's name. */
export const variableNames = [
  'name',
  'firstName',
  'phone',
  'stage',
  'owner',
  'company',
  'order.number',
  'order.status',
  'agent',
  'date',
  'time',
] as const;
export type VariableName = (typeof variableNames)[number];

export type Variable = { name: VariableName } | { name: 'field'; field: string };

/** `source` is what was written; those of all parts, joined, are the text. */
export type TemplatePart = { source: string } & (
  | { kind: 'text'; text: string }
  | { kind: 'variable'; variable: Variable; fallback: string | null }
  | { kind: 'blank'; ask: string }
  | { kind: 'unknown' }
);

/** What the writer of a reply should look at. `at`: where in the text, in UTF-16 units. */
export interface TemplateProblem {
  kind: 'unknown' | 'lone-brace';
  source: string;
  at: number;
}

const inBraces = /\{\{([^{}\n]*)\}\}|\{([^{}\n]*)\}/g;

export function parseTemplate(text: string): TemplatePart[] {
  const plain = withPlainBreaks(text);
  const parts: TemplatePart[] = [];
  let end = 0;
  for (const found of plain.matchAll(inBraces)) {
    const [source, doubled, inside = ''] = found;
    if (found.index > end) parts.push(textPart(plain.slice(end, found.index)));
    end = found.index + source.length;
    if (doubled === undefined) parts.push({ source, ...readInside(inside) });
    else parts.push({ source, kind: 'text', text: `{${doubled}}` });
  }
  if (end < plain.length) parts.push(textPart(plain.slice(end)));
  return parts;
}

export function templateProblems(text: string): TemplateProblem[] {
  let at = 0;
  return parseTemplate(text).flatMap((part): TemplateProblem[] => {
    const start = at;
    at += part.source.length;
    if (part.kind === 'unknown') return [{ kind: 'unknown', source: part.source, at: start }];
    if (part.kind !== 'text' || part.text !== part.source) return [];
    return [...part.text.matchAll(/[{}]/g)].map(({ 0: source, index }) => ({
      kind: 'lone-brace',
      source,
      at: start + index,
    }));
  });
}

const textPart = (text: string): TemplatePart => ({ kind: 'text', text, source: text });

type Inside =
  | { kind: 'variable'; variable: Variable; fallback: string | null }
  | { kind: 'blank'; ask: string }
  | { kind: 'unknown' };

function readInside(inside: string): Inside {
  const trimmed = inside.trim();
  if (trimmed.startsWith('?')) {
    const ask = trimmed.slice(1).trim();
    return ask === '' ? { kind: 'unknown' } : { kind: 'blank', ask };
  }
  const [, named = '', or] = /^([^|]*)(?:\|(.*))?$/.exec(trimmed) ?? [];
  const variable = readVariable(named.trim());
  if (!variable) return { kind: 'unknown' };
  const fallback = or?.trim() ?? '';
  return { kind: 'variable', variable, fallback: fallback === '' ? null : fallback };
}

function readVariable(written: string): Variable | null {
  const [, field] = /^field\s*:\s*(.+)$/i.exec(written) ?? [];
  if (field !== undefined) return { name: 'field', field };
  const name = variableNames.find((one) => one.toLowerCase() === written.toLowerCase());
  return name ? { name } : null;
}
