import { useRef } from 'preact/hooks';

/**
 * The items in the order in which they were first shown, new ones behind: what is read anew never moves what the
 * pointer is on. `of` names the list: another one starts anew.
 */
export function useSteadyOrder<T>(items: readonly T[], keyOf: (item: T) => string, of: string): T[] {
  const shown = useRef<{ of: string; keys: string[] }>({ of, keys: [] });
  const byKey = new Map(items.map((item) => [keyOf(item), item]));
  const before = shown.current.of === of ? shown.current.keys : [];
  const standing = before.filter((key) => byKey.has(key));
  const known = new Set(standing);
  const keys = [...standing, ...[...byKey.keys()].filter((key) => !known.has(key))];
  shown.current = { of, keys };
  return keys.flatMap((key) => byKey.get(key) ?? []);
}
