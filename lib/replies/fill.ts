/** A quick reply with its variables filled in: what stands there, and what is missing. Pure. */
import type { TemplatePart, Variable } from './template.ts';

/**
 * Why there is no value: nobody is shown, it is not known of them, WhatsApp hides it, the company has no such field, one
 * of several orders has to be chosen.
 */
export type MissingReason =
  | 'no-customer'
  | 'not-known'
  | 'hidden-number'
  | 'no-such-field'
  | 'no-order'
  | 'choose-order';

export type Value = { text: string } | { missing: MissingReason };

type FilledPiece =
  | { kind: 'text'; text: string }
  /** `by`: the customer's, what the reply says in its place, or what the agent typed. */
  | { kind: 'value'; text: string; by: 'facts' | 'fallback' | 'agent' }
  | { kind: 'gap'; source: string; key: string };

/** What has to be said before the reply can be used, each once. `key` is what its answer goes by. */
export type Missing = { key: string; source: string } & (
  | { kind: 'variable'; variable: Variable; why: MissingReason }
  | { kind: 'blank'; ask: string }
  /** Nothing that can be answered: the reply itself has to be mended. */
  | { kind: 'unknown' }
);

export interface Filled {
  pieces: FilledPiece[];
  missing: Missing[];
  /** Null while something is missing. */
  text: string | null;
  /** Values with characters that WhatsApp reads as formatting: `*`, `_`, `~` and the backtick. */
  formatted: string[];
}

/** `answers`: what the agent typed, by key; blank is no answer. */
export function fillReply(
  parts: readonly TemplatePart[],
  valueFor: (variable: Variable) => Value,
  answers: ReadonlyMap<string, string>,
): Filled {
  const missing = new Map<string, Missing>();
  const pieces = parts.map((part): FilledPiece => {
    if (part.kind === 'text') return { kind: 'text', text: part.text };
    const key = keyOf(part);
    const known = part.kind === 'variable' ? valueFor(part.variable) : null;
    if (known && 'text' in known && known.text !== '')
      return { kind: 'value', text: known.text, by: 'facts' };
    const typed = part.kind === 'unknown' ? '' : (answers.get(key) ?? '').trim();
    if (typed !== '') return { kind: 'value', text: typed, by: 'agent' };
    if (part.kind === 'variable' && part.fallback !== null)
      return { kind: 'value', text: part.fallback, by: 'fallback' };
    missing.set(key, missingOf(part, key, known && 'missing' in known ? known.missing : 'not-known'));
    return { kind: 'gap', source: part.source, key };
  });
  const texts = pieces.flatMap((piece) => (piece.kind === 'gap' ? [] : piece.text));
  return {
    pieces,
    missing: [...missing.values()],
    text: missing.size > 0 ? null : texts.join(''),
    formatted: pieces.flatMap((one) =>
      one.kind === 'value' && one.by === 'facts' && /[*_~`]/.test(one.text) ? [one.text] : [],
    ),
  };
}

type Named = Exclude<TemplatePart, { kind: 'text' }>;

/** The same variable, and the same question, are asked for once. */
function keyOf(part: Named): string {
  if (part.kind === 'unknown') return part.source;
  if (part.kind === 'blank') return `? ${part.ask}`;
  return part.variable.name === 'field' ? `field: ${part.variable.field}` : part.variable.name;
}

function missingOf(part: Named, key: string, why: MissingReason): Missing {
  const { source } = part;
  if (part.kind === 'variable') return { key, source, kind: 'variable', variable: part.variable, why };
  if (part.kind === 'blank') return { key, source, kind: 'blank', ask: part.ask };
  return { key, source, kind: 'unknown' };
}
