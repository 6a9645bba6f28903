import { t } from '../../../lib/i18n/index.ts';
import type { SettingsProblem } from '../../../lib/settings/problems.ts';
import type { ConnectionField, FieldError } from '../connections/connection-values.ts';

/** What is wrong with a field, and what to do. */
export function fieldErrorWords(field: ConnectionField, error: FieldError): string {
  if ('lines' in error) {
    return error.lines.map(({ line, code }) => t(`options.lines.${code}`, { line })).join(' ');
  }
  if (error.code === 'missing') return t('options.missing', { field });
  return t(`options.problem.${error.code}`);
}

/** A problem of policy, a file or what is stored: where it stands, and what it is. */
export function problemWords({ path, code, expected }: SettingsProblem): { path: string; text: string } {
  const text = t(`options.problem.${code}`);
  return { path, text: expected === undefined ? text : `${text} ${t('options.expected', { expected })}` };
}
