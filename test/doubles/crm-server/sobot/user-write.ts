import { isObject, type JsonObject, parseJson } from '../json.ts';
import { blankFields, operator, type User, type UserField, userFields } from './company.ts';
import { customFields, fitsField, levelOptions } from './custom-fields.ts';
import { type Interface, type Kind, readBody, type Scene, text } from './scene.ts';

const common: Record<string, Kind> = {
  nick: 'text',
  uname: 'text',
  email: 'text',
  tel: 'text',
  qq: 'text',
  wx: 'text',
  sex: 'integer',
  crm_status: 'integer',
  liable_serviceid: 'text',
  liable_service_name: 'text',
  remark: 'text',
  enterpriseid: 'text',
  enterprise_name: 'text',
  is_vip: 'text',
  ex_field_str: 'text',
  wx_build_unionid: 'text',
};
const saved: Record<string, Kind> = {
  ...common,
  proviceid: 'text',
  provice_name: 'text',
  cityid: 'text',
  city_name: 'text',
  areaid: 'text',
  area_name: 'text',
};
const updated: Record<string, Kind> = {
  ...common,
  id: 'text',
  visitorids: 'text',
  partnerid: 'text',
  vip_level: 'text',
  user_status: 'text',
};

/** What keeps a body from being written, in words for the test; null where nothing does. */
function fault(body: JsonObject): string | null {
  for (const name of ['nick', 'uname'])
    if ([...text(body[name])].length > 50) return `${name} is over 50 characters`;
  const { sex, crm_status: status } = body;
  if (sex !== undefined && sex !== 1 && sex !== 2) return 'sex is neither 1 nor 2';
  if (status !== undefined && ![1, 2, 3, 4].includes(Number(status))) return 'crm_status is not 1 to 4';
  if (status === 3 && text(body.liable_serviceid) === '') return 'crm_status 3 needs liable_serviceid';
  for (const flag of ['is_vip', 'user_status']) {
    const value = body[flag];
    if (value !== undefined && value !== '0' && value !== '1') return `${flag} is neither 0 nor 1`;
  }
  const level = text(body.vip_level);
  if (
    level !== '' &&
    !levelOptions.some(({ data_id, data_value }) => [data_id, data_value].includes(level))
  ) {
    return 'vip_level is none of the options';
  }
  const email = text(body.email);
  return email === '' || /^[^\s@]+@[^\s@]+$/.test(email) ? null : 'email is no e-mail address';
}

/** `ex_field_str`, JSON inside JSON: the values by field id, or null where one does not fit its field. */
function readValues(written: string): Map<string, string> | null {
  const values = new Map<string, string>();
  if (written === '') return values;
  const entries = parseJson(written);
  if (!Array.isArray(entries)) return null;
  for (const entry of entries) {
    if (!isObject(entry) || typeof entry.field_value !== 'string') return null;
    const { fieldid, field_params: params, field_value: value } = entry;
    const definition = customFields.find(
      ({ id, params: own, type, valid }) =>
        valid && (id === fieldid || (fieldid === undefined && type === 6 && own !== null && own === params)),
    );
    if (!definition || !fitsField(definition, value)) return null;
    values.set(definition.id, value);
  }
  return values;
}

function readUser(
  scene: Scene,
  shape: Record<string, Kind>,
): { body: JsonObject; values: Map<string, string> } | null {
  const body = readBody(scene, shape);
  if (!body) return null;
  const wrong = fault(body);
  if (wrong !== null) {
    scene.violate(wrong);
    return null;
  }
  const values = readValues(text(body.ex_field_str));
  if (values) return { body, values };
  scene.violate('ex_field_str does not fit the fields');
  return null;
}

const written = (body: JsonObject, field: UserField): string | undefined => {
  const value = body[field];
  return typeof value === 'number' ? String(value) : typeof value === 'string' ? value : undefined;
};

const naming: readonly UserField[] = ['nick', 'uname', 'tel', 'email', 'qq', 'wx', 'wx_build_unionid'];

/** Section 3.1; answers with the new id. A second customer with the same number is not refused. */
export const saveUser: Interface = (scene) => {
  const read = readUser(scene, saved);
  if (!read) return { refused: '999999' };
  const { company, now } = scene;
  if (!naming.some((field) => text(read.body[field]) !== '')) {
    scene.violate('a customer without anything to know them by');
    return { refused: '999999' };
  }
  const fields = blankFields();
  for (const field of userFields) fields[field] = written(read.body, field) ?? fields[field];
  const user: User = {
    id: company.newId(),
    fields,
    crmStatus: typeof read.body.crm_status === 'number' ? read.body.crm_status : 1,
    source: 8,
    status: 8,
    custom: read.values,
    labelIds: [],
    wecomLabels: [],
    stage: null,
    events: [],
    createdAt: now,
    updatedAt: now,
  };
  company.users.push(user);
  const datas = userFields
    .filter((field) => field in read.body)
    .map((field) => ({ type: 1, field, name: field, value: fields[field], oldValue: null }));
  company.record(
    user,
    {
      kind: 'user_create',
      group: 'groupOther',
      content: { ...operator, bizOperatorTypeName: '手动创建', datas },
    },
    now,
    'milliseconds',
  );
  return { item: user.id };
};

/** What an update never touches, whatever it leaves out: it takes no region. */
const outOfReach: ReadonlySet<UserField> = new Set([
  'proviceid',
  'provice_name',
  'cityid',
  'city_name',
  'areaid',
  'area_name',
]);

/** Section 3.2.1. */
export const updateUser: Interface = (scene) => {
  const { company, settings, now } = scene;
  const user = company.user(scene.id);
  const read = user && readUser(scene, updated);
  if (!read) return { refused: '999999' };
  const { body, values } = read;
  if ('id' in body && body.id !== user.id) {
    scene.violate('the body names another customer than the address');
    return { refused: '999999' };
  }
  const replace = settings.rows === 'replace';
  if (settings.crmStatus === 'refused' && 'crm_status' in body) return { refused: '999999' };
  const datas: unknown[] = [];
  for (const field of userFields) {
    const value = written(body, field) ?? (replace && !outOfReach.has(field) ? '' : user.fields[field]);
    const oldValue = user.fields[field];
    if (value !== oldValue) datas.push({ type: 2, field, name: field, value, oldValue });
    user.fields[field] = value;
  }
  if (typeof body.crm_status === 'number') user.crmStatus = body.crm_status;
  else if (replace && settings.crmStatus === 'accepted') user.crmStatus = 0;
  const custom = new Map([...(replace ? [] : user.custom), ...values]);
  for (const { id, name, variable } of customFields) {
    const [value, oldValue] = [custom.get(id) ?? '', user.custom.get(id) ?? ''];
    if (value !== oldValue) datas.push({ type: 2, field: variable, name, value, oldValue });
  }
  user.custom = custom;
  user.updatedAt = now;
  if (settings.editEvents === 'told') {
    const content = { ...operator, datas };
    company.record(user, { kind: 'user_update', group: 'groupService', content }, now);
  }
  return 'done';
};
