import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { E164 } from '../../../lib/phone/e164.ts';
import { parseE164, spellings } from '../../../lib/phone/index.ts';
import { idOf } from '../../doubles/crm-server/sobot/ids.ts';
import { type Company, never, startCompany, type Variant } from './company.ts';

let company: Company;
async function start(...settings: Parameters<typeof startCompany>): Promise<void> {
  company = await startCompany(...settings);
}
afterEach(() => company.close());

const number = (text: string): E164 => {
  const e164 = parseE164(text);
  if (!e164) throw new Error('not a number');
  return e164;
};
function find(text: string) {
  const e164 = number(text);
  return company.adapter.findByPhone({ e164, spellings: spellings(e164) }, never);
}
const detail = 'user/detail';
const list = 'user/list_by_page';
const labels = 'label/userlabels';
const events = 'user_dynamic/list_by_page';

describe('requests', () => {
  it('are four for a card by its number, the later three side by side, and the timeline comes with them', async () => {
    await start();
    const [found] = await find('+5511900000001');
    const { events: history } = await company.adapter.timeline(found?.customer.id ?? '', null, never);
    expect(company.calls()[0]).toBe(list);
    expect(company.calls().slice(1).sort()).toEqual([detail, labels, events].sort());
    expect(history.map(({ kind }) => kind)).toEqual(['stage', 'other', 'created']);
    const [, first, second, third] = company.server.requests.filter((one) => one.interface !== 'get_token');
    const spread = Math.max(first?.at ?? 0, second?.at ?? 0, third?.at ?? 0) - (first?.at ?? 0);
    expect(spread).toBeLessThan(200);
  });

  it('are four too where the detail is as sparse as its sample, or speaks of WeCom tags', async () => {
    await start({ detail: 'sparse' });
    await find('+5511900000001');
    expect(company.calls()).toHaveLength(4);
    const { id } = company.seed('+15550100031', 'Ana', { wecomLabels: ['团员'] });
    company.server.requests.length = 0;
    await company.adapter.get(id, never);
    expect(company.calls()).toHaveLength(4);
  });

  it('are four at most for a number that nobody has', async () => {
    await start();
    expect(await find('+15550100099')).toEqual([]);
    expect(company.calls().length).toBeLessThanOrEqual(4);
  });

  it('are three for such a number, once searches were seen to find parts of numbers', async () => {
    await start();
    await find('+5511900000001');
    company.server.requests.length = 0;
    expect(await find('+15550100099')).toEqual([]);
    // As digits, and as people set it in groups.
    expect(company.calls()).toEqual([list, list, list]);
  });

  it('follow the addresses and the methods of the page', async () => {
    await start();
    await find('+5511900000001');
    await company.adapter.catalogue(never);
    await company.adapter.agents(never);
    expect(company.server.violations).toEqual([]);
    expect(company.server.requests.every((one) => one.interface !== null)).toBe(true);
  });
});

describe.each<[string, Variant]>([
  ['finds parts of numbers', { search: 'contains' }],
  ['finds whole numbers only', { search: 'exact' }],
])('a search that %s', (_, variant) => {
  beforeEach(async () => {
    await start(variant);
    // Until one was found it is not known how the server searches, and only the likeliest spellings are tried.
    await find('+5511900000001');
  });

  it.each([
    ['with a plus sign', '+5511900000001', '+55 11 90000-0001'],
    ['with zeros', '00447700900002', '+44 7700 900002'],
    ['as dialled at home', '13800000011', '+86 138 0000 0011'],
  ])('finds a number written %s', async (_how, stored, asked) => {
    const found = await find(asked);
    expect(found.map((one) => [one.stored, one.reason])).toEqual([[stored, 'same-number']]);
  });

  it.each([
    ['138-0013-8000', '+8613800138000', 'same-number'],
    ['138 0013 8000', '+8613800138000', 'same-number'],
    ['+86 138 0013 8000', '+8613800138000', 'same-number'],
    ['316-876-5122', '+13168765122', 'national-digits'],
    ['07911 123456', '+447911123456', 'national-digits'],
    ['+447911123456，+447911123457', '+447911123456', 'same-number'],
  ])('finds %s, as a person types it', async (stored, asked, reason) => {
    company.seed(stored, 'Li');
    const found = await find(asked);
    // Where only whole texts are found, a field of several numbers is none of them.
    const whole = variant.search === 'exact' && stored.includes('，');
    expect(found.map((one) => one.reason)).toEqual(whole ? [] : [reason]);
  });

  it("puts the page's own sample number, complete in two countries, before the agent, both ways", async () => {
    company.seed('13168765122', '尔耳');
    for (const asked of ['+8613168765122', '+13168765122']) {
      expect(await find(asked)).toMatchObject([{ reason: 'other-reading', customer: { name: '尔耳' } }]);
    }
  });
});

