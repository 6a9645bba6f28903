import { type User, type UserField, userFields } from './company.ts';
import { levelOptions, writeValues } from './custom-fields.ts';
import { idOf } from './ids.ts';
import { checkQuery, type Interface, pageOf, type Scene } from './scene.ts';
import type { Settings } from './settings.ts';

const searched: Record<string, UserField> = {
  '1': 'nick',
  '2': 'uname',
  '3': 'enterprise_name',
  '4': 'tel',
  '5': 'email',
  tel: 'tel',
};

const statusOfModule: Record<string, number> = { '2': 1, '3': 2, '4': 3, '5': 4 };

const known = [
  'search_type',
  'search_value',
  'wx_build_unionId',
  'stageid',
  'create_start_time',
  'create_end_time',
  'user_label',
  'isblack',
  'module_type',
  'page_no',
  'page_size',
];

const seconds = (at: number): number => Math.floor(at / 1000);
const companyId = idOf('company', 'Acme');
const wecomIds = ({ wecomLabels }: User): string[] => wecomLabels.map((name) => idOf('wecom', name));

/** Section 3.3.1: no stage in it; deleted customers may still come. */
export const listUsers: Interface = (scene) => {
  checkQuery(scene, known);
  const { listLagMs } = scene.settings;
  const users = scene.company.usersAsOf(scene.now - listLagMs);
  const { items, paging } = pageOf(users.filter(wantedBy(scene)), scene, 15);
  const { page_no: _absent, ...shown } = paging;
  return { items: items.map((user) => listed(user, scene)), paging: shown };
};

function wantedBy({ query, settings, violate }: Scene): (user: User) => boolean {
  const type = query.get('search_type');
  const value = query.get('search_value') ?? '';
  const field = searched[type ?? ''];
  if (type !== null && field === undefined) violate('search_type is not 1 to 5');
  const labels = query.get('user_label')?.split(',').filter(Boolean) ?? [];
  const module = query.get('module_type') ?? '1';
  const start = Number(query.get('create_start_time') ?? 0);
  const end = Number(query.get('create_end_time') ?? Number.MAX_SAFE_INTEGER);
  const union = query.get('wx_build_unionId');
  const stage = query.get('stageid');
  const black = query.get('isblack');
  const exact = settings.search === 'exact' && field === 'tel';
  const finds = (text: string) => (exact ? text === value : text.toLowerCase().includes(value.toLowerCase()));
  return (user) =>
    (settings.deleted === 'listed' || user.status === 8) &&
    (field === undefined || finds(user.fields[field])) &&
    (union === null || user.fields.wx_build_unionid === union) &&
    (stage === null || user.stage?.id === stage) &&
    (black === null || user.fields.user_status === black) &&
    labels.every((id) => user.labelIds.includes(id)) &&
    (statusOfModule[module] === undefined || user.crmStatus === statusOfModule[module]) &&
    (module !== '6' || user.fields.liable_serviceid !== '') &&
    seconds(user.createdAt) >= start &&
    seconds(user.createdAt) <= end;
}

/** Without what has no value, unless the setting says empty. */
const withoutUnset = (row: Record<string, unknown>, { unset }: Settings): Record<string, unknown> =>
  unset === 'empty' ? row : Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));

const levelOf = ({ fields }: User) =>
  levelOptions.find(({ data_id, data_value }) => [data_id, data_value].includes(fields.vip_level));

/** As this company's server has it, however it was written; what is no level any more stands as it is. */
const shownLevel = (user: User, { vipLevels }: Settings): string =>
  levelOf(user)?.[vipLevels] ?? user.fields.vip_level;

/** Names in `fixed_fields`, in no order of ids. */
function fixedFields(user: User, { settings, company }: Scene): Record<string, string> {
  const business = company.labels.filter(({ id }) => user.labelIds.includes(id)).map(({ name }) => name);
  const names = [...(settings.fixedFields === 'business' ? business : []), ...user.wecomLabels];
  const level = levelOf(user);
  return {
    ...(names.length > 0 && { userLabel: names.join(',') }),
    ...(level && { vipLevel: level.data_name }),
  };
}

