import type { BaseIssue } from 'valibot';

/** What can be wrong with settings; `lib/i18n` has a sentence for each. */
const problemCodes = [
  'unknown-key',
  'missing',
  'wrong-type',
  'not-one-of',
  'not-an-id',
  'not-an-address',
  'not-a-colour',
  'not-a-time-zone',
  'not-a-language',
  'not-a-number-rule',
  'not-a-template',
  'not-a-pointer',
  'no-owner',
  'names-nobody',
  'not-signed',
  'of-youmi-alone',
  'duplicate',
  'no-such-connection',
  'not-encrypted',
  'other-version',
  'not-json',
  'wrong',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** Which door the value came through. */
export type Door = 'policy' | 'stored' | 'file' | 'form';

/** One thing that is wrong. It never carries the value itself, which may be a secret. */
export interface SettingsProblem {
  /** From the root of that door: `connections[0].credentials.apiKey`; `''` is the root. */
  path: string;
  code: ProblemCode;
  /** With `wrong-type` and `not-one-of`: what would be right, as `"local" | "socialepoch"`. */
  expected?: string;
  from: Door;
}

export type Path = readonly (string | number)[];

/** `connections[0].baseUrl`. A key that is no plain word is quoted. */
export function pathText(path: Path): string {
  let text = '';
  for (const key of path) {
    if (typeof key === 'number') text += `[${key}]`;
    else if (/^[\w-]+$/.test(key)) text += text === '' ? key : `.${key}`;
    else text += `[${JSON.stringify(key)}]`;
  }
  return text;
}

/** What has the id of one before it in the same list. */
export function duplicateIds(key: string, list: readonly { id: string }[], from: Door): SettingsProblem[] {
  const met = new Set<string>();
  return list.flatMap(({ id }, index): SettingsProblem[] => {
    if (met.has(id)) return [{ path: pathText([key, index, 'id']), code: 'duplicate', from }];
    met.add(id);
    return [];
  });
}

/** The schema's complaints as problems; `at` is where the checked value stands. */
export function problemsOf(issues: readonly BaseIssue<unknown>[], at: Path, from: Door): SettingsProblem[] {
  return issues.map((issue) => {
    const inside = (issue.path ?? []).map((item) =>
      typeof item.key === 'number' ? item.key : String(item.key),
    );
    const path = pathText([...at, ...inside]);
    const code = codeOf(issue);
    const expected = code === 'wrong-type' || code === 'not-one-of' ? issue.expected : null;
    return { path, code, ...(expected !== null && { expected }), from };
  });
}

function codeOf(issue: BaseIssue<unknown>): ProblemCode {
  if (issue.kind === 'validation') return problemCodes.find((code) => code === issue.message) ?? 'wrong';
  if (issue.type === 'strict_object') {
    if (issue.expected === 'never') return 'unknown-key';
    if (issue.received === 'undefined') return 'missing';
  }
  if (issue.received === 'undefined') return 'missing';
  // The one literal outside variants is the version.
  if (issue.type === 'literal') return 'other-version';
  if (issue.type === 'picklist' || issue.type === 'variant') return 'not-one-of';
  return 'wrong-type';
}
