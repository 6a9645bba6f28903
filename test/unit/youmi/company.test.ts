import { describe, expect, it } from 'vitest';
import type { Part } from '../../../lib/crm/company.ts';
import { readCompany } from '../../../lib/crm/youmi/read-company.ts';
import { answering, never, type Sent } from './answering.ts';
import { samples } from './page-samples.ts';

const nameOf = ({ url }: Sent) => new URL(url).pathname.replace('/v1/', '');
const sampleOf = (sent: Sent): unknown =>
  Object.entries(samples).find(([interfaceName]) => interfaceName === nameOf(sent))?.[1];
const ok = (values: unknown) => ({ errmsg: 20000, succeed: true, values });

/** The company as the samples have it, but for what is given here by interface. */
const read = (other: Record<string, unknown> = {}, signal = never) =>
  readCompany(answering((sent) => other[nameOf(sent)] ?? sampleOf(sent)).wire, signal);
const itemsOf = async <T>(part: Promise<Part<T>>): Promise<T[]> => {
  const read = await part;
  if ('error' in read) throw read.error;
  return read.items;
};
const accountsOf = (...values: object[]) => itemsOf(read({ WeCaht: ok(values) }).then((one) => one.accounts));
const groupsOf = (Label: object[], wecahtlabel: object[]) =>
  itemsOf(read({ Label: ok(Label), wecahtlabel: ok(wecahtlabel) }).then((one) => one.tags));
const placementsOf = (values: object[], accounts: object[] = []) =>
  itemsOf(read({ AdManage: ok(values), WeCaht: ok(accounts) }).then((one) => one.placements));
const attributesOf = (...values: object[]) =>
  itemsOf(read({ 'friend/GetCustomAttributeList': ok(values) }).then((one) => one.attributes));

