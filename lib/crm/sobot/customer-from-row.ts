import { type Numbers, readStoredNumber, splitNumbers } from '../../phone/index.ts';
import type { Customer, CustomerPhone, Tag } from '../model.ts';
import type { SobotConnection } from './connection.ts';
import { customField } from './custom-fields.ts';
import { regionText } from './regions.ts';
import { standardValue } from './standard-fields.ts';
import { timeOf } from './times.ts';
import { textOf, type UserField, type UserRow } from './user-row.ts';
import { wecomTags } from './wecom-tags.ts';

/** How this connection's stored numbers are read; the settings have checked the form. */
export function numbersOf({ numbers }: Pick<SobotConnection, 'numbers'>): Numbers {
  return numbers as Numbers;
}

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

/** Documented fields that the model has no place for. */
const shownAsTheyAre: readonly UserField[] = ['uname', 'qq', 'wx', 'vip_level'];

export interface CardParts {
  stage: Customer['stage'];
  /** From section 2.10. */
  business: Tag[];
}

/** One row in our model. What the model has no place for is in `other`. */
export function customerFromRow(row: UserRow, connection: SobotConnection, parts: CardParts): Customer {
  const ownerId = textOf(row, 'liable_serviceid');
  const name = standardValue(row, 'name');
  const other = shownAsTheyAre.flatMap((field) => {
    const value = textOf(row, field);
    return value === null || (field === 'uname' && value === name) ? [] : [{ name: field as string, value }];
  });
  for (const [key, value] of Object.entries(row.rest)) {
    const text = plumbing.has(key) ? '' : plain(value);
    if (text !== '') other.push({ name: key, value: text });
  }
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
    fields: (row.custom ?? []).map(customField).filter(({ value }) => value !== null),
    other,
    blocked: row.fields.user_status === '1',
    createdAt: timeOf(row.fields.create_time),
    updatedAt: timeOf(row.fields.update_time),
  };
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