function listed(user: User, scene: Scene): Record<string, unknown> {
  const { fields } = user;
  const { settings } = scene;
  return {
    id: user.id,
    pid: companyId,
    ...withoutUnset(
      {
        ...fields,
        vip_level: shownLevel(user, settings),
        sex: fields.sex === '' ? '' : Number(fields.sex),
        user_label: wecomIds(user).join(','),
        biz_label: user.labelIds.join(','),
      },
      settings,
    ),
    user_status: Number(fields.user_status || 0),
    source: user.source,
    status: user.status,
    extend_fields: {},
    fixed_fields: fixedFields(user, scene),
    create_type: 1,
    create_time: seconds(user.createdAt),
    create_date: seconds(user.createdAt) - (seconds(user.createdAt) % 86_400),
    update_time: seconds(user.updatedAt),
    ...(user.crmStatus !== 0 && { crm_status: user.crmStatus }),
  };
}

/** The detail's keys in the style of its sample; those that the sample itself shows are `sparse`. */
const camel: Record<UserField, string> = {
  nick: 'nick',
  uname: 'uname',
  visitorids: 'visitorIds',
  partnerid: 'partnerId',
  email: 'email',
  tel: 'tel',
  qq: 'qq',
  wx: 'wx',
  sex: 'sex',
  remark: 'remark',
  enterpriseid: 'enterpriseId',
  enterprise_name: 'enterpriseName',
  is_vip: 'isVip',
  vip_level: 'vipLevel',
  user_status: 'userStatus',
  liable_serviceid: 'liableServiceId',
  liable_service_name: 'liableServiceName',
  proviceid: 'proviceId',
  provice_name: 'proviceName',
  cityid: 'cityId',
  city_name: 'cityName',
  areaid: 'areaId',
  area_name: 'areaName',
  wx_build_unionid: 'wxBuildUnionId',
};
const sparse: ReadonlySet<UserField> = new Set([
  'nick',
  'tel',
  'sex',
  'liable_serviceid',
  'liable_service_name',
  'wx_build_unionid',
]);

const isDocumented: ReadonlySet<string> = new Set(userFields);

/** Section 3.3.2: everything is text; the custom fields are JSON inside JSON. */
export const readUser: Interface = ({ company, settings, id }) => {
  const user = company.users.find((one) => one.id === id);
  if (!user) return settings.missing === '999999' ? { refused: '999999' } : { item: null };
  const values: [camelKey: string, snakeKey: string, value: string][] = userFields
    .filter((field) => settings.detail !== 'sparse' || sparse.has(field))
    .map((field) => [
      camel[field],
      field,
      field === 'vip_level' ? shownLevel(user, settings) : user.fields[field],
    ]);
  // What this server tells beyond its page.
  for (const [field, value] of Object.entries(user.fields)) {
    if (!isDocumented.has(field)) values.push([field, field, value]);
  }
  const labels = [...wecomIds(user), ...(settings.userLabel === 'mixed' ? user.labelIds : [])];
  values.push(
    ['userLabel', 'user_label', labels.join(',')],
    ['source', 'source', String(user.source)],
    ['createType', 'create_type', '1'],
    ['createTime', 'create_time', String(seconds(user.createdAt))],
    ['updateTime', 'update_time', String(seconds(user.updatedAt))],
    ['ex_field_str', 'ex_field_str', user.custom.size === 0 ? '' : writeValues(user.custom)],
  );
  if (settings.stateIn === 'both') {
    values.push(['crmStatus', 'crm_status', user.crmStatus === 0 ? '' : String(user.crmStatus)]);
  }
  if (settings.detail !== 'sparse') values.push(['bizLabel', 'biz_label', user.labelIds.join(',')]);
  const named = values.map(([first, second, value]) => [settings.detail === 'snake' ? second : first, value]);
  return {
    item: {
      id: user.id,
      pid: companyId,
      ...withoutUnset(Object.fromEntries(named), settings),
      blackType: '0',
      status: String(user.status),
    },
  };
};
