import { t } from '../../../lib/i18n/index.ts';
import type { Provider } from '../../../lib/settings/schema.ts';
import type { ConnectionField, FieldError } from './connection-values.ts';

/** What is wrong with a field, and what to do. */
export function fieldErrorWords(field: ConnectionField, error: FieldError, provider: Provider): string {
  if ('lines' in error) {
    return error.lines.map(({ line, code }) => t(`options.lines.${code}`, { line })).join(' ');
  }
  if (error.code === 'missing') {
    const isStaffCode = provider === 'youmi' && field === 'agentId';
    return t('options.missing', { field: isStaffCode ? 'staffCode' : field });
  }
  return t(`options.problem.${error.code}`);
}
