import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { Exchange } from '../../../lib/orders/exchange.ts';
import type { OrderCustomer } from '../../../lib/orders/model.ts';
import type { OrderRequest, OrderSource } from '../../../lib/settings/order-source.ts';
import type { SettingsProblem } from '../../../lib/settings/problems.ts';

export type TryOutcome =
  | Exchange[]
  | { problems: SettingsProblem[] }
  /** The browser did not get access to this host, so nothing was contacted. */
  | { refused: string }
  | { error: AppErrorData };

export interface OrderEvents {
  /** To be called in the click itself. `access` are permission patterns. */
  try(source: OrderRequest, customer: OrderCustomer, access: readonly string[]): Promise<TryOutcome>;
}

/** What every form of a shop is given. */
export interface ShopFormProps {
  id: string;
  /** As it is kept; undefined: it is new. */
  saved: OrderSource | undefined;
  /** Called in the click itself. */
  onSave: (source: OrderSource, access: string[]) => void;
  onTry: OrderEvents['try'];
  onCancel: () => void;
  busy: boolean;
}
