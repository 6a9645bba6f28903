/** The rows of "Details": which fields, in which order, with what value. Pure. */
import {
  type Catalogue,
  type Customer,
  type FieldDefinition,
  type FieldValue,
  isStandardField,
  standardFields,
} from '../../../lib/crm/model.ts';
import type { Capabilities } from '../../../lib/crm/port.ts';
import { formatDate } from '../../../lib/i18n/formats.ts';
import { fieldLabel } from '../../words/field-label.ts';

export interface FieldRow {
  key: string;
  label: string;
  definition: FieldDefinition;
  value: FieldValue;
  /** What to show; null where nothing is known. */
  text: string | null;
  writable: boolean;
}

/** Standard fields first, then the company's own as the catalogue orders them. */
export function fieldRows(
  customer: Customer,
  catalogue: Catalogue | null,
  capabilities: Capabilities,
): FieldRow[] {
  const own = catalogue?.fields.map((field) => field.key).filter((key) => !isStandardField(key)) ?? [];
  const custom = [...new Set([...own.filter((key) => !key.startsWith('custom:')), ...own])];
  const unlisted = customer.fields.map((field) => field.key).filter((key) => !custom.includes(key));
  return [...new Set([...standardFields, ...custom, ...unlisted])].flatMap((key) => {
    const access = capabilities.fields[key];
    if (access === undefined) return [];
    const definition = definitionOf(key, catalogue);
    const value = chosenOption(currentValue(customer, key), definition);
    const writable = (access === 'write' || access === 'edit-only') && capabilities.change.edit.able;
    const text = valueText(
      value,
      definition,
      customer.fields.find((field) => field.key === key)?.text ?? null,
    );
    if (text === null && !writable) return [];
    return [{ key, label: fieldLabel(key, catalogue), definition, value, text, writable }];
  });
}

/** Standard fields that no catalogue describes are one line of text. */
export function definitionOf(key: string, catalogue: Catalogue | null): FieldDefinition {
  const known = catalogue?.fields.find((field) => field.key === key);
  if (known) return known;
  const type = key === 'remark' ? 'multiline' : key === 'birthday' ? 'date' : 'text';
  return { id: key, key, name: null, type, required: false, options: [] };
}

/** A back end may have two values for one option: the form knows the first. */
function chosenOption(value: FieldValue, { options }: FieldDefinition): FieldValue {
  return options.find((option) => option.alias !== undefined && option.alias === value)?.value ?? value;
}

function currentValue(customer: Customer, key: string): FieldValue {
  if (isStandardField(key)) return customer[key];
  return customer.fields.find((field) => field.key === key)?.value ?? null;
}

function valueText(value: FieldValue, definition: FieldDefinition, given: string | null): string | null {
  if (given !== null) return given;
  if (value === null || value.length === 0) return null;
  const one = (part: string) => definition.options.find((option) => option.value === part)?.label ?? part;
  if (Array.isArray(value)) return value.map(one).join(definition.type === 'cascade' ? ' › ' : ', ');
  return definition.type === 'date' ? formatDate(value) : one(value);
}
