import { AppError } from '../../errors/app-error.ts';
import { type FieldDefinition, type FieldValue, isStandardField, type TimelineEvent } from '../model.ts';
import type { FieldEdit } from '../port.ts';
import { standardDefinitions } from './field-definitions.ts';
import { checkedValue, sameValue, valueText } from './field-values.ts';
import { phoneDefinition, phonesIn, phonesValue } from './phones.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import type { Written } from './written.ts';

/** All edits or none. Throws `CONFLICT` when a field holds neither what the agent saw nor what the agent wants. */
export function editFields(
  customer: LocalCustomer,
  catalogue: LocalCatalogueRow,
  edits: FieldEdit[],
): Written {
  const edited = { ...customer, fields: { ...customer.fields } };
  const changes: TimelineEvent['changes'] = [];
  for (const { key, from, to } of edits) {
    const isPhone = key === phoneDefinition.key;
    const definition = isPhone ? phoneDefinition : definitionOf(catalogue, key);
    const phones = isPhone ? phonesIn(to) : [];
    const value = isPhone ? phonesValue(phones) : checkedValue(definition, to);
    const current = isPhone ? phonesValue(edited.phones) : currentValue(edited, key);
    if (sameValue(current, value)) continue;
    if (!sameValue(current, from)) throw new AppError('CONFLICT', { detail: `field ${key}` });
    if (isPhone) edited.phones = phones;
    else setValue(edited, key, value);
    changes.push({
      field: definition.name ?? key,
      from: shown(definition, current),
      to: shown(definition, value),
    });
  }
  const events = changes.length > 0 ? [{ kind: 'edited' as const, summary: null, changes }] : [];
  return { customer: edited, catalogue: null, events };
}

/** Throws `INVALID_INPUT` for a field that nobody has. */
export function definitionOf(catalogue: LocalCatalogueRow, key: string): FieldDefinition {
  const definition = [...standardDefinitions, ...catalogue.fields].find((one) => one.key === key);
  if (!definition) throw new AppError('INVALID_INPUT', { detail: `no field ${key}` });
  return definition;
}

function currentValue(customer: LocalCustomer, key: string): FieldValue {
  return isStandardField(key) ? customer[key] : (customer.fields[key] ?? null);
}

/** `value` has been checked against the field's definition; standard fields hold text. */
export function setValue(customer: LocalCustomer, key: string, value: FieldValue): void {
  if (isStandardField(key)) customer[key] = Array.isArray(value) ? value.join(', ') : value;
  else if (value === null) delete customer.fields[key];
  else customer.fields[key] = value;
}

export function shown(definition: FieldDefinition, value: FieldValue): string | null {
  return valueText(definition, value) ?? (Array.isArray(value) ? value.join(', ') : value);
}
