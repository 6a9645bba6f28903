/** A WooCommerce shop as its form holds it, and back. Pure. */
import { wooCommerceAddress, wooCommerceSource } from '../../../lib/orders/presets.ts';
import type { OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';

export interface ShopValues {
  name: string;
  address: string;
  /** `keptOnDevice` while the kept ones are not replaced; so the secret. */
  key: string;
  secret: string;
}
export type ShopErrors = Partial<
  Record<keyof ShopValues, 'missing' | 'not-an-address' | 'not-https' | 'both'>
>;

export const newShop: ShopValues = { name: '', address: 'https://', key: '', secret: '' };

export function shopValuesOf(source: OrderSource): ShopValues {
  const kept = source.headers.Authorization === undefined ? '' : keptOnDevice;
  return { name: source.name ?? '', address: wooCommerceAddress(source), key: kept, secret: kept };
}

/** The source that these values make, or what is wrong with each field. `saved`: as it is kept; undefined: it is new. */
export function shopOf(
  id: string,
  values: ShopValues,
  saved: OrderSource | undefined,
): { source: OrderSource } | { errors: ShopErrors } {
  const errors: ShopErrors = {};
  const address = values.address.trim().replace(/\/+$/, '');
  const [key, secret] = [values.key.trim(), values.secret.trim()];
  const problem = addressProblem(address);
  if (problem) errors.address = problem;
  if (key === '') errors.key = 'missing';
  if (secret === '') errors.secret = 'missing';
  const isKept = key === keptOnDevice && secret === keptOnDevice;
  const isHalfKept = !isKept && [key, secret].includes(keptOnDevice);
  // Kept keys go to no other host than the one they were typed for.
  const isMoved = isKept && saved !== undefined && originOf(wooCommerceAddress(saved)) !== originOf(address);
  if (isHalfKept || isMoved) {
    if (key === keptOnDevice) errors.key = 'both';
    if (secret === keptOnDevice) errors.secret = 'both';
  }
  if (Object.keys(errors).length > 0) return { errors };
  const authorization = isKept ? keptOnDevice : `Basic ${btoa(`${key}:${secret}`)}`;
  return { source: wooCommerceSource({ id, name: values.name.trim(), address, authorization }) };
}

function addressProblem(address: string): ShopErrors['address'] | null {
  if (/^(https?:)?\/*$/.test(address)) return 'missing';
  if (!URL.canParse(address) || /[{}?#\s]/.test(address)) return 'not-an-address';
  const { protocol, username, password } = new URL(address);
  if (protocol === 'http:') return 'not-https';
  return protocol === 'https:' && username === '' && password === '' ? null : 'not-an-address';
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');