describe('customers', () => {
  it('who were deleted are neither found nor shown', async () => {
    await start();
    const found = await find('+551140000005');
    expect(found.map((one) => one.customer.name)).toEqual(['Padaria Sol']);
    const gone = company.server.sobot.company.users.find((user) => user.status === 9);
    await expect(company.adapter.get(gone?.id ?? '', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('with several numbers are found by each', async () => {
    await start();
    company.seed('+15550100031,+15550100032', 'Ana');
    const [found] = await find('+15550100032');
    expect(found).toMatchObject({ reason: 'same-number', stored: '+15550100032' });
    expect(found?.customer.phones.map(({ e164 }) => e164)).toEqual(['+15550100031', '+15550100032']);
  });

  it.each(['，', '；', '、', '/'])('with several numbers parted by %s have each of them', async (by) => {
    await start();
    company.seed(`+15550100031${by}+15550100032`, 'Ana');
    const [found] = await find('+15550100032');
    expect(found).toMatchObject({ reason: 'same-number', stored: '+15550100032' });
    expect(found?.customer.phones.map(({ e164 }) => e164)).toEqual(['+15550100031', '+15550100032']);
  });

  it.each([
    '15550100031',
    '\u0661\u0665\u0665\u0665\u0660\u0661\u0660\u0660\u0660\u0663\u0661',
    '1-555\u2011010/0031',
  ])('are found in the search by their number in whatever digits and dashes: %s', async (typed) => {
    await start();
    company.seed('+15550100031', 'Ana');
    expect((await company.adapter.search(typed, never)).map(({ name }) => name)).toEqual(['Ana']);
  });

  it('who only resemble are to choose from, with their tags, without a read of each', async () => {
    await start();
    company.seed('+551100000021', 'One', { labelIds: [company.labelId('Hot')] });
    company.seed('+5511900000021', 'Other');
    company.seed('+5511900000021', 'Twin');
    const found = await find('+5511900000021');
    expect(found).toHaveLength(3);
    expect(found[0]?.customer.tags.map(({ name }) => name)).toEqual(['Hot']);
    expect(company.calls()).toEqual([list, labels]);
  });

  it.each([['camel'], ['snake']] as const)('are read from a detail in %s case', async (style) => {
    await start({ detail: style, userLabel: 'mixed' });
    const [found] = await find('+5511900000001');
    expect(found?.customer).toMatchObject({
      connectionId: 'sobot-main',
      name: 'Ana Cliente',
      phones: [{ raw: '+5511900000001', e164: '+5511900000001' }],
      email: 'ana@example.com',
      sex: 'female',
      remark: 'Prefers to be called in the morning.',
      source: '9',
      level: null,
      blocked: false,
      owner: { id: idOf('agent', 'Bo'), name: 'Bo' },
      stage: { stageId: company.stageId('Intent'), outcome: 'open' },
      state: 'followed-up',
      createdAt: '2026-01-05T08:00:00.000Z',
    });
    expect(found?.customer.tags).toEqual([
      { id: company.labelId('Hot'), name: 'Hot', groupId: null, colour: '#e11d48', readOnly: false },
      { id: company.labelId('Shoes'), name: 'Shoes', groupId: null, colour: '#7c3aed', readOnly: false },
      { id: idOf('wecom', '团员'), name: '团员', groupId: null, colour: null, readOnly: true },
    ]);
    expect(found?.customer.fields).toContainEqual({
      key: `custom:${company.fieldId('Profession')}`,
      value: 'Florist',
      text: null,
    });
  });

  it.each(['wecom', 'mixed'] as const)(
    'have each tag once where the list names business tags as well, by name alone (%s)',
    async (userLabel) => {
      await start({ fixedFields: 'business', userLabel, detail: 'sparse' });
      const [found] = await find('+5511900000001');
      expect(found?.customer.tags.map(({ name, readOnly }) => [name, readOnly])).toEqual([
        ['Hot', false],
        ['Shoes', false],
        ['团员', true],
      ]);
    },
  );

  it('are whole although the detail leaves out most fields', async () => {
    await start({ detail: 'sparse' });
    const { id } = company.server.sobot.company.users[0] ?? { id: '' };
    expect(await company.adapter.get(id, never)).toMatchObject({ email: 'ana@example.com', sex: 'female' });
  });

  it('know the groups of their tags once the catalogue was read', async () => {
    await start();
    await company.adapter.catalogue(never);
    const [found] = await find('+5511900000001');
    expect(found?.customer.tags.map(({ groupId }) => groupId)).toEqual([
      idOf('group', 'Interest'),
      idOf('group', 'Products'),
      null,
    ]);
  });

  it('show level, block, region and what the model has no place for', async () => {
    await start();
    const { id, fields } = company.seed('+15550100031', 'Ana');
    Object.assign(fields, {
      uname: 'Ana Maria Cliente',
      is_vip: '1',
      user_status: '1',
      provice_name: '河北省',
      city_name: '秦皇岛市',
      area_name: '海港区',
      qq: '10001',
      wx: 'ana_wx',
      partnerid: 'shop-7',
    });
    expect(await company.adapter.get(id, never)).toMatchObject({
      level: 'VIP',
      blocked: true,
      address: '河北省 秦皇岛市 海港区',
      other: [],
      fields: [
        { key: 'realName', value: 'Ana Maria Cliente', text: null },
        { key: 'phone', value: '+15550100031', text: null },
        { key: 'qq', value: '10001', text: null },
        { key: 'wechat', value: 'ana_wx', text: null },
        { key: 'blacklist', value: 'yes', text: null },
        { key: 'partnerId', value: 'shop-7', text: null },
      ],
    });
  });

  it.each([['null-item'], ['999999']] as const)('that nobody knows are NOT_FOUND (%s)', async (missing) => {
    await start({ missing });
    await expect(company.adapter.get('nobody', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const change = { kind: 'claim', customerId: 'nobody' } as const;
    await expect(company.adapter.apply(change, 'k', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are not called gone because the server is ill', async () => {
    await start({ missing: '999999' });
    const { id } = company.seed('+15550100031', 'Ana');
    company.server.faults.add({ kind: 'code', code: '999999', interface: detail });
    await expect(company.adapter.get(id, never)).rejects.toMatchObject({ code: 'SERVER_DOWN' });
    company.server.faults.add({ kind: 'code', code: '999999', interface: detail, times: 9 });
    company.server.faults.add({ kind: 'code', code: '999999', interface: labels, times: 9 });
    company.server.faults.add({ kind: 'code', code: '999999', interface: events, times: 9 });
    await expect(company.adapter.get(id, never)).rejects.toMatchObject({ code: 'SERVER_DOWN' });
  });

  it('are searched by name and company, or by e-mail', async () => {
    await start();
    Object.assign(company.seed('+15550100031', 'Ana').fields, { enterprise_name: 'Turner Ltd' });
    const names = async (text: string) => (await company.adapter.search(text, never)).map(({ name }) => name);
    expect(await names('turner')).toEqual(['Bob Turner', 'Ana']);
    expect(await names('ana@example.com')).toEqual(['Ana Cliente']);
    expect(await names('  ')).toEqual([]);
    company.seed('+8613800138000', 'Li');
    for (const typed of ['013800138000', '00 138-0013-8000', '138 0013 8000']) {
      expect(await names(typed), typed).toEqual(['Li']);
    }
  });
});

describe('the catalogue', () => {
  it('has the groups of customers that are valid, with colours that are colours', async () => {
    await start();
    const { groups } = await company.adapter.catalogue(never);
    expect(groups.map(({ name, colour, multiple, tags }) => [name, colour, multiple, tags.length])).toEqual([
      ['Interest', '#e11d48', false, 2],
      ['Level', '#b45309', false, 2],
      ['Products', '#7c3aed', true, 3],
      ['District', null, true, 1],
    ]);
  });

  it('has the same tags where they are listed group by group only', async () => {
    await start();
    const all = (await company.adapter.catalogue(never)).groups;
    Object.assign(company.server.sobot.settings, { labelListNeedsGroup: true });
    expect((await company.adapter.catalogue(never)).groups).toEqual(all);
  });

  it('has stages in order, sources, and fields of nine types', async () => {
    await start();
    const { stages, fields } = await company.adapter.catalogue(never);
    expect(stages.map(({ name }) => name)).toEqual(['New', 'Talking', 'Intent', 'Paid', 'Done']);
    const source = fields.find(({ key }) => key === 'source');
    expect(source?.options).toContainEqual({ value: '9', label: '企业微信' });
    const custom = fields.filter(({ key }) => key.startsWith('custom:'));
    expect(custom.map(({ type }) => type)).toEqual([
      'text',
      'multiline',
      'date',
      'time',
      'number',
      'single',
      'multi',
      'single',
      'cascade',
    ]);
    expect(custom.map(({ name }) => name)).not.toContain('Fax');
    const modes = custom.map(({ key }) => company.adapter.capabilities.fields[key]);
    expect(modes).toEqual([...Array(8).fill('write'), 'read']);
  });

  it('of ten thousand tags is read page by page, once an hour', async () => {
    await start();
    const { groups, labels: known } = company.server.sobot.company;
    const groupId = groups.find(({ name }) => name === 'Products')?.id ?? '';
    for (let count = 0; count < 10_000; count += 1) {
      const at = { createdAt: 0, updatedAt: 0, paramName: null, status: 1 } as const;
      known.push({ ...at, id: idOf('many', String(count)), groupId, name: `Tag ${count}` });
    }
    // Fifty a second would be refused, and waited for.
    const catalogue = await company.adapter.catalogue(never);
    expect(catalogue.groups.flatMap(({ tags }) => tags)).toHaveLength(10_008);
    const { id } = company.seed('+15550100031', 'Ana');
    const asked = company.calls().length;
    const add = [{ id: idOf('many', '7'), name: 'Tag 7', groupId }];
    await company.adapter.apply({ kind: 'setTags', customerId: id, add, remove: [] }, 'k', never);
    expect(company.calls().slice(asked)).not.toContain('label/list');
  }, 60_000);
});

describe('agents', () => {
  it('are each once, with the path of their department', async () => {
    await start();
    const path = (name: string) => `${idOf('company', 'Acme')}|${idOf('department', name)}`;
    expect(await company.adapter.agents(never)).toEqual([
      { id: idOf('agent', 'Bo'), name: 'Bo', department: 'Sales', departmentPath: path('Sales') },
      { id: idOf('agent', 'Mei'), name: 'Mei', department: 'Sales', departmentPath: path('Sales') },
      { id: idOf('agent', 'Igor'), name: 'Igor', department: 'Support', departmentPath: path('Support') },
    ]);
  });
});

describe.each(['as-named', 'exchanged', 'as-sampled'] as const)('regions, %s', (regions) => {
  it('are found by the keys in the answers', async () => {
    await start({ regions });
    const { lookups } = company;
    expect(await lookups('province', null, never)).toContainEqual({ value: '130000', label: '河北省' });
    expect(await lookups('city', '130000', never)).toEqual([
      { value: '130100', label: '石家庄市' },
      { value: '130300', label: '秦皇岛市' },
    ]);
    expect(await lookups('area', '130300', never)).toEqual([
      { value: '130302', label: '海港区' },
      { value: '130303', label: '山海关区' },
    ]);
    await expect(lookups('city', null, never)).rejects.toMatchObject({ code: 'INVALID_INPUT' });
    const asked = company.calls().length;
    await lookups('area', '130300', never);
    expect(company.calls()).toHaveLength(asked);
  });

  it('name a customer’s region where only its ids are told, once for all customers', async () => {
    await start({ regions });
    const fields = { proviceid: '130000', cityid: '130300', areaid: '130303' };
    const { id } = company.seed('+15550100031', 'Ana');
    Object.assign(company.user(id).fields, fields);
    expect((await company.adapter.get(id, never)).address).toBe('河北省 秦皇岛市 山海关区');
    const asked = company.calls().length;
    expect((await company.adapter.get(id, never)).address).toBe('河北省 秦皇岛市 山海关区');
    expect(
      company
        .calls()
        .slice(asked)
        .filter((name) => /provice|city|area/.test(name)),
    ).toEqual([]);
    Object.assign(company.user(id).fields, { areaid: '999999' });
    expect((await company.adapter.get(id, never)).address).toBe('河北省 秦皇岛市 999999');
  });
});
