/**
 * Where the secrets of what stands beside the chat about orders are, and where {@link keptOnDevice} stands for them: the
 * headers of a source by their names, of a page the key that signs its address. Pure.
 */
import { orderOrigin } from './addresses.ts';
import type { Embed } from './embed.ts';
import type { OrderRequest } from './order-source.ts';
import { isEmbed, type OrdersEntry } from './orders-entry.ts';
import { type Credentials, keptOnDevice } from './schema.ts';

/**
 * Under which the sealed store keeps them: no id of a connection has a colon. What the user has for an entry of policy is
 * kept for the host that it was typed for, whatever the policy names later, and apart from an own entry of the same id.
 */
export const orderSecretsKey = (entry: OrdersEntry, isFromPolicy: boolean): string =>
  isFromPolicy ? `orders:${entry.id} ${orderOrigin(entry)}` : `orders:${entry.id}`;

/** What the entry itself says, placeholders among it. */
export function givenOrderSecrets(entry: OrderRequest | Embed): Record<string, string> {
  if (!isEmbed(entry)) return entry.headers;
  return entry.sigKey === undefined ? {} : { sigKey: entry.sigKey };
}

/** The same entry with each secret as `change` makes it; undefined takes it away. */
export function mapOrderSecrets<T extends OrderRequest | Embed>(
  entry: T,
  change: (value: string, name: string) => string | undefined,
): T {
  const changed = Object.entries(givenOrderSecrets(entry)).flatMap(([name, value]) => {
    const next = change(value, name);
    return next === undefined ? [] : [[name, next] as const];
  });
  const secrets = Object.fromEntries(changed);
  if (!isEmbed(entry)) return { ...entry, headers: secrets };
  const { sigKey: _, ...rest } = entry;
  return { ...rest, ...secrets } as T;
}

/** With the real values. `kept` is what the sealed store has for it; what is missing there is left out. */
export const withOrderSecrets = <T extends OrderRequest | Embed>(
  entry: T,
  kept: Credentials | undefined,
): T => mapOrderSecrets(entry, (value, name) => (value === keptOnDevice ? kept?.[name] : value));

/** For the options page and files. */
export const withoutOrderSecrets = (entry: OrdersEntry, kept: Credentials | undefined): OrdersEntry =>
  mapOrderSecrets(withOrderSecrets(entry, kept), () => keptOnDevice);

/** Parts what goes to `storage.local` from what goes to the sealed store; null: nothing is left to keep there. */
export function partOrderSecrets(
  entry: OrdersEntry,
  before: Credentials | undefined,
): { stored: OrdersEntry; kept: Credentials | null } {
  const whole = withOrderSecrets(entry, before);
  const kept = givenOrderSecrets(whole);
  const stored = mapOrderSecrets(whole, () => keptOnDevice);
  return { stored, kept: Object.keys(kept).length > 0 ? kept : null };
}
