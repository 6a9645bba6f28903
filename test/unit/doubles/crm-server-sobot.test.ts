import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, type Bench, md5, noon, startBench } from './crm-server-client.ts';

let bench: Bench;
let token = '';
beforeEach(async () => {
  bench = await startBench();
  token = (await getToken()).json.item.token;
});
afterEach(() => bench.close());

function getToken(spoilt: Record<string, string> = {}): Promise<Answer> {
  const { appId, appKey } = bench.server.sobot.app;
  const created = spoilt.create_time ?? String(Math.floor(noon / 1000));
  const query = { appid: appId, create_time: created, sign: md5(appId + created + appKey), ...spoilt };
  return bench.ask(`/api/get_token?${new URLSearchParams(query)}`);
}

const get = (path: string): Promise<Answer> => bench.ask(`/api/scrm/5/${path}`, { headers: { token } });
const post = (path: string, body: unknown): Promise<Answer> =>
  bench.ask(`/api/scrm/5/${path}`, {
    method: 'POST',
    headers: { token, 'content-type': 'application/json' },
    body,
  });

const userNamed = (nick: string) => {
  const found = bench.server.sobot.company.users.find(({ fields }) => fields.nick === nick);
  if (!found) throw new Error(`no ${nick}`);
  return found;
};
const labelNamed = (name: string) => {
  const found = bench.server.sobot.company.labels.find((label) => label.name === name);
  if (!found) throw new Error(`no ${name}`);
  return { id: found.id, name };
};
const groupId = (name: string) =>
  bench.server.sobot.company.groups.find((group) => group.name === name)?.id ?? '';
const fieldId = async (name: string): Promise<string> =>
  (await get('custom_field/custom_fieid_info_list')).json.items.find(
    (field: { field_name: string }) => field.field_name === name,
  ).field_id;
const whats = () => bench.server.violations.map(({ what }) => what);

describe('get_token', () => {
  test('answers with a token and its life in seconds as text', async () => {
    const { json } = await getToken();
    expect(json).toEqual({
      item: { token: expect.stringMatching(/^[0-9a-f]{32}$/), expires_in: '86400' },
      ret_code: '000000',
      ret_msg: '操作成功',
    });
  });

  test.each([
    ['an unknown app', { appid: 'other' }, '900004'],
    ['a wrong signature', { sign: md5('guess') }, '900003'],
    ['a signature in upper case', { sign: 'ABC' }, '900003'],
    ['a stamp in milliseconds', { create_time: String(noon) }, '900003'],
    ['a stale stamp', { create_time: String(noon / 1000 - 301) }, '900003'],
    ['no stamp', { create_time: '' }, '900003'],
  ])('refuses %s', async (_what, spoilt, code) => {
    expect((await getToken(spoilt)).json.ret_code).toBe(code);
  });

  test('a new token voids the old one', async () => {
    await getToken();
    expect((await get('user/user_list')).json.ret_code).toBe('900002');
  });

  test('in the other reading old tokens stay valid', async () => {
    bench.server.sobot.settings.tokens = 'many';
    await getToken();
    expect((await get('user/user_list')).json.ret_code).toBe('000000');
  });

  test('a token lapses', async () => {
    bench.pass(86_400_000);
    expect((await get('user/user_list')).json.ret_code).toBe('900002');
  });

  test('a call without token is told so', async () => {
    expect((await bench.ask('/api/scrm/5/user/user_list')).json.ret_code).toBe('900001');
  });
});

describe('addresses', () => {
  test.each([
    ['lable/list', 'GET', 404],
    ['label_group/draw', 'POST', 404],
    ['label/save', 'GET', 405],
    ['user/list_by_page', 'POST', 405],
    ['user/detail', 'GET', 404],
    ['label/list/extra', 'GET', 404],
  ])('%s by %s is refused', async (path, method, status) => {
    const headers = { token, 'content-type': 'application/json' };
    const body = method === 'POST' ? {} : undefined;
    expect((await bench.ask(`/api/scrm/5/${path}`, { method, headers, body })).status).toBe(status);
    expect(bench.server.violations).toHaveLength(1);
  });

  test('a body must be JSON and say so', async () => {
    const headers = { token };
    expect((await bench.ask('/api/scrm/5/label/save', { method: 'POST', headers, body: {} })).status).toBe(
      415,
    );
    expect((await post('label/save', '{')).status).toBe(400);
  });
});

