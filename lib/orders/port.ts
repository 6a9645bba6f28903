import type { OrderCustomer, OrderPage } from './model.ts';

/** A shop, or whatever else orders are kept in. Throws `AppError` only. */
export interface OrderPort {
  capabilities: {
    /** Whether more than one page can be read. */
    pages: boolean;
  };
  /**
   * The customer's orders, newest first as far as the shop says so; none of anybody else. Throws `UNSUPPORTED` where
   * nothing is known of the customer by which this shop could be asked.
   *
   * @param cursor `next` of the page before; null: the first page.
   */
  find(customer: OrderCustomer, cursor: string | null, signal: AbortSignal): Promise<OrderPage>;
}
