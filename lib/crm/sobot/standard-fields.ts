import type { FieldDefinition, FieldValue, StandardField } from '../model.ts';
import { textOf, type UserField, type UserRow } from './user-row.ts';

/** Standard fields that an update can write (section 3.2.1), and where they stand on the wire. */
const written = {
  name: 'nick',
  email: 'email',
  sex: 'sex',
  company: 'enterprise_name',
  remark: 'remark',
  level: 'is_vip',
} as const satisfies Partial<Record<StandardField, UserField>>;

export type WrittenKey = keyof typeof written;
export const writtenKeys = Object.keys(written) as WrittenKey[];
/** Shown only: neither a new customer nor an update takes a source. A region is taken with a new customer alone. */
export const shownKeys = ['source'] as const satisfies readonly StandardField[];

export function isWrittenKey(key: string): key is WrittenKey {
  return Object.hasOwn(written, key);
}

/** Where a customer's value stands: the name that is shown may be the real one. */
export function wireField(key: WrittenKey, row: UserRow | null): UserField {
  const realName = key === 'name' && row && !row.fields.nick && row.fields.uname;
  return realName ? 'uname' : written[key];
}

const sexes: ReadonlyMap<string, string> = new Map([
  ['1', 'male'],
  ['2', 'female'],
]);
const vip = 'VIP';

/** Null: empty, or not told. */
export function standardValue(row: UserRow, key: WrittenKey): string | null {
  switch (key) {
    case 'name':
      return textOf(row, 'nick') ?? textOf(row, 'uname');
    case 'sex':
      return sexes.get(row.fields.sex ?? '') ?? null;
    case 'level':
      return row.fields.is_vip === '1' ? vip : null;
    default:
      return textOf(row, written[key]);
  }
}

/** What to send; `''` clears; null where the vendor has no word for the value. */
export function standardWireValue(key: WrittenKey, value: string | null): string | null {
  switch (key) {
    case 'sex':
      return [...sexes].find(([, name]) => name === value)?.[0] ?? null;
    case 'level':
      return value === null ? '0' : value === vip ? '1' : null;
    default:
      return value ?? '';
  }
}

/** A value as the panel gives it, made comparable with {@link standardValue}; `undefined`: not a text. */
export function plainText(value: FieldValue): string | null | undefined {
  return Array.isArray(value) ? undefined : value?.trim() || null;
}

/** The longest name, in characters (section 3.1). */
export const longestName = 50;

const variables: Record<WrittenKey, string> = {
  name: 'nick',
  email: 'email',
  sex: 'sex',
  company: 'enterprisename',
  remark: 'remark',
  level: 'isvip',
};

/** @param required variables of fixed fields that the company insists on, folded. */
export function standardDefinitions(
  required: ReadonlySet<string>,
  sources: { value: string; label: string }[],
): FieldDefinition[] {
  const definition = (key: StandardField, more: Partial<FieldDefinition> = {}): FieldDefinition => ({
    id: key,
    key,
    name: null,
    type: 'text',
    required: isWrittenKey(key) && required.has(variables[key]),
    options: [],
    ...more,
  });
  return [
    definition('name'),
    definition('email'),
    definition('sex', {
      type: 'single',
      options: [
        { value: 'female', label: 'Female' },
        { value: 'male', label: 'Male' },
      ],
    }),
    definition('address'),
    definition('company'),
    definition('remark', { type: 'multiline' }),
    definition('source', { type: 'single', options: sources }),
    definition('level', { type: 'single', options: [{ value: vip, label: vip }] }),
  ];
}
