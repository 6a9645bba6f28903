/** The company's own fields (sections 3.3.3 and 3.9): what they are, and their values on the wire and in our model. */
import { AppError } from '../../errors/app-error.ts';
import type { CustomerField, FieldDefinition, FieldType, FieldValue } from '../model.ts';
import { type CustomValue, userFieldOf } from './user-row.ts';
import type { WireField } from './wire-rows.ts';

/** Section 3.3.3. The pushes of section 4 count 7 and 8 the other way round, so a push's types are not looked at. */
const types: ReadonlyMap<string, FieldType> = new Map([
  ['1', 'text'],
  ['2', 'multiline'],
  ['3', 'date'],
  ['4', 'time'],
  ['5', 'number'],
  ['6', 'single'],
  ['7', 'multi'],
  ['8', 'single'],
  ['9', 'cascade'],
]);

const prefix = 'custom:';
const customKey = (fieldId: string): string => `${prefix}${fieldId}`;
/** The vendor's id; null for a standard field. */
export const customId = (key: string): string | null =>
  key.startsWith(prefix) ? key.slice(prefix.length) : null;

/** What the page calls the company's own. */
const ownVariable = /^customfield\d*$/;

const folded = ({ field_variable }: WireField) => field_variable.replaceAll('_', '').toLowerCase();
const isValid = ({ field_status }: WireField) => field_status !== '0';

/**
 * Fields that every company has come in the same list: known by their names of variables, the page shows two of them, or
 * else by lacking what only the company's own have.
 */
const isOwn = (field: WireField): boolean =>
  userFieldOf(field.field_variable) === null &&
  (field.operate_type === '1' || ownVariable.test(folded(field)));

/** The company's own fields, without those that were deleted. One of a type that is not documented is only shown. */
export function customDefinitions(fields: readonly WireField[]): FieldDefinition[] {
  return fields
    .filter((field) => isValid(field) && isOwn(field))
    .map((field) => ({
      id: field.field_id,
      key: customKey(field.field_id),
      name: field.field_name || field.field_variable || field.field_id,
      type: types.get(field.field_type) ?? 'text',
      required: field.fill_flag === '1',
      ...(field.field_remark !== '' && { help: field.field_remark }),
      ...(!types.has(field.field_type) && { readOnly: true as const }),
      options: field.cus_field_data_info_list.flatMap(({ data_value, data_name }) =>
        data_value === '' ? [] : [{ value: data_value, label: data_name || data_value }],
      ),
    }));
}

/** Which of the fixed fields the company insists on, by variable name, folded. */
export function requiredVariables(fields: readonly WireField[]): ReadonlySet<string> {
  return new Set(fields.filter((field) => isValid(field) && field.fill_flag === '1').map(folded));
}

const levelVariables = ['viplevel', 'userlevel', 'level'];

/** The company's VIP levels: by id, as the pushes have them, or by value, as its other choices are written. */
export function levelOptions(fields: readonly WireField[]): FieldDefinition['options'] {
  const field = fields.find((one) => isValid(one) && levelVariables.includes(folded(one)));
  return (field?.cus_field_data_info_list ?? []).flatMap(({ data_id, data_value, data_name }) => {
    const value = data_id || data_value;
    return value === ''
      ? []
      : [{ value, label: data_name || value, ...(data_value !== '' && { alias: data_value }) }];
  });
}

/** A value as it is told, in our model. `null`: empty. */
export function customField(value: CustomValue): CustomerField {
  const key = customKey(value.fieldid);
  if (value.value === '') return { key, value: null, text: null };
  const type = types.get(value.type);
  const parts = value.value.split(',').flatMap((part) => part.trim() || []);
  switch (type) {
    case 'multi':
    case 'cascade':
      return { key, value: parts, text: value.text || null };
    case 'time':
      return { key, value: withoutZeroSeconds(value.value), text: null };
    default:
      return { key, value: value.value, text: value.text || null };
  }
}

/** A value made comparable: what is empty is null, a choice of several is a sorted text. */
export function plainValue(value: FieldValue): string | null {
  if (Array.isArray(value)) return value.length === 0 ? null : value.toSorted().join();
  return value?.trim() || null;
}

/**
 * What to send in `field_value`; `''` clears.
 * @throws AppError `INVALID_INPUT` where the value does not fit the field, `UNSUPPORTED` for a cascade, whose tree of
 *   options is not documented.
 */
export function customWireValue(definition: FieldDefinition, value: FieldValue): string {
  const invalid = () => new AppError('INVALID_INPUT', { detail: definition.key });
  if (definition.type === 'cascade' || definition.readOnly) {
    throw new AppError('UNSUPPORTED', { detail: 'a field of this type' });
  }
  if (definition.type === 'multi') {
    const chosen = Array.isArray(value) ? value : (value ?? '').split(',');
    const parts = [...new Set(chosen.map((part) => part.trim()).filter(Boolean))];
    if (parts.length === 0 && definition.required) throw invalid();
    if (!parts.every((part) => isOption(definition, part))) throw invalid();
    return parts.join();
  }
  if (Array.isArray(value)) throw invalid();
  const text = value?.trim() ?? '';
  if (text === '' && definition.required) throw invalid();
  if (text !== '' && !fits(definition, text)) throw invalid();
  return definition.type === 'time' && /^\d\d:\d\d$/.test(text) ? `${text}:00` : text;
}

/** Whether a value that was read may be sent back: the option may be gone, the field too. */
export function stillFits(definition: FieldDefinition | undefined, { value }: CustomValue): boolean {
  if (!definition) return false;
  if (definition.type === 'multi') return value.split(',').every((part) => isOption(definition, part.trim()));
  return definition.type === 'cascade' || definition.readOnly === true || fits(definition, value);
}

function fits(definition: FieldDefinition, text: string): boolean {
  switch (definition.type) {
    case 'single':
      return isOption(definition, text);
    case 'date':
      return isDate(text);
    case 'time':
      return /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$/.test(text);
    case 'number':
      return /^-?\d+(\.\d+)?$/.test(text);
    default:
      return true;
  }
}

const isOption = ({ options }: FieldDefinition, value: string) =>
  options.some((option) => option.value === value);

function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
}

const withoutZeroSeconds = (time: string) => time.replace(/^(\d\d:\d\d):00$/, '$1');
