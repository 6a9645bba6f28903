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
import { fieldLabel } from '../../words/field-label.ts';
import { definitionOf, valueText } from '../../words/field-value.ts';

export interface FieldRow {
  key: string;
  label: string;
  definition: FieldDefinition;
  value: FieldValue;
  /** What to show; null where nothing is known. */
  text: string | null;
  writable: boolean;
}

/** What every customer may have and what the company has, in the company's order. */
export function fieldRows(
  customer: Customer,
  catalogue: Catalogue | null,
  capabilities: Capabilities,
): FieldRow[] {
  return keysInOrder(customer, catalogue).flatMap((key) => {
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

/** As the catalogue orders them; a standard field that it does not name stands behind its usual neighbour. */
function keysInOrder(customer: Customer, catalogue: Catalogue | null): string[] {
  const keys = [...new Set(catalogue?.fields.map(({ key }) => key))];
  for (const [at, key] of standardFields.entries()) {
    if (keys.includes(key)) continue;
    const before = standardFields[at - 1];
    keys.splice(before === undefined ? 0 : keys.indexOf(before) + 1, 0, key);
  }
  return [...new Set([...keys, ...customer.fields.map(({ key }) => key)])];
}

/** A back end may have two values for one option: the form knows the first. */
function chosenOption(value: FieldValue, { options }: FieldDefinition): FieldValue {
  return options.find((option) => option.alias !== undefined && option.alias === value)?.value ?? value;
}

function currentValue(customer: Customer, key: string): FieldValue {
  if (isStandardField(key)) return customer[key];
  return customer.fields.find((field) => field.key === key)?.value ?? null;
}
