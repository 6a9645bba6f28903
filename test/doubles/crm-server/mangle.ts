import { isObject } from './json.ts';

type How = 'null-data' | 'null-fields' | 'wrong-types' | 'not-an-object';

/** The keys under which the vendors' envelopes carry what was asked for. */
const payloadKeys = new Set(['data', 'item', 'items']);

const leaves = (value: unknown, to: (leaf: unknown) => unknown): unknown => {
  if (Array.isArray(value)) return value.map((entry) => leaves(entry, to));
  if (!isObject(value)) return to(value);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, leaves(entry, to)]));
};

const wrongType = (leaf: unknown): unknown => (typeof leaf === 'string' ? { text: leaf } : [leaf]);

/** A reply whose envelope is right and whose content is not. */
export function mangle(reply: unknown, how: How): unknown {
  if (how === 'not-an-object' || !isObject(reply)) return ['ok'];
  const spoil = (value: unknown): unknown => {
    if (how === 'null-data') return null;
    return leaves(value, how === 'null-fields' ? () => null : wrongType);
  };
  return Object.fromEntries(
    Object.entries(reply).map(([key, value]) => [key, payloadKeys.has(key) ? spoil(value) : value]),
  );
}
