import type { ChangeKind } from '../../lib/crm/port.ts';
import type { AppErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';
import '../../lib/i18n/trouble-words.ts';

export type Operation = 'read' | 'search' | ChangeKind;

/** What went wrong and what to do next, and the vendor's own code for the small print. */
export function errorWords(
  error: AppErrorData,
  operation: Operation,
): { text: string; small: string | null } {
  const code = error.backend?.code ?? (error.code === 'BUG' ? (error.detail ?? error.code) : null);
  const key = error.reason ? (`error.${error.reason}` as const) : (`error.${error.code}` as const);
  const name = error.field;
  const small = name === undefined ? code && t('error.code', { code }) : t('error.header', { name });
  return { text: t(key, { operation }), small };
}
