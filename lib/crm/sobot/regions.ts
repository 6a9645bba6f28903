/** The region of a customer: three levels, each by id and name. */
import { AppError } from '../../errors/app-error.ts';
import type { FieldValue } from '../model.ts';
import type { LookupKind } from '../port.ts';
import { levelsOf } from '../region.ts';
import type { Lookups } from './lookups.ts';
import type { UserField, UserRow } from './user-row.ts';

const levels = [
  { kind: 'province', id: 'proviceid', name: 'provice_name' },
  { kind: 'city', id: 'cityid', name: 'city_name' },
  { kind: 'area', id: 'areaid', name: 'area_name' },
] as const satisfies readonly { kind: LookupKind; id: UserField; name: UserField }[];

export const regionKinds: LookupKind[] = levels.map(({ kind }) => kind);

/** By names, from the largest down; an id whose name is not known stands for itself. Null: none. */
export function regionText({ fields }: UserRow): string | null {
  const names = levels.flatMap(({ id, name }) => fields[name] || fields[id] || []);
  return names.length === 0 ? null : names.join(' ');
}

/** What section 3.1 takes. @throws AppError `INVALID_INPUT` for what is no region. */
export function regionFields(region: FieldValue): Partial<Record<UserField, string>> {
  const chosen = levelsOf(region);
  if (!chosen || chosen.length > levels.length) throw new AppError('INVALID_INPUT', { detail: 'address' });
  return Object.fromEntries(
    levels.flatMap(({ id, name }, index) => {
      const choice = chosen[index];
      return choice ? [[id, choice.value] as const, [name, choice.label] as const] : [];
    }),
  );
}

/** The row with names for those of its regions that it tells by id only; what cannot be found out stays an id. */
export async function withRegionNames(row: UserRow, lookups: Lookups, signal: AbortSignal): Promise<UserRow> {
  const named = await Promise.all(
    levels.map(async ({ kind, id, name }, index) => {
      const value = row.fields[id];
      if (!value || row.fields[name]) return {};
      const above = levels[index - 1];
      const parent = above ? (row.fields[above.id] ?? '') : null;
      const choices = await lookups(kind, parent, signal).catch(() => []);
      const found = choices.find((choice) => choice.value === value);
      return found ? { [name]: found.label } : {};
    }),
  );
  return { ...row, fields: Object.assign({}, row.fields, ...named) };
}
