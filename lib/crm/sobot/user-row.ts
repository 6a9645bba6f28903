/**
 * One customer as Sobot tells it, whether by list (snake_case), by detail (camelCase, all text) or by push. A field that
 * is absent was not told, which is not the same as empty.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import { fromJson, parsed, scalar, told } from './schema.ts';

/** What an update takes, too (section 3.2.1); `crm_status` stands in its sample only. */
export const updatable = [
  'nick',
  'uname',
  'visitorids',
  'partnerid',
  'email',
  'tel',
  'qq',
  'wx',
  'sex',
  'crm_status',
  'liable_serviceid',
  'liable_service_name',
  'remark',
  'enterpriseid',
  'enterprise_name',
  'is_vip',
  'vip_level',
  'user_status',
  'wx_build_unionid',
] as const;

/** By the spelling of the page's tables. */
export const userFields = [
  ...updatable,
  'proviceid',
  'provice_name',
  'cityid',
  'city_name',
  'areaid',
  'area_name',
  'user_label',
  'biz_label',
  'source',
  'status',
  'create_time',
  'update_time',
] as const;
export type UserField = (typeof userFields)[number];

/** One entry of `ex_field_str`. */
export interface CustomValue {
  fieldid: string;
  /** Several are separated by commas. */
  value: string;
  /** The chosen options' names; `''` where there are none. */
  text: string;
  /** As section 3.3.3 counts types; `''` where it is not told. */
  type: string;
}

export interface UserRow {
  id: string;
  fields: Partial<Record<UserField, string>>;
  /** Fields that only the list told: it may lag behind a write. */
  listed: ReadonlySet<UserField>;
  /** Null: not told. */
  custom: CustomValue[] | null;
  /** The WeCom tags by id and name: only the list's row has names. Business tags may be among them. */
  wecom: { id: string; name: string }[];
  /** `fixed_fields` of the list but for its tags: the chosen options' names, by the vendor's names of fields. */
  fixed: Record<string, string>;
  /** All else, as it came. */
  rest: Record<string, unknown>;
}

const namedOnly = 'wecom:';
/** Of a tag that is known by its name, and by no id of the vendor's. */
export const isNamedOnly = (tagId: string): boolean => tagId.startsWith(namedOnly);

const fold = (key: string): string => key.replaceAll('_', '').toLowerCase();

const byFoldedName = new Map<string, UserField>([
  ...userFields.map((field): [string, UserField] => [fold(field), field]),
  ['provinceid', 'proviceid'],
  ['provincename', 'provice_name'],
]);

/** The field that a name of the vendor's means, in whichever spelling. */
export const userFieldOf = (name: string): UserField | null => byFoldedName.get(fold(name)) ?? null;

const customValueSchema = v.looseObject({
  fieldid: v.pipe(scalar, v.nonEmpty()),
  field_value: told,
  field_text: told,
  field_type: told,
});

/** @throws AppError `BAD_RESPONSE` when a documented field cannot be read. */
export function readUserRow(user: Record<string, unknown> & { id: string }, name: string): UserRow {
  const row: UserRow = {
    id: user.id,
    fields: {},
    listed: new Set(),
    custom: null,
    wecom: [],
    fixed: {},
    rest: {},
  };
  let names: string[] = [];
  for (const [key, value] of Object.entries(user)) {
    if (key === 'id' || value === null || value === undefined) continue;
    const field = byFoldedName.get(fold(key));
    if (field) row.fields[field] = parsed(value, scalar, name);
    else if (fold(key) === 'exfieldstr') row.custom = readCustomValues(value, name);
    else if (fold(key) === 'fixedfields') {
      names = namesIn(value);
      row.fixed = choicesIn(value);
    } else row.rest[key] = value;
  }
  const ids = listIn(row.fields.user_label);
  // Names go with the ids in the same order; where they do not fit, a name has to do as an id.
  row.wecom = names.map((name, index) => ({
    id: (ids.length === names.length && ids[index]) || `${namedOnly}${name}`,
    name,
  }));
  return row;
}

/** The detail, and what only the list tells. */
export function mergedRow(detail: UserRow, listed: UserRow | null): UserRow {
  if (!listed) return detail;
  const only = userFields.filter(
    (field) => detail.fields[field] === undefined && listed.fields[field] !== undefined,
  );
  return {
    ...detail,
    fields: { ...listed.fields, ...detail.fields },
    listed: new Set(only),
    custom: detail.custom ?? listed.custom,
    wecom: listed.wecom,
    fixed: listed.fixed,
    rest: { ...listed.rest, ...detail.rest },
  };
}

/** The text of a field; null where it is empty or not told. */
export function textOf(row: UserRow, field: UserField): string | null {
  return row.fields[field] || null;
}

/** `status` 9 (section 4.1): deleted, and listed all the same. */
export function isDeleted(row: UserRow): boolean {
  return row.fields.status === '9';
}

/** A comma-separated list of ids or names. */
export function listIn(text: string | undefined | null): string[] {
  return (text ?? '').split(/[,，]/).flatMap((part) => part.trim() || []);
}

/** `ex_field_str` is JSON in JSON; `''` is an empty one. */
function readCustomValues(value: unknown, name: string): CustomValue[] {
  if (value === '') return [];
  const list = fromJson(value);
  if (!Array.isArray(list)) throw new AppError('BAD_RESPONSE', { detail: `${name}: ex_field_str` });
  return list.map((entry) => {
    const { fieldid, field_value, field_text, field_type } = parsed(entry, customValueSchema, name);
    return { fieldid, value: field_value, text: field_text, type: field_type };
  });
}

function choicesIn(fixedFields: unknown): Record<string, string> {
  if (typeof fixedFields !== 'object' || fixedFields === null) return {};
  const texts = Object.entries(fixedFields).filter(([key]) => !/label$/i.test(key));
  return Object.fromEntries(
    texts.flatMap(([key, text]) => (typeof text === 'string' && text !== '' ? [[key, text]] : [])),
  );
}

function namesIn(fixedFields: unknown): string[] {
  if (typeof fixedFields !== 'object' || fixedFields === null || !('userLabel' in fixedFields)) return [];
  return typeof fixedFields.userLabel === 'string' ? listIn(fixedFields.userLabel) : [];
}

/** The page's sample of a detail shows neither of these two, which every customer of the list has. */
export const isSparse = ({ fields }: UserRow) =>
  fields.is_vip === undefined && fields.user_status === undefined;
