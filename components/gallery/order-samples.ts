/** Orders for the sample views. */
import type { AppErrorData, ErrorCode } from '../../lib/errors/app-error.ts';
import type { Order } from '../../lib/orders/model.ts';
import type { PanelView } from '../../lib/panel/view.ts';
import { keys, type OrderSourceView, type OrdersView, type SourceOrders } from '../../lib/session/shapes.ts';
import type { OrderKind } from '../../lib/settings/order-source.ts';
import { ago, minute, now, setup } from './samples.ts';

const shop = { id: 'shop', name: 'Sapatos Online' };

export function orderOf(number: string, kind: OrderKind | null, more: Partial<Order> = {}): Order {
  return {
    id: number,
    number,
    placedAt: ago(60 * 24 * 4),
    status: { kind, text: kind ?? 'a caminho do balcão' },
    total: '389.80',
    currency: 'BRL',
    items: [
      { name: 'Blue suede shoes, 38', quantity: '1', total: '299.90' },
      { name: 'Shoe care set', quantity: '1', total: '89.90' },
    ],
    url: `https://shop.example/orders/${number}`,
    tracking: null,
    match: { by: 'chat' },
    ...more,
  };
}

const orders: Order[] = [
  orderOf('1047', 'sent', { tracking: 'https://track.example/1047' }),
  orderOf('1031', 'paid', { placedAt: ago(60 * 24 * 50), total: '159.90', items: [] }),
  orderOf('1012', 'delivered', { match: { by: 'email', value: 'ana@example.com' }, total: '79.90' }),
  orderOf('0988', 'cancelled', { currency: 'USD', total: '54.00' }),
  orderOf('0971', 'open'),
  orderOf('0950', null, { placedAt: 'antes do Natal', total: null }),
];

function said(more: Partial<SourceOrders> = {}): SourceOrders {
  return {
    orders,
    next: null,
    isCut: false,
    readAt: now - 5000,
    askedAt: now - 5000,
    error: null,
    needsAccess: null,
    ...more,
  };
}

const failed = (code: ErrorCode): AppErrorData => ({ code, retryable: false });

/** What shops said of Ana. */
function saidBy(sources: OrderSourceView[], orders: OrdersView): Pick<PanelView, 'setup' | 'orders'> {
  return { setup: { ...setup, orders: sources }, orders: { [keys.orders('crm', 'ana')]: orders } };
}

/** Of one shop. */
export const ofShop = (more: Partial<SourceOrders> = {}) => saidBy([shop], { shop: said(more) });

const none = { orders: [], readAt: null };
const text = '<b onclick="alert(1)">Maximiliane</b> von Hohenstein-Donaueschingen '.repeat(6);

/** By what the view is called. */
export const orderViews: Record<string, Pick<PanelView, 'setup' | 'orders'>> = {
  orders: ofShop(),
  'orders-reading': saidBy([shop], {}),
  'orders-none': ofShop({ orders: [] }),
  'orders-failed': ofShop({ ...none, error: failed('SERVER_DOWN') }),
  'orders-not-allowed': ofShop({ ...none, error: failed('FORBIDDEN') }),
  'orders-no-access': ofShop({
    ...none,
    error: failed('PERMISSION_MISSING'),
    needsAccess: 'https://shop.example/*',
  }),
  'orders-old': ofShop({ readAt: now - 12 * minute, error: failed('OFFLINE'), next: 'more' }),
  'orders-two-shops': saidBy([shop, { id: 'desk', name: 'Order desk' }], {
    shop: said({ orders: orders.slice(0, 1) }),
    desk: said({ orders: [] }),
  }),
  'orders-hard': ofShop({
    orders: [
      orderOf(`SO-${'9'.repeat(60)}`, null, {
        status: { kind: null, text },
        total: '123456789012345.99',
        items: [{ name: text, quantity: '1000', total: '-0.01' }],
      }),
    ],
  }),
};