describe('tag groups', () => {
  test('come with their kinds, states and colours that are none', async () => {
    const { json } = await get('label_group/list?page_no=1&page_size=4');
    expect(json).toMatchObject({ page_no: 1, page_count: 2, total_count: 6, page_size: 4 });
    expect(json.items[3]).toMatchObject({ name: 'District', color_value: '#gt5433', type: 1, status: 1 });
    const rest = (await get('label_group/list?page_no=2&page_size=4')).json.items;
    expect(rest).toMatchObject([
      { status: 0, type: 1 },
      { status: 1, type: 0 },
    ]);
  });

  test('are made, changed and removed with the tags inside', async () => {
    const made = await post('label_group/save', {
      name: 'Mood',
      color_value: '#112233',
      is_multiple_choice: 1,
    });
    const id: string = made.json.item;
    expect((await post('label_group/update', { id, name: 'Temper' })).json.ret_code).toBe('000000');
    const group = bench.server.sobot.company.groups.find((one) => one.id === id);
    expect(group).toMatchObject({ name: 'Temper', colour: '#112233', multiple: 1 });
    await post('label/save', { name: 'Merry', groupid: id });
    await get(`label_group/remove/${id}`);
    expect((await get('label/list')).json.items.some(({ name }: { name: string }) => name === 'Merry')).toBe(
      false,
    );
    expect((await get(`label_group/remove/${id}`)).json.ret_code).toBe('510001');
  });

  test('in replace mode an update empties what it leaves out', async () => {
    bench.server.sobot.settings.rows = 'replace';
    await post('label_group/update', { id: groupId('Products'), name: 'Goods' });
    expect(bench.server.sobot.company.groups.find(({ name }) => name === 'Goods')).toMatchObject({
      colour: '',
      multiple: 0,
    });
  });

  test.each([
    ['', '510005'],
    ['Level', '510002'],
    ['x'.repeat(31), '510007'],
  ])('refuse the name "%s"', async (name, code) => {
    expect((await post('label_group/save', { name })).json.ret_code).toBe(code);
  });

  test('refuse text where a number is documented', async () => {
    const body = { name: 'Mood', is_multiple_choice: '1' };
    expect((await post('label_group/save', body)).json.ret_code).toBe('999999');
    expect(whats()).toEqual(['is_multiple_choice is not of its documented type']);
  });
});

describe('tags', () => {
  test('are made without telling their id', async () => {
    const { json } = await post('label/save', {
      name: 'Boots',
      groupid: groupId('Products'),
      groupId: groupId('Products'),
    });
    expect(json).toEqual({ ret_code: '000000', ret_msg: '操作成功' });
    const { items } = (await get(`label/list?groupid=${groupId('Products')}`)).json;
    expect(items.map(({ name }: { name: string }) => name)).toEqual([
      'Shoes',
      'Bags',
      'Newsletter',
      'Bygone',
      'Boots',
    ]);
    expect(items[0]).not.toHaveProperty('color_value');
  });

  test('may only be listed group by group', async () => {
    bench.server.sobot.settings.labelListNeedsGroup = true;
    expect((await get('label/list')).json.ret_code).toBe('510001');
    expect((await get(`label/list?groupid=${groupId('Level')}`)).json.items).toHaveLength(2);
  });

  test.each([
    [{ name: '' }, '510006'],
    [{ name: 'VIP' }, '510003'],
    [{ name: 'x'.repeat(31) }, '510007'],
    [{ name: 'New', param_name: 'x'.repeat(31) }, '510008'],
    [{ name: 'New', groupid: 'nowhere' }, '510001'],
  ])('refuse %o', async (body, code) => {
    expect((await post('label/save', { groupid: groupId('Level'), ...body })).json.ret_code).toBe(code);
  });

  test('say 510004 for a parameter name that exists and for a tag that is gone', async () => {
    await post('label/save', { name: 'One', groupid: groupId('Level'), param_name: 'p' });
    const twice = await post('label/save', { name: 'Two', groupid: groupId('Level'), param_name: 'p' });
    expect(twice.json.ret_code).toBe('510004');
    expect((await get(`label/remove/${md5('gone')}`)).json.ret_code).toBe('510004');
    expect((await post('label/update', { id: md5('gone'), name: 'X' })).json.ret_code).toBe('510004');
  });
});

