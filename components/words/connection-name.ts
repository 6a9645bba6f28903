import { formatNumber } from '../../lib/i18n/formats.ts';
import { t } from '../../lib/i18n/index.ts';
import type { Provider } from '../../lib/settings/schema.ts';

interface Connection {
  id: string;
  name?: string | null | undefined;
  provider: Provider;
}

/** What a connection goes by: its own name, else its CRM's, with a number where several of that have none. */
export function connectionName({ id, name, provider }: Connection, all: readonly Connection[]): string {
  if (name) return name;
  const alike = all.filter((one) => !one.name && one.provider === provider);
  const crm = t(`provider.${provider}`);
  return alike.length < 2 ? crm : `${crm} ${formatNumber(alike.findIndex((one) => one.id === id) + 1)}`;
}
