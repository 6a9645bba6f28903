import { browser } from 'wxt/browser';
import { patternsOf } from '../../lib/settings/addresses.ts';
import type { SettingsService } from '../../lib/settings/settings-service.ts';

/** The first origin pattern of a connection that the browser does not let us reach; null: it lets us reach all. */
export async function missingAccess(
  settings: Pick<SettingsService, 'current'>,
  connectionId: string,
): Promise<string | null> {
  const { connections } = (await settings.current()).settings;
  const connection = connections.find((one) => one.id === connectionId);
  const patterns = connection ? patternsOf(connection) : [];
  const granted = await Promise.all(
    patterns.map((pattern) => browser.permissions.contains({ origins: [pattern] })),
  );
  return patterns.find((_, index) => !granted[index]) ?? null;
}
