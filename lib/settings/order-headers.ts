/** Where the values of a source's headers stand, and where {@link keptOnDevice} stands for them. Pure. */
import type { OrderSource } from './order-source.ts';
import { type Credentials, keptOnDevice } from './schema.ts';

/** Under which the sealed store keeps them: no id of a connection has a colon. */
export const headersKey = (sourceId: string): string => `orders:${sourceId}`;

/** The same source with each header as `change` makes it; undefined takes it away. */
export function mapHeaders(
  source: OrderSource,
  change: (value: string, name: string) => string | undefined,
): OrderSource {
  const headers = Object.entries(source.headers).flatMap(([name, value]) => {
    const next = change(value, name);
    return next === undefined ? [] : [[name, next] as const];
  });
  return { ...source, headers: Object.fromEntries(headers) };
}

/** With the real values. `kept` is what the sealed store has for it; what is missing there is left out. */
export const withHeaders = (source: OrderSource, kept: Credentials | undefined): OrderSource =>
  mapHeaders(source, (value, name) => (value === keptOnDevice ? kept?.[name] : value));

/** For the options page and files. */
export const withoutHeaders = (source: OrderSource, kept: Credentials | undefined): OrderSource =>
  mapHeaders(withHeaders(source, kept), () => keptOnDevice);

/** Parts what goes to `storage.local` from what goes to the sealed store; null: nothing is left to keep there. */
export function partHeaders(
  source: OrderSource,
  before: Credentials | undefined,
): { stored: OrderSource; kept: Credentials | null } {
  const { headers } = withHeaders(source, before);
  const stored = mapHeaders({ ...source, headers }, () => keptOnDevice);
  return { stored, kept: Object.keys(headers).length > 0 ? headers : null };
}
