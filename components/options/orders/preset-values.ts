/** A shop of a preset as its form holds it, and back. Pure. */
import { headerOf, presetAddress, presetSource, shopPresets } from '../../../lib/orders/presets.ts';
import { isHeaderValue, type OrderPreset, type OrderSource } from '../../../lib/settings/order-source.ts';
import { keptOnDevice } from '../../../lib/settings/schema.ts';
import { presetWords } from './preset-words.ts';

export interface PresetValues {
  name: string;
  address: string;
  /** Each `keptOnDevice` while the kept ones are not replaced. */
  secrets: readonly string[];
}
export type SecretProblem = 'missing' | 'unsendable' | 'both';
export interface PresetErrors {
  address?: 'missing' | 'not-an-address' | 'not-https';
  /** By their place. */
  secrets: Readonly<Record<number, SecretProblem>>;
}

export function newPreset(preset: OrderPreset): PresetValues {
  return { name: '', address: 'https://', secrets: presetWords[preset].secrets.map(() => '') };
}

export function presetValuesOf(preset: OrderPreset, source: OrderSource): PresetValues {
  const kept = source.headers[shopPresets[preset].header.name] === undefined ? '' : keptOnDevice;
  return {
    name: source.name ?? '',
    address: presetAddress(preset, source),
    secrets: presetWords[preset].secrets.map(() => kept),
  };
}

/** The source that these values make, or what is wrong with each field. `saved`: as it is kept; undefined: it is new. */
export function presetSourceOf(
  preset: OrderPreset,
  id: string,
  values: PresetValues,
  saved: OrderSource | undefined,
): { source: OrderSource } | { errors: PresetErrors } {
  const address = values.address.trim().replace(/\/+$/, '');
  const secrets = values.secrets.map((secret) => secret.trim());
  const isKept = secrets.every((secret) => secret === keptOnDevice);
  // Kept keys go to no other host than the one they were typed for.
  const isMoved =
    isKept && saved !== undefined && originOf(presetAddress(preset, saved)) !== originOf(address);
  const mayKeep = isKept && !isMoved;
  const wrong = secrets.flatMap((secret, at) => {
    const problem = secretProblem(secret, mayKeep);
    return problem === null ? [] : [[at, problem] as const];
  });
  const problem = addressProblem(address);
  const key = isKept ? keptOnDevice : headerOf(preset, secrets);
  if (problem !== null || wrong.length > 0 || key === null) {
    return { errors: { ...(problem && { address: problem }), secrets: Object.fromEntries(wrong) } };
  }
  return { source: presetSource(preset, { id, name: values.name.trim(), address, key }) };
}

/** What is wrong with a secret as it is typed. */
export function secretProblem(secret: string, mayKeep: boolean): SecretProblem | null {
  if (secret === '') return 'missing';
  if (secret === keptOnDevice) return mayKeep ? null : 'both';
  return isHeaderValue(secret) ? null : 'unsendable';
}

function addressProblem(address: string): PresetErrors['address'] | null {
  if (/^(https?:)?\/*$/.test(address)) return 'missing';
  if (!URL.canParse(address) || /[{}?#\s]/.test(address)) return 'not-an-address';
  const { protocol, username, password } = new URL(address);
  if (protocol === 'http:') return 'not-https';
  return protocol === 'https:' && username === '' && password === '' ? null : 'not-an-address';
}

const originOf = (address: string): string => (URL.canParse(address) ? new URL(address).origin : '');