describe("a customer's tags", () => {
  test('are read for several customers with a bare array', async () => {
    const { id } = userNamed('Ana Cliente');
    const { json } = await post('label/userlabels', [id, md5('nobody')]);
    expect(json.items).toEqual([
      {
        userid: id,
        label_set: [
          { ...labelNamed('Hot'), color_value: '#e11d48' },
          { ...labelNamed('Shoes'), color_value: '#7c3aed' },
        ],
      },
    ]);
    expect((await post('label/userlabels', { ids: id })).json.ret_code).toBe('999999');
  });

  test('are replaced as a whole', async () => {
    const ana = userNamed('Ana Cliente');
    expect((await post(`label/update_userlabel/${ana.id}`, [labelNamed('VIP')])).json.ret_code).toBe(
      '000000',
    );
    expect(ana.labelIds).toEqual([labelNamed('VIP').id]);
    await post(`label/update_userlabel/${ana.id}`, []);
    expect(ana.labelIds).toEqual([]);
    expect(bench.server.violations).toEqual([]);
  });

  test('need their names, and exist', async () => {
    const { id, labelIds } = userNamed('Ana Cliente');
    const path = `label/update_userlabel/${id}`;
    expect((await post(path, [{ id: labelNamed('VIP').id }])).json.ret_code).toBe('510006');
    expect((await post(path, [{ id: md5('gone'), name: 'Gone' }])).json.ret_code).toBe('510004');
    expect((await post(path, { list: [] })).json.ret_code).toBe('999999');
    expect(userNamed('Ana Cliente').labelIds).toEqual(labelIds);
  });

  test('two of a group that allows one are noted', async () => {
    const { id } = userNamed('Ana Cliente');
    await post(`label/update_userlabel/${id}`, [labelNamed('Hot'), labelNamed('Cold')]);
    expect(whats()).toEqual(['several tags of a group that allows one']);
  });
});

