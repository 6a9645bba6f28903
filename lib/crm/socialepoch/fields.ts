import type { FieldDefinition, FieldValue, StandardField } from '../model.ts';
import { birthdayFromWire, birthdayToWire } from './birthday.ts';
import type { Row, WrittenField } from './schema.ts';

/** Where our fields stand on SocialEpoch's wire. Tags and stage have changes of their own. */
const wireFields = {
  name: 'friendName',
  email: 'email',
  sex: 'sex',
  birthday: 'birthday',
  address: 'address',
  profession: 'profession',
  income: 'income',
  remark: 'desc',
  source: 'source',
} as const satisfies Partial<Record<StandardField, WrittenField>>;

export type FieldKey = keyof typeof wireFields;

export const fieldKeys = Object.keys(wireFields) as FieldKey[];

const types: Partial<Record<FieldKey, FieldDefinition['type']>> = { birthday: 'date', remark: 'multiline' };

export const fieldDefinitions: FieldDefinition[] = fieldKeys.map((key) => ({
  id: wireFields[key],
  key,
  name: null,
  type: types[key] ?? 'text',
  required: false,
  options: [],
}));

export function isFieldKey(key: string): key is FieldKey {
  return Object.hasOwn(wireFields, key);
}

export function wireField(key: FieldKey): WrittenField {
  return wireFields[key];
}

/** Null: empty, or not told. */
export function fieldValue(row: Row, key: FieldKey): string | null {
  const text = row.fields[wireFields[key]]?.trim() || null;
  return text && key === 'birthday' ? birthdayFromWire(text) : text;
}

/** A value as the panel gives it, made comparable with {@link fieldValue}; `undefined`: not a text. */
export function plainValue(value: FieldValue): string | null | undefined {
  if (Array.isArray(value)) return undefined;
  return value?.trim() || null;
}

/** What to send; `''` clears. */
export function wireValue(key: FieldKey, value: string | null, row: Row | null): string {
  if (value === null) return '';
  return key === 'birthday' ? birthdayToWire(value, row?.fields.birthday) : value;
}
