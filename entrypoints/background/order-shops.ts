import type { OrderShop } from '../../lib/flow/order-desk.ts';
import { createJsonSource } from '../../lib/orders/json-source.ts';
import type { OrderPort } from '../../lib/orders/port.ts';
import { orderAddresses } from '../../lib/settings/addresses.ts';
import type { OrderSource } from '../../lib/settings/order-source.ts';
import { permissionPattern } from '../../lib/settings/permission-pattern.ts';
import { buildHttpClient } from './build-adapter.ts';

/** ms: orders are waited for less than the customer is. */
const deadline = 10_000;

/** A source for one question, or for as long as it stays as it is. */
export const openShop = (source: OrderSource): OrderPort =>
  createJsonSource(source, buildHttpClient(source.allowPlainHttp, deadline));

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
