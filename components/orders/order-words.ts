/** Orders in words of the agent's language. */
import { formatDate, formatMoment } from '../../lib/i18n/formats.ts';
import { t } from '../../lib/i18n/index.ts';
import { formatMoney } from '../../lib/i18n/money.ts';
import type { Order, OrderMatch } from '../../lib/orders/model.ts';
import { totalsOf } from '../../lib/orders/totals.ts';
import { maskDigits } from '../../lib/text/mask-digits.ts';

/** How many there are, and what they come to in each currency. `isAll`: the shop has no more. */
export function summary(orders: readonly Order[], isAll: boolean): string {
  const count = orders.length;
  return [
    isAll ? t('orders.count', { count }) : t('orders.countAtLeast', { count }),
    ...totalsOf(orders).map(({ total, currency }) => formatMoney(total, currency)),
  ].join(' · ');
}

export function placed(at: string, now: number): string {
  return /^\d{4}-\d{2}-\d{2}$/.test(at) ? formatDate(at) : formatMoment(at, now);
}

/** By what it is known to be the customer's, where that is not the chat's own number. */
export function matchWords(match: OrderMatch, masked: boolean): string | null {
  switch (match.by) {
    case 'chat':
      return null;
    case 'phone':
      return t('orders.byPhone', { phone: masked ? maskDigits(match.value, 4) : match.value });
    case 'email':
      return t('orders.byEmail', { email: match.value });
    case 'id':
      return t('orders.byId');
  }
}
