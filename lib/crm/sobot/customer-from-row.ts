import { type Numbers, readStoredNumber, splitNumbers } from '../../phone/index.ts';
import type { Customer, CustomerField, CustomerPhone, CustomerState, FieldOption, Tag } from '../model.ts';
import type { SobotConnection } from './connection.ts';
import { customField } from './custom-fields.ts';
import { regionText } from './regions.ts';
import { standardValue, toldKeys } from './standard-fields.ts';
import { timeOf } from './times.ts';
import { textOf, type UserRow } from './user-row.ts';
import { wecomTags } from './wecom-tags.ts';

/** How this connection's stored numbers are read; the settings have checked the form. */
export function numbersOf({ numbers }: Pick<SobotConnection, 'numbers'>): Numbers {
  return numbers as Numbers;
}

/** By `crm_status` (section 3.1). */
const states: ReadonlyMap<string, CustomerState> = new Map([
  ['1', 'first-contact'],
  ['2', 'unassigned'],
  ['3', 'followed-up'],
  ['4', 'public-pool'],
]);

/** Plumbing that says nothing to an agent. */
const plumbing: ReadonlySet<string> = new Set([
  'pid',
  'companyid',
  'blackType',
  'createType',
  'create_type',
  'updateType',
  'update_type',
  'create_date',
  'createDate',
  'createServiceId',
  'create_serviceid',
  'updateUserId',
  'update_user_id',
  'helperServiceId',
  'helper_serviceid',
]);

export interface CardParts {
  stage: Customer['stage'];
  /** From section 2.10. */
  business: Tag[];
  /** The company's VIP levels, as far as they are known. */
  levels: readonly FieldOption[];
}

/** One row in our model. What the model has no place for is in `other`. */
export function customerFromRow(row: UserRow, connection: SobotConnection, parts: CardParts): Customer {
  const ownerId = textOf(row, 'liable_serviceid');
  const name = standardValue(row, 'name');
  const state = states.get(row.fields.crm_status ?? '');
  const other = Object.entries({ ...row.fixed, ...row.rest }).flatMap(([key, value]) => {
    const text = plumbing.has(key) || spokenFor.has(key) ? '' : plain(value);
    return text === '' ? [] : [{ name: key, value: text }];
  });
  return {
    id: row.id,
    connectionId: connection.id,
    name,
    phones: phonesOf(row, numbersOf(connection)),
    email: standardValue(row, 'email'),
    sex: standardValue(row, 'sex'),
    birthday: null,
    address: regionText(row),
    company: standardValue(row, 'company'),
    profession: null,
    income: null,
    remark: standardValue(row, 'remark'),
    source: textOf(row, 'source'),
    level: standardValue(row, 'level'),
    owner: ownerId === null ? null : { id: ownerId, name: textOf(row, 'liable_service_name') ?? ownerId },
    stage: parts.stage,
    tags: [...parts.business, ...wecomTags(row, parts.business)],
    fields: [
      ...furtherFieldsOf(row, parts.levels),
      ...(row.custom ?? []).map(customField).filter(({ value }) => value !== null),
    ],
    other,
    blocked: row.fields.user_status === '1',
    ...(state && { state }),
    createdAt: timeOf(row.fields.create_time),
    updatedAt: timeOf(row.fields.update_time),
  };
}

const furtherKeys = ['realName', 'phone', 'qq', 'wechat', 'vipLevel', 'blacklist'] as const;
const spokenFor: ReadonlySet<string> = new Set<string>([...Object.values(toldKeys).flat(), 'vipLevel']);

/** What the panel has words for, beside what every customer has. */
function furtherFieldsOf(row: UserRow, levels: readonly FieldOption[]): CustomerField[] {
  const named = row.fixed.vipLevel ?? row.fixed.vip_level ?? null;
  const raw = row.fields.vip_level ?? '';
  const level = levels.find(({ value, alias }) => value === raw || alias === raw);
  const written = furtherKeys.map((key) => ({
    key,
    value: (key === 'vipLevel' && level?.value) || standardValue(row, key),
    text: key === 'vipLevel' ? (level?.label ?? named) : null,
  }));
  const shown = Object.entries(toldKeys).map(([key, names]) => {
    const told = names.map((name) => plain(row.rest[name])).find((text) => text !== '');
    return { key, value: (key === 'partnerId' ? textOf(row, 'partnerid') : told) ?? null, text: null };
  });
  return [...written, ...shown].filter(({ value }) => value !== null);
}

/** `tel` holds one number, or several, parted as people part them. */
function phonesOf(row: UserRow, numbers: Numbers): CustomerPhone[] {
  return splitNumbers(row.fields.tel ?? '').map((raw) => {
    const { readings } = readStoredNumber(raw, numbers);
    return { raw, e164: readings.length === 1 ? (readings[0] ?? null) : null };
  });
}

function plain(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'object') return String(value).trim();
  const text = JSON.stringify(value);
  return text === '{}' || text === '[]' ? '' : text;
}