describe('customers', () => {
  const find = async (query: string) => (await get(`user/list_by_page?${query}`)).json;
  const nicks = async (query: string): Promise<string[]> =>
    (await find(query)).items.map(({ nick }: { nick: string }) => nick);

  test('are found by telephone, with deleted ones among them', async () => {
    const found = await find('search_type=4&search_value=551140000005');
    expect(found.items.map(({ status }: { status: number }) => status)).toEqual([8, 9]);
    expect(found).toMatchObject({ page_count: 1, total_count: 2, page_size: 15 });
    expect(found).not.toHaveProperty('page_no');
    bench.server.sobot.settings.deleted = 'hidden';
    expect((await find('search_type=4&search_value=551140000005')).items).toHaveLength(1);
  });

  test('have numbers written in several ways, found in part or exactly', async () => {
    expect(await nicks('search_type=4&search_value=5511900000001')).toEqual(['Ana Cliente']);
    expect(await nicks('search_type=4&search_value=13800000011')).toEqual(['王小明']);
    expect(await nicks('search_type=4&search_value=8613800000011')).toEqual([]);
    bench.server.sobot.settings.search = 'exact';
    expect(await nicks('search_type=4&search_value=5511900000001')).toEqual([]);
    expect(await nicks('search_type=4&search_value=%2B5511900000001')).toEqual(['Ana Cliente']);
  });

  test('are found by name, stage, tag, state and page', async () => {
    expect(await nicks('search_type=1&search_value=turner')).toEqual(['Bob Turner']);
    const intent = bench.server.sobot.company.stages.find(({ name }) => name === 'Intent')?.id;
    expect(await nicks(`stageid=${intent}`)).toEqual(['Ana Cliente', '王小明']);
    expect(await nicks(`user_label=${labelNamed('Wholesale').id}`)).toContain('Padaria Sol');
    expect(await nicks('module_type=3&page_size=1&page_no=2')).toHaveLength(1);
    expect(bench.server.violations).toEqual([]);
  });

  test('have no stage in the list, and leave out what is empty', async () => {
    const [bob] = (await find('search_type=1&search_value=Bob')).items;
    expect(bob).toMatchObject({ status: 8, source: 18, crm_status: 2, is_vip: '0' });
    expect(bob).not.toHaveProperty('sex');
    expect(JSON.stringify(bob)).not.toContain('stage');
  });

  test('notes parameters that no page names', async () => {
    await find('phone=1&search_type=9');
    expect(whats()).toEqual(['phone is not documented here', 'search_type is not 1 to 5']);
  });

  test('show their detail in camel case, all text, with custom fields as JSON inside JSON', async () => {
    const { item } = (await get(`user/detail/${userNamed('Ana Cliente').id}`)).json;
    expect(item).toMatchObject({
      crmStatus: '3',
      status: '8',
      sex: '2',
      liableServiceName: 'Bo',
      isVip: '0',
    });
    expect(JSON.parse(item.ex_field_str)).toContainEqual({
      fieldid: await fieldId('Profession'),
      field_value: 'Florist',
      field_type: '1',
    });
  });

  test('show their detail in the other styles', async () => {
    const { settings } = bench.server.sobot;
    const detail = async () => (await get(`user/detail/${userNamed('Ana Cliente').id}`)).json;
    settings.detail = 'sparse';
    expect((await detail()).item).not.toHaveProperty('email');
    Object.assign(settings, { detail: 'snake', singles: 'items', unset: 'empty' });
    expect((await detail()).items).toMatchObject({ crm_status: '3', qq: '' });
  });

  test('that nobody knows are null or an error', async () => {
    expect((await get(`user/detail/${md5('nobody')}`)).json).toMatchObject({
      item: null,
      ret_code: '000000',
    });
    bench.server.sobot.settings.missing = '999999';
    expect((await get(`user/detail/${md5('nobody')}`)).json.ret_code).toBe('999999');
  });

  test('are created, and the same number twice', async () => {
    const body = { nick: 'Carla', tel: '+15550100009', crm_status: 2 };
    const made = await post('user/save', body);
    expect(made.json.item).toMatch(/^[0-9a-f]{32}$/);
    expect((await post('user/save', body)).json.ret_code).toBe('000000');
    expect(await nicks('search_type=4&search_value=15550100009')).toEqual(['Carla', 'Carla']);
  });

  test.each([
    [{ nick: 'x'.repeat(51) }],
    [{ nick: 'Carla', crm_status: 3 }],
    [{ nick: 'Carla', crm_status: 7 }],
    [{ nick: 'Carla', sex: 'female' }],
    [{ nick: 'Carla', sex: 3 }],
    [{ nick: 'Carla', ex_field_str: [] }],
    [{ nick: 'Carla', ex_field_str: '[{"fieldid":"x","field_value":"y"}]' }],
  ])('are not created from %o', async (body) => {
    expect((await post('user/save', body)).json.ret_code).toBe('999999');
    expect(bench.server.violations).toHaveLength(1);
  });

  test('are updated in patch and in replace mode', async () => {
    const ana = userNamed('Ana Cliente');
    const profession = await fieldId('Profession');
    const shoe = JSON.stringify([{ fieldid: await fieldId('Shoe size'), field_value: '38' }]);
    await post(`user/update/${ana.id}`, { id: ana.id, remark: 'Moved.', ex_field_str: shoe });
    expect(ana.fields).toMatchObject({ remark: 'Moved.', email: 'ana@example.com' });
    expect(ana.custom.get(profession)).toBe('Florist');
    bench.server.sobot.settings.rows = 'replace';
    await post(`user/update/${ana.id}`, { nick: 'Ana', ex_field_str: shoe });
    expect(ana.fields).toMatchObject({ nick: 'Ana', remark: '', email: '', tel: '' });
    expect([...ana.custom.values()]).toEqual(['38']);
  });

  test('take no region and no source in an update', async () => {
    await post(`user/update/${userNamed('Ana Cliente').id}`, { cityid: '130300', source: '9' });
    expect(whats()).toEqual(['cityid is not documented here', 'source is not documented here']);
  });

  test('judge custom values by the type of their field', async () => {
    const ana = userNamed('Ana Cliente');
    const set = async (name: string, field_value: string) => {
      const entry = { fieldid: await fieldId(name), field_value };
      return (await post(`user/update/${ana.id}`, { ex_field_str: JSON.stringify([entry]) })).json.ret_code;
    };
    expect(await set('Birthday', '1991/03/08')).toBe('999999');
    expect(await set('Birthday', '1991-03-08')).toBe('000000');
    expect(await set('Best time to call', '25:00')).toBe('999999');
    expect(await set('Shoe size', 'big')).toBe('999999');
    expect(await set('Favourite colour', 'Red')).toBe('999999');
    expect(await set('Fax', '1')).toBe('999999');
    const { items } = (await get('custom_field/custom_fieid_info_list')).json;
    const interests = items.find(({ field_name }: { field_name: string }) => field_name === 'Interests');
    const values = interests.cus_field_data_info_list.map(
      ({ data_value }: { data_value: string }) => data_value,
    );
    expect(await set('Interests', values.slice(0, 2).join(','))).toBe('000000');
    const byParams = [
      { field_params: 'colour', field_value: items[7].cus_field_data_info_list[1].data_value },
    ];
    const body = { ex_field_str: JSON.stringify(byParams) };
    expect((await post(`user/update/${ana.id}`, body)).json.ret_code).toBe('000000');
    const { item } = (await get(`user/detail/${ana.id}`)).json;
    expect(JSON.parse(item.ex_field_str)).toContainEqual(
      expect.objectContaining({ field_text: 'Green', field_params: 'colour', data_params: 'green' }),
    );
  });
});

