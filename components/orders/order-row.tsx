import { ExternalLink, Truck } from 'lucide';
import { formatDateTime } from '../../lib/i18n/formats.ts';
import { t } from '../../lib/i18n/index.ts';
import { formatMoney, formatQuantity } from '../../lib/i18n/money.ts';
import type { Order } from '../../lib/orders/model.ts';
import { ClampedText } from '../controls/clamped-text.tsx';
import { CopyButton } from '../controls/copy-button.tsx';
import { Icon } from '../controls/icon.tsx';
import { matchWords, placed } from './order-words.ts';

/** One order: what it has come to, when, how much, and behind a press what is in it. */
export function OrderRow({ order, masked, now }: { order: Order; masked: boolean; now: number }) {
  const { number, placedAt, status, total, currency, items, url, tracking } = order;
  const match = matchWords(order.match, masked);
  const name = number ?? order.id;
  return (
    <li class="order" tabIndex={-1}>
      <div class="order-head">
        <span class="order-number">
          <bdi>{name}</bdi>
        </span>
        <span class="order-buttons">
          <CopyButton text={name} name={t('orders.copy', { number: name })} />
          {url !== null && (
            <a
              class="icon-button"
              href={url}
              target="_blank"
              rel="noreferrer"
              aria-label={t('orders.open', { number: name })}
              title={t('orders.open', { number: name })}
            >
              <Icon node={ExternalLink} size={14} />
            </a>
          )}
        </span>
        {status && (
          <span class="order-status" data-kind={status.kind ?? 'other'} title={status.text}>
            <bdi>{status.kind === null ? status.text : t(`orders.status.${status.kind}`)}</bdi>
          </span>
        )}
      </div>
      <p class="order-line">
        {placedAt !== null && (
          <time dateTime={placedAt} title={formatDateTime(placedAt)}>
            <bdi>{placed(placedAt, now)}</bdi>
          </time>
        )}
        {total !== null && (
          <span class="order-total">
            <bdi>{formatMoney(total, currency)}</bdi>
          </span>
        )}
      </p>
      {match !== null && <p class="quiet">{match}</p>}
      {tracking !== null && (
        <a
          class="order-track"
          href={tracking}
          target="_blank"
          rel="noreferrer"
          aria-label={t('orders.trackNamed', { number: name })}
        >
          <Icon node={Truck} size={14} />
          {t('orders.track')}
        </a>
      )}
      {items.length > 0 && (
        <details class="order-items">
          <summary>{t('orders.items', { count: items.length })}</summary>
          <ul>
            {items.map((item, at) => (
              // Of one order, and nothing tells two of a kind apart.
              <li key={`${at} ${item.name}`}>
                <span class="order-item">
                  {item.quantity !== null && (
                    <bdi class="order-quantity">{`${formatQuantity(item.quantity)} ×`}</bdi>
                  )}
                  <ClampedText text={item.name} />
                </span>
                {item.total !== null && <bdi>{formatMoney(item.total, currency)}</bdi>}
              </li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}
