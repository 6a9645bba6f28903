import { t } from '../../../lib/i18n/index.ts';
import { cursorAfter } from '../../../lib/orders/cursor-after.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';
import type { Order, OrderCustomer } from '../../../lib/orders/model.ts';
import { firstPage } from '../../../lib/orders/page-cursor.ts';
import { listsOf, readOrder, readOrders } from '../../../lib/orders/read-page.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { OrderRow } from '../../orders/order-row.tsx';
import { summary } from '../../orders/order-words.ts';

/** As many as the panel shows at first. */
const first = 3;

/** How the section in the panel would look, and why what is not in it was left out. */
export function OrdersPreview(props: {
  reply: unknown;
  /** How it came. */
  exchange: Exchange;
  source: OrderSource | null;
  customer: OrderCustomer;
}) {
  const { source, customer } = props;
  const lists = source && listsOf(props.reply, source.map);
  const rows = lists?.flat();
  const orders = source && rows ? readOrders(rows, source, customer) : [];
  return (
    <section class="pane orders-preview">
      <h4>{t('options.try.preview')}</h4>
      {!source || !rows ? (
        <p class="pane-line">{t('options.try.preview.incomplete')}</p>
      ) : (
        <>
          <p class="pane-line" role="status">
            {leftOut(rows, orders, source, customer)}
          </p>
          {orders.length > 0 ? (
            <div class="preview-panel">
              <p class="orders-summary">{summary(orders, !hasMore(props, source, lists ?? []))}</p>
              <ol class="orders" aria-label={t('options.try.preview')}>
                {orders.slice(0, first).map((order) => (
                  <OrderRow key={order.id} order={order} masked={false} now={Date.now()} />
                ))}
              </ol>
            </div>
          ) : (
            <div class="preview-panel">
              <p class="quiet">{t('orders.none')}</p>
            </div>
          )}
        </>
      )}
    </section>
  );
}

/** Whether the panel would find further pages. */
function hasMore(
  { reply, exchange }: { reply: unknown; exchange: Exchange },
  source: OrderSource,
  lists: readonly (readonly unknown[])[],
): boolean {
  const { url } = exchange.request;
  const link = exchange.reply?.link ?? null;
  return cursorAfter(reply, lists, source, { question: 0, asked: firstPage(source), url, link }) !== null;
}

function leftOut(
  rows: readonly unknown[],
  orders: readonly Order[],
  source: OrderSource,
  customer: OrderCustomer,
): string {
  const read = rows.map((row) => readOrder(row, source, customer));
  const others = read.filter((one) => one === 'others').length;
  const nameless = read.filter((one) => one === 'nameless').length;
  const twice = rows.length - orders.length - others - nameless;
  return [
    t('options.try.found', { count: rows.length }),
    ...(rows.length > 0 ? [t('options.try.shown', { count: orders.length })] : []),
    ...(others > 0 ? [t('options.try.others', { count: others })] : []),
    ...(nameless > 0 ? [t('options.try.nameless', { count: nameless })] : []),
    ...(twice > 0 ? [t('options.try.twice', { count: twice })] : []),
  ].join(' ');
}