describe('owners', () => {
  const assign = async (nick: string, more: Record<string, unknown> = {}) => {
    const [, support] = (await get('user/user_list')).json.items[0].sub_list;
    const [igor] = support.sub_list;
    return post('public_user/assign', {
      confirmids: userNamed(nick).id,
      assign_biz_type: '1',
      liable_list: [
        {
          liable_serviceid: igor.id,
          liable_service_name: igor.name,
          liable_departmentid: support.path,
          ...more,
        },
      ],
    });
  };

  test('are assigned from the state that the kind of assignment names', async () => {
    expect((await assign('Bob Turner')).json.ret_code).toBe('000000');
    expect(userNamed('Bob Turner')).toMatchObject({ crmStatus: 3, fields: { liable_service_name: 'Igor' } });
    expect((await assign('Bob Turner')).json.ret_code).toBe('999999');
    expect(whats()).toEqual(['assign_biz_type does not fit the state of the customer']);
  });

  test('need name and department path', async () => {
    expect((await assign('Bob Turner', { liable_departmentid: 'Support' })).json.ret_code).toBe('999999');
    expect((await assign('Bob Turner', { liable_service_name: 'Bo' })).json.ret_code).toBe('999999');
  });

  test('let go into the public pool', async () => {
    const { id } = userNamed('Ana Cliente');
    expect((await post('public_user/confirm', { confirmids: id })).json.ret_code).toBe('999999');
    expect((await post('public_user/confirm', { confirmids: id, confirm_type: 1 })).json.ret_code).toBe(
      '000000',
    );
    expect(userNamed('Ana Cliente')).toMatchObject({ crmStatus: 4, fields: { liable_serviceid: '' } });
  });
});

describe('history and stages', () => {
  test('events are sorted by a time that is in two units', async () => {
    const { id } = userNamed('Ana Cliente');
    await post('user_stage/record_save', { userid: id, content: 'Wants size 38.' });
    const { items } = (await get(`user_dynamic/list_by_page?userid=${id}&page_no=1&page_size=10`)).json;
    expect(items.map(({ biz_type }: { biz_type: string }) => biz_type)).toEqual([
      'user_create',
      'user_follow_record',
      'user_stage_update',
      'moment_like',
    ]);
    expect(items[0]).toMatchObject({ create_time: 0 });
    expect(items[1]).toMatchObject({ biz_time: noon / 1000, biz_content: { content: 'Wants size 38.' } });
  });

  test('events are filtered by group and may hold JSON in a string', async () => {
    const { id } = userNamed('Ana Cliente');
    Object.assign(bench.server.sobot.settings, { content: 'string', storedAt: 'create_ime' });
    const { json } = await get(`user_dynamic/list_by_page?userid=${id}&biz_type=groupUser`);
    expect(json.items).toHaveLength(1);
    expect(JSON.parse(json.items[0].biz_content)).toMatchObject({ bizOperatorName: 'Ana Cliente' });
    expect(json.items[0]).toHaveProperty('create_ime');
    await get(`user_dynamic/list_by_page?userid=${id}&biz_type=1`);
    expect(whats()).toEqual(['biz_type is none of the three groups']);
  });

  test('a stage and an outcome are set with the name beside the id', async () => {
    const { id: userid } = userNamed('Ana Cliente');
    const stages = (await get('user_stage/query_list_by_type')).json.items;
    expect(stages[3]).toMatchObject({ name: 'Paid', sortnum: 3 });
    const paid = { userid, stageid: stages[3].id, stage_name: 'Paid' };
    expect((await post('user_stage/stage_save', { ...paid, stage_type: 1 })).json.ret_code).toBe('000000');
    expect((await post('user_stage/stage_save', { ...paid, stage_type: 21 })).json.ret_code).toBe('000000');
    expect(userNamed('Ana Cliente').stage).toEqual({ id: stages[3].id, type: 21 });
    expect(bench.server.violations).toEqual([]);
    expect((await post('user_stage/stage_save', { ...paid, stage_type: 2 })).json.ret_code).toBe('999999');
    await post('user_stage/stage_save', { userid, stageid: stages[0].id, stage_name: 'Old', stage_type: 22 });
    expect(whats()).toEqual([
      'stage_name is not the name of stageid',
      'an outcome was set at another stage than the current one',
    ]);
  });

  test('an empty note is refused', async () => {
    const userid = userNamed('Ana Cliente').id;
    expect((await post('user_stage/record_save', { userid, content: ' ' })).json.ret_code).toBe('999999');
  });
});

