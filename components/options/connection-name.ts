import { t } from '../../lib/i18n/index.ts';
import type { ConnectionDraft } from '../../lib/settings/schema.ts';

/** A connection's name for people. */
export function connectionName(connection: ConnectionDraft): string {
  return connection.name ?? t(`provider.${connection.provider}`);
}
