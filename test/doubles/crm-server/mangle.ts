import { isObject } from './json.ts';
import { mapLeaves } from './map-leaves.ts';

type How = 'null-data' | 'null-fields' | 'wrong-types' | 'not-an-object';

/** The keys under which the vendors' envelopes carry what was asked for. */
const payloadKeys = new Set(['data', 'item', 'items', 'values']);

const wrongType = (leaf: unknown): unknown => (typeof leaf === 'string' ? { text: leaf } : [leaf]);

/** A reply whose envelope is right and whose content is not. */
export function mangle(reply: unknown, how: How): unknown {
  if (how === 'not-an-object' || !isObject(reply)) return ['ok'];
  const spoil = (value: unknown): unknown => {
    if (how === 'null-data') return null;
    return mapLeaves(value, how === 'null-fields' ? () => null : wrongType);
  };
  return Object.fromEntries(
    Object.entries(reply).map(([key, value]) => [key, payloadKeys.has(key) ? spoil(value) : value]),
  );
}
