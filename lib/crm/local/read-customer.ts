import type { Customer, CustomerField, FieldDefinition } from '../model.ts';
import { valueText } from './field-values.ts';
import { phoneDefinition, phonesValue } from './phones.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';

/** A kept customer with the catalogue's words. Values of fields that were deleted since are still shown, as `other`. */
export function readCustomer(
  row: LocalCustomer,
  catalogue: LocalCatalogueRow,
  connectionId: string,
): Customer {
  const { phones, tagIds, fields, ...same } = row;
  const known = new Set(catalogue.fields.map((field) => field.key));
  return {
    ...same,
    connectionId,
    phones: phones.map((e164) => ({ raw: e164, e164 })),
    owner: null,
    tags: catalogue.groups.flatMap((group) => group.tags).filter((tag) => tagIds.includes(tag.id)),
    fields: [
      // The further ones stand by themselves.
      { key: phoneDefinition.key, value: phonesValue(phones), text: phones[0] ?? null },
      ...catalogue.fields.map((definition) => readField(definition, row)),
    ],
    other: Object.entries(fields)
      .filter(([key]) => !known.has(key))
      .map(([key, value]) => ({ name: key.replace(/^custom:/, ''), value: [value].flat().join(', ') })),
  };
}

function readField(definition: FieldDefinition, row: LocalCustomer): CustomerField {
  const value = row.fields[definition.key] ?? null;
  return { key: definition.key, value, text: valueText(definition, value) };
}
