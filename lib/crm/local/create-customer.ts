import type { E164 } from '../../phone/e164.ts';
import type { TimelineEvent } from '../model.ts';
import type { Change } from '../port.ts';
import { definitionOf, setValue, shown } from './edit-fields.ts';
import { checkedValue } from './field-values.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import type { Written } from './written.ts';

/** A new customer, with a number where there is one. A required field may still be missing: a chat gives only a number and a name. */
export function createCustomer(
  change: Extract<Change, { kind: 'create' }>,
  catalogue: LocalCatalogueRow,
  { id, at }: { id: string; at: string },
): Written {
  const customer = emptyCustomer(id, change.phone, at);
  const changes: TimelineEvent['changes'] = change.phone
    ? [{ field: 'phone', from: null, to: change.phone }]
    : [];
  for (const { key, value } of [{ key: 'name', value: change.name }, ...change.fields]) {
    const definition = definitionOf(catalogue, key);
    const kept = checkedValue({ ...definition, required: false }, value);
    if (kept === null) continue;
    setValue(customer, key, kept);
    changes.push({ field: definition.name ?? key, from: null, to: shown(definition, kept) });
  }
  return { customer, catalogue: null, events: [{ kind: 'created', summary: null, changes }] };
}

function emptyCustomer(id: string, phone: E164 | null, at: string): LocalCustomer {
  return {
    id,
    name: null,
    phones: phone ? [phone] : [],
    email: null,
    sex: null,
    birthday: null,
    address: null,
    company: null,
    profession: null,
    income: null,
    remark: null,
    source: null,
    level: null,
    stage: null,
    tagIds: [],
    fields: {},
    blocked: false,
    createdAt: at,
    updatedAt: at,
  };
}