describe('the company’s catalogue', () => {
  it('is read out of the samples of the page', async () => {
    const company = await read();
    expect(company).toMatchObject({
      accounts: {
        items: [
          {
            id: '135389',
            name: '刘潇',
            number: '微信号',
            originalNumber: '原始微信号',
            device: '昵称',
            qrCode: null,
            friends: 1709,
            groups: 23,
            kind: 'wechat',
            flags: { watched: true, pushed: true, calls: false, adding: true },
            tells: { faults: null, keywords: null, requests: null },
          },
        ],
      },
      staff: { items: [{ id: 'b01', name: 'b01', active: false, orderUser: 'b08' }] },
      serving: {
        items: [{ staffId: 'b03', account: { id: '3547', name: '秀逗吖Q.', number: 'zznn72537' } }],
      },
      attributes: {
        items: expect.arrayContaining([expect.objectContaining({ name: '住址', type: 'text' })]),
      },
    });
  });

  it('counts an account once, whichever of the two lists names it', async () => {
    expect(await accountsOf({ ad_wechat_id: 1 }, { ad_wechat_id: '1', ad_wechat_nick: 'P01' })).toHaveLength(
      1,
    );
  });

  it.each([
    [0, 'wechat'],
    ['1', 'official'],
    [2, 'mini-program'],
    [3, 'wecom'],
    [7, { code: '7' }],
    [null, null],
  ])('names the kind %o as far as the page says what it means', async (ad_wechat_lei, kind) => {
    expect(await accountsOf({ ad_wechat_id: 1, ad_wechat_lei })).toMatchObject([{ kind }]);
  });

  it.each([
    ['http://img.example/a b.png', 'http://img.example/a%20b.png'],
    ['HTTPS://img.example/q', 'https://img.example/q'],
    ['javascript:alert(1)', null],
    ['data:image/png;base64,AA==', null],
    ['//img.example/q', null],
    ['二维码', null],
    ['', null],
  ])('opens %o as the picture of a code as %o', async (ad_wechat_qrcode, qrCode) => {
    expect(await accountsOf({ ad_wechat_id: 1, ad_wechat_qrcode })).toMatchObject([{ qrCode }]);
  });

  it('puts tags into their categories, whether these are listed or not', async () => {
    const tag = (id: number, group: number | string, name: string) => ({
      ad_label_info_id: id,
      ad_label_info_name: name,
      ad_label_id: group,
      ad_label_name: 'Job',
      ad_choose: '1',
    });
    const level = { ad_label_id: 1, ad_label_name: 'Level', ad_choose: 0 };
    const empty = { ad_label_id: 3, ad_label_name: '', ad_choose: 2 };
    expect(await groupsOf([level, empty], [tag(10, '1', 'VIP'), tag(11, 2, '零售'), tag(12, 1, '')])).toEqual(
      [
        {
          id: '1',
          name: 'Level',
          multiple: false,
          tags: [
            { id: '10', name: 'VIP' },
            { id: '12', name: '12' },
          ],
        },
        { id: '3', name: '3', multiple: { code: '2' }, tags: [] },
        { id: '2', name: 'Job', multiple: true, tags: [{ id: '11', name: '零售' }] },
      ],
    );
  });

  it('names the accounts of a placement by their numbers, else by the accounts, else by their ids', async () => {
    const placement = { ad_brand_id: 1, ad_brand_name: 'Ads', ad_brand_welist: '["3516", "3521"]' };
    const wechats = JSON.stringify([{ ad_wechat_nober: 'dong', ad_wechat_qrcode: 'http://q.example/1' }]);
    const known = [{ ad_wechat_id: 3516, ad_wechat_nickname: 'Shop one' }];
    expect(await placementsOf([{ ...placement, wechats }])).toMatchObject([
      { accounts: [{ name: 'dong', qrCode: 'http://q.example/1' }] },
    ]);
    expect(
      await placementsOf([{ ...placement, wechats: null, ad_brand_region_code: 360800 }], known),
    ).toEqual([
      {
        id: '1',
        name: 'Ads',
        code: null,
        regionCode: '360800',
        accounts: [
          { name: 'Shop one', qrCode: null },
          { name: '3521', qrCode: null },
        ],
      },
    ]);
  });

  it('has attributes in the company’s order, and choices by their words', async () => {
    const found = await attributesOf(
      { id: 3, customName: 'Last', customType: 9 },
      { id: 1, customName: 'Born', customType: '2', sort: 2, customDateformat: 'YYYY-MM-DD' },
      {
        id: 2,
        customName: 'Likes',
        customType: 4,
        sort: 1,
        customIsred: true,
        customLength: 0,
        customDateformat: 'YYYY-MM-DD',
        customVal: '[{"key": "足球", "value": "1"}]',
      },
    );
    expect(found.map(({ name }) => name)).toEqual(['Likes', 'Born', 'Last']);
    expect(found).toMatchObject([
      { type: 'multi', required: true, longest: null, dateFormat: null, options: ['足球'] },
      { type: 'date', required: null, dateFormat: 'YYYY-MM-DD', options: [] },
      { type: { code: '9' } },
    ]);
  });

  it('keeps what could be read beside what was refused', async () => {
    const company = await read({
      AdManage: { succeed: false, errmsg: 200019, errdesc: '失败' },
      Label: { succeed: false, errmsg: 200011 },
    });
    expect(company.accounts).toHaveProperty('items');
    expect(company.placements).toMatchObject({
      error: { code: 'BAD_RESPONSE', backend: { code: '200019', message: '失败' } },
    });
    expect(company.tags).toMatchObject({ error: { code: 'SERVER_DOWN' } });
  });

  it('is an error where nothing could be read', async () => {
    const { wire } = answering(() => ({ succeed: false, errmsg: 200007 }));
    await expect(readCompany(wire, never)).rejects.toMatchObject({ code: 'BAD_CREDENTIALS' });
  });

  it('ends with its signal', async () => {
    const ended = AbortSignal.abort(new Error('enough'));
    await expect(read({}, ended)).rejects.toThrow('enough');
  });

  it('may be empty', async () => {
    const { wire } = answering(() => ok(null));
    const company = await readCompany(wire, never);
    expect(Object.values(company)).toEqual(Array(6).fill({ items: [] }));
  });
});
