import type { FieldValue } from './model.ts';
import type { LookupOption } from './port.ts';

/** A chosen region as the value of a field: each level by id and name, from the largest down. */
export const regionOf = (levels: readonly LookupOption[]): FieldValue =>
  levels.length === 0 ? null : levels.map(({ value, label }) => `${value} ${label}`);

/** The levels of {@link regionOf}; null for what is none. */
export function levelsOf(region: FieldValue): LookupOption[] | null {
  if (!Array.isArray(region)) return null;
  const levels = region.map((level) => {
    const at = level.indexOf(' ');
    return { value: level.slice(0, Math.max(at, 0)), label: level.slice(at + 1) };
  });
  return levels.every(({ value, label }) => value !== '' && label !== '') ? levels : null;
}
