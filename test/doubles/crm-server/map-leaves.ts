import { isObject } from './json.ts';

/** The same JSON with every value that is neither array nor object replaced. */
export function mapLeaves(value: unknown, to: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((entry) => mapLeaves(entry, to));
  if (!isObject(value)) return to(value);
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, mapLeaves(entry, to)]));
}