describe('look-ups', () => {
  test('sources are text from 0 to 14', async () => {
    const { items } = (await get('user_dynamic/getsource')).json;
    expect(items).toHaveLength(15);
    expect(items[9]).toEqual({ label: '企业微信', value: '9' });
  });

  test('regions come by their addresses, exchanged, or as sampled', async () => {
    const { settings } = bench.server.sobot;
    const keys = async (path: string) => Object.keys((await get(`user_dynamic/${path}`)).json.items[0]);
    expect((await get('user_dynamic/provice')).json.items[0]).toEqual({
      provinceid: '110000',
      province_name: '北京市',
    });
    expect(await keys('city/130000')).toContain('city_name');
    expect(await keys('area/130300')).toContain('area_name');
    settings.regions = 'as-sampled';
    expect(await keys('city/130000')).toContain('area_name');
    expect(await keys('area/130300')).toContain('city_name');
    settings.regions = 'exchanged';
    expect(await keys('area/130000')).toContain('city_name');
  });

  test('custom fields show the two fixed ones, each type once and a deleted one', async () => {
    const { items } = (await get('custom_field/custom_fieid_info_list')).json;
    expect(items[0]).not.toHaveProperty('operate_type');
    expect(items.slice(2, 11).map(({ field_type }: { field_type: number }) => field_type)).toEqual([
      1, 2, 3, 4, 5, 6, 7, 8, 9,
    ]);
    expect(items[11]).toMatchObject({ field_name: 'Fax', field_status: 0 });
  });

  test('lists come under item, and numbers as text, when asked to', async () => {
    Object.assign(bench.server.sobot.settings, { lists: 'item', numbers: 'strings' });
    const { json } = await get('label_group/list');
    expect(json.item[0]).toMatchObject({ status: '1', type: '1' });
    expect(json.total_count).toBe('6');
  });
});

describe('faults and colleagues', () => {
  test('take the name of an interface as its address has it', async () => {
    bench.server.faults.add({
      kind: 'code',
      code: '999999',
      interface: 'user_stage/record_save',
      written: true,
    });
    const ana = userNamed('Ana Cliente');
    const before = ana.events.length;
    const { json } = await post('user_stage/record_save', { userid: ana.id, content: 'Called.' });
    expect(json.ret_code).toBe('999999');
    expect(ana.events).toHaveLength(before + 1);
  });

  test('a colleague changes tags between the read and the write', async () => {
    const ana = userNamed('Ana Cliente');
    const change = { customer: '5511900000001', set: { tags: ['VIP'], remark: 'Seen.' } };
    bench.server.faults.add({ kind: 'colleague', when: 'after', interface: 'label/userlabels', change });
    await post('label/userlabels', [ana.id]);
    expect(ana).toMatchObject({ labelIds: [labelNamed('VIP').id], fields: { remark: 'Seen.' } });
  });
});

describe('the token service', () => {
  test('gives everybody the same living token for a bearer', async () => {
    const { bearer } = bench.server.tokenService;
    expect((await bench.ask('/sobot')).status).toBe(401);
    const headers = { authorization: `Bearer ${bearer}` };
    expect((await bench.ask('/sobot', { headers })).json).toEqual({ token, expires_in: 86_400 });
    await bench.command({ op: 'void-tokens' });
    const next = (await bench.ask('/sobot', { headers })).json.token;
    expect(next).not.toBe(token);
    expect((await bench.ask('/sobot', { headers })).json.token).toBe(next);
  });
});
