/** Changes of what stands beside the chat about orders. Pure. */
import { isEmbed, isSource, type OrdersEntry } from './orders-entry.ts';
import type { SettingsDraft } from './schema.ts';

/** In the place of the one of its id, else behind those of its kind; shops stand before pages. */
export function withOrdersEntry(settings: SettingsDraft, entry: OrdersEntry): SettingsDraft {
  const { orders = [] } = settings;
  const isNew = !orders.some(({ id }) => id === entry.id);
  const now = isNew ? [...orders, entry] : orders.map((one) => (one.id === entry.id ? entry : one));
  return { ...settings, orders: [...now.filter(isSource), ...now.filter(isEmbed)] };
}

/** Without the one of this id. */
export function withoutOrdersEntry({ orders = [], ...others }: SettingsDraft, id: string): SettingsDraft {
  const now = orders.filter((one) => one.id !== id);
  return now.length > 0 ? { ...others, orders: now } : others;
}

/** The first id of this kind that nothing among the orders has. */
export function freshOrdersId({ orders = [] }: SettingsDraft, kind: 'shop' | 'page'): string {
  const used = new Set(orders.map(({ id }) => id));
  let count = 1;
  while (used.has(`${kind}-${count}`)) count += 1;
  return `${kind}-${count}`;
}
