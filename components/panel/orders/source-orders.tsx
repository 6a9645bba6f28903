import type { ComponentChildren } from 'preact';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { type AppErrorData, toErrorData } from '../../../lib/errors/app-error.ts';
import { formatAgo } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { OrderSourceView, SourceOrders } from '../../../lib/session/shapes.ts';
import { patternHost } from '../../../lib/settings/permission-pattern.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { OrderRow } from '../../orders/order-row.tsx';
import { summary } from '../../orders/order-words.ts';
import { orderTrouble } from '../../words/order-trouble.ts';

/** Of what is there; the rest is drawn when it is asked for. */
const first = 3;
const step = 50;
/** ms: older than this an answer says how old it is. */
const freshFor = 60_000;

/** What one shop has of the customer; null: it has not said yet. */
export function SourceOrdersList(props: {
  source: OrderSourceView;
  /** There are other shops beside it. */
  named: boolean;
  said: SourceOrders | null;
  masked: boolean;
  now: number;
  onRead: () => Promise<void>;
  onMore: () => Promise<void>;
  onAllow: (pattern: string) => void;
}) {
  const { source, said } = props;
  return (
    <div class="order-source">
      {props.named && (
        <h3>
          <bdi>{source.name}</bdi>
        </h3>
      )}
      {said === null ? <OrdersOutline /> : <Said {...props} said={said} />}
    </div>
  );
}

function OrdersOutline() {
  return (
    <div class="orders-reading" aria-busy="true">
      <span class="visually-hidden">{t('orders.reading')}</span>
      <span class="bone" />
      <span class="bone" />
    </div>
  );
}

function Said(props: Parameters<typeof SourceOrdersList>[0] & { said: SourceOrders }) {
  const { source, said, masked, now } = props;
  const { orders, next, isCut, readAt, error } = said;
  const announce = useAnnounce();
  const list = useRef<HTMLOListElement>(null);
  const [most, setMost] = useState(first);
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const [busy, setBusy] = useState(false);
  /** How many were drawn when more were asked for. */
  const asked = useRef<number | null>(null);
  const shown = orders.slice(0, most);
  const left = orders.length - shown.length;

  useLayoutEffect(() => {
    if (asked.current === null || shown.length <= asked.current) return;
    announce(t('orders.added', { count: shown.length - asked.current }));
    const added = list.current?.children[asked.current];
    asked.current = null;
    if (document.activeElement === document.body && added instanceof HTMLElement) added.focus();
  }, [shown.length]);

  async function run(work: () => Promise<void>): Promise<void> {
    setBusy(true);
    setFailure(null);
    try {
      await work();
    } catch (thrown) {
      setFailure(toErrorData(thrown));
    } finally {
      setBusy(false);
    }
  }

  const showMore = () => {
    asked.current = shown.length;
    setMost(most + step);
    if (left === 0) void run(props.onMore);
  };

  const trouble = error ?? failure;
  return (
    <>
      {trouble && (
        <Trouble error={trouble} needsAccess={said.needsAccess} shop={source.name} onAllow={props.onAllow}>
          <button type="button" class="button" disabled={busy} onClick={() => void run(props.onRead)}>
            {t('orders.retry')}
          </button>
        </Trouble>
      )}
      {readAt !== null && orders.length === 0 && <p class="quiet">{t('orders.none')}</p>}
      {orders.length > 0 && (
        <>
          <p class="orders-summary">
            <bdi>{summary(orders, next === null && !isCut)}</bdi>
            {readAt !== null && now - readAt >= freshFor && (
              <span class="quiet">{t('orders.asOf', { ago: formatAgo(readAt, now) })}</span>
            )}
          </p>
          <ol ref={list} class="orders" aria-label={t('orders.title')}>
            {shown.map((order) => (
              <OrderRow key={order.id} order={order} masked={masked} now={now} />
            ))}
          </ol>
        </>
      )}
      {(left > 0 || next !== null) && (
        <button type="button" class="button" disabled={busy} onClick={showMore}>
          {left > 0 ? t('orders.showMore', { count: Math.min(left, step) }) : t('orders.readMore')}
        </button>
      )}
    </>
  );
}

function Trouble(props: {
  error: AppErrorData;
  needsAccess: string | null;
  shop: string;
  onAllow: (pattern: string) => void;
  /** What can be done about most of it. */
  children: ComponentChildren;
}) {
  const { error, needsAccess, shop } = props;
  if (error.code === 'UNSUPPORTED') return <p class="quiet">{t('orders.nothingToAskBy')}</p>;
  if (needsAccess !== null) {
    const host = patternHost(needsAccess);
    return (
      <div class="order-trouble" role="alert">
        <p>{t('orders.noAccess', { host })}</p>
        <button type="button" class="button" onClick={() => props.onAllow(needsAccess)}>
          {t('state.needsAccess.action', { host })}
        </button>
      </div>
    );
  }
  return (
    <div class="order-trouble" role="alert">
      <p>{orderTrouble(error, shop)}</p>
      {props.children}
    </div>
  );
}
