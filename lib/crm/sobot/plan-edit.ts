/** What an edit means for a row as it is now. Pure. */
import { AppError } from '../../errors/app-error.ts';
import type { FieldDefinition, FieldValue } from '../model.ts';
import type { Change } from '../port.ts';
import { customField, customId, customWireValue, plainValue } from './custom-fields.ts';
import { regionFields } from './regions.ts';
import {
  editOnlyKeys,
  isWrittenKey,
  longestName,
  plainText,
  standardValue,
  standardWireValue,
  type WrittenKey,
  wireField,
} from './standard-fields.ts';
import type { UserField, UserRow } from './user-row.ts';

/** New texts; `''` clears. */
export interface EditPlan {
  fields: Partial<Record<UserField, string>>;
  /** By the custom field's id. */
  custom: Map<string, string>;
}

type Edit = Extract<Change, { kind: 'edit' }>;

/**
 * @throws AppError `CONFLICT` where the agent saw something else, `INVALID_INPUT` for a value that the field does not
 *   take, `UNSUPPORTED` for a field that cannot be written.
 */
export function planEdit({ edits }: Edit, row: UserRow, definitions: readonly FieldDefinition[]): EditPlan {
  const plan: EditPlan = { fields: {}, custom: new Map() };
  for (const { key, from, to } of edits) {
    const field = customId(key);
    if (field === null) planStandard(plan, row, definitions, key, from, to);
    else planCustom(plan, row, definitionOf(key, definitions), from, to);
  }
  return plan;
}

/** The fields of a new customer; what is empty is left out. Throws as {@link planEdit} does. */
export function planFields(
  fields: readonly { key: string; value: FieldValue }[],
  definitions: readonly FieldDefinition[],
): EditPlan {
  const plan: EditPlan = { fields: {}, custom: new Map() };
  for (const { key, value } of fields) {
    if (plainValue(value) === null) continue;
    const id = customId(key);
    if (editOnlyKeys.some((one) => one === key)) throw new AppError('UNSUPPORTED', { detail: 'field' });
    if (key === 'address') Object.assign(plan.fields, regionFields(value));
    else if (id !== null) plan.custom.set(id, customWireValue(definitionOf(key, definitions), value));
    else {
      const standard = writable(key);
      plan.fields[wireField(standard, null)] = sendable(standard, value, definitions);
    }
  }
  const given = new Set(fields.filter(({ value }) => plainValue(value) !== null).map(({ key }) => key));
  const missing = definitions.find(
    ({ key, required, type, readOnly }) =>
      required && type !== 'cascade' && !readOnly && !isGiven(key) && !given.has(key),
  );
  if (missing) throw new AppError('INVALID_INPUT', { detail: missing.key });
  return plan;
}

/** What a new customer has without a form, or cannot have yet. */
const isGiven = (key: string): boolean => editOnlyKeys.some((one) => one === key);

function planStandard(
  plan: EditPlan,
  row: UserRow,
  definitions: readonly FieldDefinition[],
  asked: string,
  from: FieldValue,
  to: FieldValue,
): void {
  const key = writable(asked);
  const wish = sendable(key, to, definitions);
  const same = (value: string | null | undefined) => canonical(key, value, definitions);
  const now = same(standardValue(row, key));
  if (now === same(plainText(to))) return;
  if (now !== same(plainText(from))) throw new AppError('CONFLICT', { detail: key });
  if (key === 'company' && row.fields.enterpriseid) {
    throw new AppError('UNSUPPORTED', { detail: 'the company is a record of its own' });
  }
  // The real name stands for the name where there is no other: that one stays.
  if (key === 'realName' && !row.fields.nick && row.fields.uname) plan.fields.nick = row.fields.uname;
  plan.fields[wireField(key, row)] = key === 'vipLevel' ? spelt(wish, row, definitions) : wish;
}

function planCustom(
  plan: EditPlan,
  row: UserRow,
  definition: FieldDefinition,
  from: FieldValue,
  to: FieldValue,
): void {
  const wish = customWireValue(definition, to);
  const stored = row.custom?.find(({ fieldid }) => fieldid === definition.id);
  if (row.custom === null && from !== null) throw new AppError('CONFLICT', { detail: definition.key });
  const now = stored ? plainValue(customField(stored).value) : null;
  if (now === plainValue(to)) return;
  if (now !== plainValue(from)) throw new AppError('CONFLICT', { detail: definition.key });
  plan.custom.set(definition.id, wish);
}

/** Two values of one level are the same. */
function canonical(
  key: WrittenKey,
  value: string | null | undefined,
  definitions: readonly FieldDefinition[],
): string | null | undefined {
  if (key !== 'vipLevel' || !value) return value;
  return levelOf(value, definitions)?.value ?? value;
}

const levelOf = (value: string, definitions: readonly FieldDefinition[]) =>
  definitions
    .find((one) => one.key === 'vipLevel')
    ?.options.find((option) => option.value === value || option.alias === value);

/** As the customer's present level is written. */
function spelt(wish: string, row: UserRow, definitions: readonly FieldDefinition[]): string {
  const level = levelOf(wish, definitions);
  const present = row.fields.vip_level ?? '';
  const byAlias = present !== '' && levelOf(present, definitions)?.alias === present;
  return (byAlias ? level?.alias : level?.value) ?? wish;
}

function writable(key: string): WrittenKey {
  if (!isWrittenKey(key)) throw new AppError('UNSUPPORTED', { detail: 'field' });
  return key;
}

function sendable(key: WrittenKey, value: FieldValue, definitions: readonly FieldDefinition[]): string {
  const text = plainText(value);
  const wish = text === undefined ? null : standardWireValue(key, text);
  if (wish === null && key === 'sex' && text === null) {
    throw new AppError('UNSUPPORTED', { detail: 'sex cannot be cleared' });
  }
  const required = definitions.some((one) => one.key === key && one.required);
  const isName = key === 'name' || key === 'realName';
  const tooLong = isName && [...(text ?? '')].length > longestName;
  const isNoLevel = key === 'vipLevel' && !!text && !levelOf(text, definitions);
  if (wish === null || tooLong || isNoLevel || (required && text === null)) {
    throw new AppError('INVALID_INPUT', { detail: key });
  }
  return wish;
}

function definitionOf(key: string, definitions: readonly FieldDefinition[]): FieldDefinition {
  const definition = definitions.find((one) => one.key === key);
  if (!definition) throw new AppError('UNSUPPORTED', { detail: 'field' });
  return definition;
}
