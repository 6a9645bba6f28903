/** What an update of a customer carries (section 3.2.1). Pure. */
import type { FieldDefinition } from '../model.ts';
import { stillFits } from './custom-fields.ts';
import type { EditPlan } from './plan-edit.ts';
import { type UserField, type UserRow, updatable } from './user-row.ts';

/**
 * What colleagues change by claiming, assigning and blocking, at any moment and without a look at the rest: it is left
 * out, so that nothing of it is undone by an edit of something else, until a write was seen to clear it.
 */
export const othersBusiness = [
  'crm_status',
  'liable_serviceid',
  'liable_service_name',
  'user_status',
] as const satisfies readonly UserField[];

const isOthersBusiness = (field: UserField): boolean => othersBusiness.some((one) => one === field);

/** Sent as numbers. */
const integers: ReadonlySet<UserField> = new Set<UserField>(['sex', 'crm_status']);

const numbered: ReadonlySet<UserField> = new Set<UserField>(['is_vip', 'user_status', 'sex', 'crm_status']);

/** `0` (not blocked, not VIP, not known) is as good as nothing. */
export const withoutZero = (field: UserField, text: string): string =>
  numbered.has(field) && text === '0' ? '' : text;

export const valueIn = ({ fields }: UserRow, field: UserField): string =>
  withoutZero(field, fields[field] ?? '');

export const customIn = ({ custom }: UserRow, id: string): string =>
  custom?.find(({ fieldid }) => fieldid === id)?.value ?? '';

/**
 * Every documented field as it was read, with the change in it. Never in it: a field that was not told, an empty text
 * that the agent did not choose, a value that is no option any more, and others' business but for what is in `back`.
 * @param back fields that a write clears when they are left out.
 */
export function updateBody(
  row: UserRow,
  change: EditPlan,
  definitions: readonly FieldDefinition[],
  back: ReadonlySet<string>,
): Record<string, string | number> {
  const body: Record<string, string | number> = {};
  for (const field of updatable) {
    const wish = change.fields[field];
    if (wish === undefined && isOthersBusiness(field) && !(back.has(field) && valueIn(row, field) !== '')) {
      continue;
    }
    const text = wish ?? row.fields[field];
    if (text === undefined || (text === '' && wish === undefined)) continue;
    if (wish === undefined && field === 'vip_level' && !isLevel(text, definitions)) continue;
    if (!integers.has(field)) body[field] = text;
    // 0 and the like stand for "not known" and are in no list of what may be sent.
    else if (/^[1-9]$/.test(text)) body[field] = Number(text);
  }
  const values = new Map<string, string>();
  for (const value of row.custom ?? []) {
    const definition = definitions.find(({ id }) => id === value.fieldid);
    if (value.value !== '' && stillFits(definition, value)) values.set(value.fieldid, value.value);
  }
  for (const [fieldid, value] of change.custom) values.set(fieldid, value);
  if (values.size > 0) {
    body.ex_field_str = JSON.stringify(
      [...values].map(([fieldid, field_value]) => ({ fieldid, field_value })),
    );
  }
  return body;
}

/** Where the company's levels are not known, any is taken for one. */
function isLevel(text: string, definitions: readonly FieldDefinition[]): boolean {
  const options = definitions.find(({ key }) => key === 'vipLevel')?.options ?? [];
  return options.length === 0 || options.some(({ value, alias }) => value === text || alias === text);
}
