import type { AppErrorData } from '../../lib/errors/app-error.ts';
import { t } from '../../lib/i18n/index.ts';
import '../../lib/i18n/trouble-words.ts';

/** Why a shop's orders are not there, and what to do: a shop that does not let us is not one that does not answer. */
export function orderTrouble(error: AppErrorData, shop: string): string {
  return error.code === 'BAD_CREDENTIALS' || error.code === 'FORBIDDEN'
    ? t('orders.notAllowed', { shop })
    : t('orders.failed', { shop, why: wordOf(error) });
}

/** As a message may choose by it. */
const wordOf = ({ code, reason }: AppErrorData): string =>
  reason?.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase()) ?? code;
