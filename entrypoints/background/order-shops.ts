import type { OrderShop } from '../../lib/flow/order-desk.ts';
import { type Exchange, exchange } from '../../lib/orders/exchange.ts';
import { createJsonSource } from '../../lib/orders/json-source.ts';
import type { OrderCustomer } from '../../lib/orders/model.ts';
import type { OrderPort } from '../../lib/orders/port.ts';
import { orderAddresses } from '../../lib/settings/addresses.ts';
import type { OrderRequest, OrderSource } from '../../lib/settings/order-source.ts';
import { permissionPattern } from '../../lib/settings/permission-pattern.ts';
import { buildHttpClient } from './build-adapter.ts';

/** ms: orders are waited for less than the customer is. */
const deadline = 10_000;

const openShop = (source: OrderSource): OrderPort =>
  createJsonSource(source, buildHttpClient(source.allowPlainHttp, deadline));

/** Asks as it is typed, for people to look at. */
export const tryShop = (source: OrderRequest, customer: OrderCustomer): Promise<Exchange[]> =>
  exchange(source, buildHttpClient(source.allowPlainHttp, deadline), customer, AbortSignal.timeout(30_000));

/** One port a source, kept while its settings stay as they are: it holds the limiter and the server's clock. */
export function createOrderShops(sources: () => Promise<readonly OrderSource[]>) {
  const open = new Map<string, { from: string; port: OrderPort }>();

  return async function shops(): Promise<OrderShop[]> {
    return (await sources()).map((source) => {
      const from = JSON.stringify(source);
      const known = open.get(source.id);
      const port = known?.from === from ? known.port : openShop(source);
      open.set(source.id, { from, port });
      return { id: source.id, port, pattern: permissionPattern(orderAddresses(source)[0] ?? '') };
    });
  };
}
