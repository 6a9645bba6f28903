/** What a customer has beside name, number and mail. */
import { afterEach, describe, expect, it } from 'vitest';
import type { FieldValue } from '../../../lib/crm/model.ts';
import { customDefinitions, levelOptions } from '../../../lib/crm/sobot/custom-fields.ts';
import type { User } from '../../doubles/crm-server/sobot/company.ts';
import { levelOptions as levels } from '../../doubles/crm-server/sobot/custom-fields.ts';
import { type Company, never, startCompany, type Variant } from './company.ts';

let company: Company;
let ana: User;
afterEach(async () => {
  const { violations } = company.server;
  await company.close();
  expect(violations).toEqual([]);
});

async function start(variant: Variant = {}): Promise<void> {
  company = await startCompany(variant);
  ana = company.seed('+5511900000021', 'Ana');
  await company.adapter.catalogue(never);
}
const apply = (key: string, from: FieldValue, to: FieldValue) =>
  company.adapter.apply({ kind: 'edit', customerId: ana.id, edits: [{ key, from, to }] }, 'k', never);
const field = async (key: string) =>
  (await company.adapter.get(ana.id, never)).fields.find((one) => one.key === key);

describe.each<[string, Variant]>([
  ['patches', { rows: 'patch' }],
  ['replaces', { rows: 'replace', vipLevels: 'data_value', fixedVariables: 'snake' }],
  ['replaces, with variables that nobody foresaw', { rows: 'replace', fixedVariables: 'unheard-of' }],
])('on a server that %s', (_, variant) => {
  it.each<[string, string, keyof User['fields']]>([
    ['realName', 'Ana Maria', 'uname'],
    ['qq', '10001', 'qq'],
    ['wechat', 'ana_wx', 'wx'],
  ])('%s is written and cleared', async (key, value, wire) => {
    await start(variant);
    await apply(key, null, value);
    expect(ana.fields[wire]).toBe(value);
    expect(await field(key)).toEqual({ key, value, text: null });
    await apply(key, value, null);
    expect(ana.fields[wire]).toBe('');
  });

  it("a customer gets this chat's number beside the one that is there", async () => {
    await start(variant);
    const both = '+5511900000021,+15550100031';
    const { customer } = await apply('phone', '+5511900000021', both);
    expect(customer?.phones.map(({ e164 }) => e164)).toEqual(both.split(','));
  });

  it('a customer is put on the blacklist and taken off it', async () => {
    await start(variant);
    expect((await apply('blacklist', null, 'yes')).customer?.blocked).toBe(true);
    expect((await apply('blacklist', 'yes', null)).customer?.blocked).toBe(false);
    expect(ana.fields.user_status).toBe('0');
  });

  it('the VIP level is chosen from the options of the company, and shown by its name', async () => {
    await start(variant);
    const { fields } = await company.adapter.catalogue(never);
    const options = fields.find(({ key }) => key === 'vipLevel')?.options ?? [];
    expect(options.map(({ label }) => label)).toEqual(['Gold', 'Silver']);
    const [gold, silver] = options.map(({ value }) => value);
    await apply('vipLevel', null, gold ?? null);
    expect(await field('vipLevel')).toEqual({ key: 'vipLevel', value: gold, text: 'Gold' });
    await apply('vipLevel', gold ?? null, silver ?? null);
    expect(await field('vipLevel')).toMatchObject({ text: 'Silver' });
    await expect(apply('vipLevel', silver ?? null, 'Bronze')).rejects.toMatchObject({
      code: 'INVALID_INPUT',
    });
  });

  it('fixed fields are never taken for the company’s own', async () => {
    await start(variant);
    const { fields } = await company.adapter.catalogue(never);
    expect(fields.filter(({ key }) => key.startsWith('custom:'))).toHaveLength(9);
  });
});

describe('a level', () => {
  it('that is no option any more is not sent back, and hinders no other edit', async () => {
    await start();
    ana.fields.vip_level = 'gone';
    await apply('email', null, 'ana@example.com');
    expect(ana.fields.vip_level).toBe('gone');
  });

  it('is shown by the name that the list tells, where the options are not known yet', async () => {
    await start({ detail: 'sparse' });
    ana.fields.vip_level = levels[0]?.data_id ?? '';
    const next = company.restart();
    const fields = (await next.adapter.get(ana.id, never)).fields;
    expect(fields).toContainEqual(expect.objectContaining({ key: 'vipLevel', text: 'Gold' }));
  });
});

it('an e-mail address that is none is not sent', async () => {
  await start();
  await expect(apply('email', null, 'ana at example')).rejects.toMatchObject({ code: 'INVALID_INPUT' });
  expect(company.bodies('user/update')).toEqual([]);
});

it('the key to the company’s own system is shown', async () => {
  await start();
  ana.fields.partnerid = 'shop-7';
  expect(await field('partnerId')).toEqual({ key: 'partnerId', value: 'shop-7', text: null });
  await expect(apply('partnerId', 'shop-7', 'x')).rejects.toMatchObject({ code: 'UNSUPPORTED' });
});

describe('a field of the company', () => {
  const wire = (more: Record<string, unknown>) => ({
    field_id: 'f',
    field_name: 'Size',
    field_variable: 'customField1',
    field_type: '1',
    fill_flag: '0',
    field_status: '1',
    field_remark: '',
    operate_type: '1',
    cus_field_data_info_list: [],
    ...more,
  });

  it('tells what the company says about it', async () => {
    await start();
    expect(customDefinitions([wire({ field_remark: 'In EU sizes' })])).toMatchObject([
      { help: 'In EU sizes' },
    ]);
  });

  it('of a type that is not documented is shown, and not written', async () => {
    await start();
    expect(customDefinitions([wire({ field_type: '12' })])).toMatchObject([{ type: 'text', readOnly: true }]);
  });

  it('that is a level without values has no options', async () => {
    await start();
    expect(levelOptions([wire({ field_variable: 'vipLevel' })])).toEqual([]);
  });
});
