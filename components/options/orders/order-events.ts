import type { AppErrorData } from '../../../lib/errors/app-error.ts';
import type { OrderPage } from '../../../lib/orders/model.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import type { SettingsProblem } from '../../../lib/settings/problems.ts';

export type ShopTestOutcome =
  | OrderPage
  | { problems: SettingsProblem[] }
  /** The browser did not get access to this host, so nothing was contacted. */
  | { refused: string }
  | { error: AppErrorData };

export interface OrderEvents {
  /** To be called in the click itself. `access` are permission patterns. */
  test(source: OrderSource, phone: E164, access: readonly string[]): Promise<ShopTestOutcome>;
}

/** What every form of a shop is given. */
export interface ShopFormProps {
  id: string;
  /** As it is kept; undefined: it is new. */
  saved: OrderSource | undefined;
  /** Called in the click itself. */
  onSave: (source: OrderSource, access: string[]) => void;
  onTest: OrderEvents['test'];
  onCancel: () => void;
  busy: boolean;
}
