import type { FieldDefinition, FieldValue, FurtherField, StandardField } from '../model.ts';
import { textOf, type UserField, type UserRow } from './user-row.ts';

/** Standard fields that an update can write (section 3.2.1), and where they stand on the wire. */
const written = {
  name: 'nick',
  email: 'email',
  sex: 'sex',
  company: 'enterprise_name',
  remark: 'remark',
  level: 'is_vip',
  realName: 'uname',
  phone: 'tel',
  qq: 'qq',
  wechat: 'wx',
  vipLevel: 'vip_level',
  blacklist: 'user_status',
} as const satisfies Partial<Record<StandardField | FurtherField, UserField>>;

export type WrittenKey = keyof typeof written;
export const writtenKeys = Object.keys(written) as WrittenKey[];
/** Of these section 3.1 knows nothing, or the new customer has it already. */
export const editOnlyKeys: readonly WrittenKey[] = ['phone', 'vipLevel', 'blacklist'];
/** Shown only: what nobody writes by hand, or no interface takes. */
export const toldKeys = {
  partnerId: ['partnerid'],
  wecomFriends: ['qywxFriendsName', 'qywx_friends_name'],
  groupChats: ['groupChatName', 'group_chat_name'],
  helpers: ['helperServiceName', 'helper_service_name', 'helper_agent_name'],
  createdBy: ['createServiceName', 'create_service_name', 'create_name'],
  changedBy: ['updateUserName', 'update_user_name', 'update_name'],
} as const satisfies Partial<Record<FurtherField, readonly string[]>>;
/** Shown only: neither a new customer nor an update takes a source. A region is taken with a new customer alone. */
export const shownKeys = ['source'] as const satisfies readonly StandardField[];

export function isWrittenKey(key: string): key is WrittenKey {
  return Object.hasOwn(written, key);
}

/** Where a customer's value stands: the name that is shown may be the real one. */
export function wireField(key: WrittenKey, row: UserRow | null): UserField {
  const realName = key === 'name' && row && !row.fields.nick && row.fields.uname;
  return realName ? 'uname' : written[key];
}

const sexes: ReadonlyMap<string, string> = new Map([
  ['1', 'male'],
  ['2', 'female'],
]);
const vip = 'VIP';
const blacklisted = 'yes';

/** Null: empty, or not told. */
export function standardValue(row: UserRow, key: WrittenKey): string | null {
  switch (key) {
    case 'name':
      return textOf(row, 'nick') ?? textOf(row, 'uname');
    case 'sex':
      return sexes.get(row.fields.sex ?? '') ?? null;
    case 'level':
      return row.fields.is_vip === '1' ? vip : null;
    case 'realName':
      // Without a nickname it is the name that is shown.
      return textOf(row, 'nick') === null ? null : textOf(row, 'uname');
    case 'blacklist':
      return row.fields.user_status === '1' ? blacklisted : null;
    default:
      return textOf(row, written[key]);
  }
}

/** What to send; `''` clears; null where the vendor has no word for the value. */
export function standardWireValue(key: WrittenKey, value: string | null): string | null {
  switch (key) {
    case 'sex':
      return [...sexes].find(([, name]) => name === value)?.[0] ?? null;
    case 'level':
      return value === null ? '0' : value === vip ? '1' : null;
    case 'blacklist':
      return value === null ? '0' : value === blacklisted ? '1' : null;
    case 'email':
      return value === null || /^[^\s@]+@[^\s@]+$/.test(value) ? (value ?? '') : null;
    default:
      return value ?? '';
  }
}

/** A value as the panel gives it, made comparable with {@link standardValue}; `undefined`: not a text. */
export function plainText(value: FieldValue): string | null | undefined {
  return Array.isArray(value) ? undefined : value?.trim() || null;
}

/** The longest name, in characters (section 3.1). */
export const longestName = 50;

const regionVariables = ['proviceid', 'provicename', 'provinceid', 'provincename', 'cityid', 'cityname'];

/** @param required variables of fixed fields that the company insists on, folded. */
export function standardDefinitions(
  required: ReadonlySet<string>,
  sources: FieldDefinition['options'],
  levels: FieldDefinition['options'],
): FieldDefinition[] {
  const definition = (
    key: StandardField | FurtherField,
    more: Partial<FieldDefinition> = {},
  ): FieldDefinition => ({
    id: key,
    key,
    name: null,
    type: 'text',
    required: isWrittenKey(key) && required.has(written[key].replaceAll('_', '')),
    options: [],
    ...more,
  });
  return [
    definition('name'),
    definition('email'),
    definition('sex', {
      type: 'single',
      options: [
        { value: 'female', label: 'Female' },
        { value: 'male', label: 'Male' },
      ],
    }),
    definition('address', { required: regionVariables.some((variable) => required.has(variable)) }),
    definition('company'),
    definition('remark', { type: 'multiline' }),
    definition('source', { type: 'single', options: sources }),
    definition('level', { type: 'single', options: [{ value: vip, label: vip }] }),
    definition('realName'),
    definition('phone'),
    definition('qq'),
    definition('wechat'),
    definition('vipLevel', { type: 'single', options: levels }),
    definition('blacklist', { type: 'single', options: [{ value: blacklisted, label: 'Blacklisted' }] }),
  ];
}
