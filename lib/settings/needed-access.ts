import { patternsOf } from './addresses.ts';
import type { SettingsDraft } from './schema.ts';

/** The permission patterns that these settings cannot do without, each once. */
export function neededAccess({ connections }: Pick<SettingsDraft, 'connections'>): string[] {
  return [...new Set(connections.flatMap(patternsOf))];
}
