import { t } from '../../../lib/i18n/index.ts';
import type { ConnectionField, FieldError } from './connection-values.ts';

/** What is wrong with a field, and what to do. */
export function fieldErrorWords(field: ConnectionField, error: FieldError): string {
  if ('lines' in error) {
    return error.lines.map(({ line, code }) => t(`options.lines.${code}`, { line })).join(' ');
  }
  if (error.code === 'missing') return t('options.missing', { field });
  return t(`options.problem.${error.code}`);
}
