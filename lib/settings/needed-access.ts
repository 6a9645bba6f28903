import { orderPatterns, patternsOf } from './addresses.ts';
import type { SettingsDraft } from './schema.ts';

/** The permission patterns that these settings cannot do without, each once. */
export function neededAccess({
  connections,
  orders = [],
}: Pick<SettingsDraft, 'connections' | 'orders'>): string[] {
  return [...new Set([...connections.flatMap(patternsOf), ...orders.flatMap(orderPatterns)])];
}
