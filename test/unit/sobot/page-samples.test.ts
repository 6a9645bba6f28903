/**
 * The samples of Sobot's page, through the wire and the adapter. They stand here as published but for what is no JSON: a
 * comma too many (3.3.3), a comma missing (3.9), a bracket too many (3.7). Long values are the page's own.
 */
import { describe, expect, it } from 'vitest';
import { createSobotBackEnd } from '../../../lib/crm/sobot/adapter.ts';
import { readPush } from '../../../lib/crm/sobot/push.ts';
import { tokenCacheFor } from '../../../lib/crm/sobot/token-cache-for.ts';
import { systemClock } from '../../../lib/http/clock.ts';
import { createHttpClient } from '../../../lib/http/http-client.ts';
import { createRateLimiter } from '../../../lib/http/rate-limiter.ts';
import { createServerClock } from '../../../lib/http/server-clock.ts';
import { parseE164, spellings } from '../../../lib/phone/index.ts';
import { tokenMemory } from '../tokens/memory.ts';
import { hastyClock } from './hasty-clock.ts';
import { createMemory } from './memory.ts';
import { pushSamples, samples } from './page-samples.ts';

const never = new AbortController().signal;

function adapterOf(answers: Record<string, unknown> = samples) {
  const sent: { name: string; query: URLSearchParams; body: unknown }[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const path = url.pathname.replace('/api/scrm/5/', '').replace('/api/', '');
    const name = Object.keys(answers).find((one) => path === one || path.startsWith(`${one}/`)) ?? path;
    const text = await request.text();
    sent.push({ name, query: url.searchParams, body: text === '' ? null : JSON.parse(text) });
    const answer = answers[name] ?? { ret_code: '999999', ret_msg: '' };
    // The page shows the first page of its lists.
    const isFirst = (url.searchParams.get('page_no') ?? '1') === '1';
    return Response.json(isFirst ? answer : { ...answer, items: [] });
  };
  const http = createHttpClient({
    fetch,
    clock: systemClock,
    limiter: createRateLimiter({ clock: systemClock, perSecond: 1e6, burst: 1e6, random: () => 0 }),
    serverClock: createServerClock({ clock: systemClock }),
    random: () => 0,
  });
  const connection = {
    id: 'c1',
    provider: 'sobot',
    baseUrl: 'https://www.sobot.com',
    numbers: 'national:CN',
    allowPlainHttp: false,
    credentials: { appId: '1', appKey: '2' },
    options: { timeZone: 'Asia/Shanghai', newCustomerStatus: 2, signNotes: true },
  } as const;
  const tokens = tokenCacheFor({ connection, http, clock: hastyClock(), storage: tokenMemory() });
  const { adapter } = createSobotBackEnd({
    connection,
    http,
    tokens,
    clock: systemClock,
    ...createMemory(),
  });
  return { adapter, sent, connection };
}

describe("the page's own samples", () => {
  it('make the catalogue: groups without a colour that is none, tags, stages, sources, fields', async () => {
    const { adapter } = adapterOf();
    const { groups, stages, fields } = await adapter.catalogue(never);
    expect(groups.map(({ name, colour, multiple }) => [name, colour, multiple])).toEqual([
      ['test32', null, false],
      ['test111', null, false],
    ]);
    expect(stages.map(({ name }) => name)).toEqual([
      '初步沟通',
      '正常跟进',
      '意向确定',
      '付款流程',
      '交易达成',
    ]);
    expect(fields.find(({ key }) => key === 'source')?.options).toHaveLength(15);
    const own = fields.filter(({ key }) => key.startsWith('custom:'));
    expect(own.map(({ name, type, help }) => [name, type, help])).toEqual([
      ['多行文本', 'multiline', undefined],
      ['日期', 'date', undefined],
      ['下拉列表', 'single', '测试使用'],
    ]);
    expect(own[2]?.options[1]).toMatchObject({ value: '607592500181862', label: '香蕉' });
  });

  it('make the card: detail, list, business tags, stage, and words for what the wire calls otherwise', async () => {
    const { adapter } = adapterOf();
    const customer = await adapter.get('1023046dc7f94c3aa9568e5cc86cfbc7', never);
    expect(customer).toMatchObject({
      name: '尔耳',
      phones: [{ raw: '13168765122', e164: null }],
      sex: 'male',
      source: '9',
      owner: { id: 'f48c6d65e19b458b928cdc4c0e3f89bf', name: '刘宇博' },
      stage: { stageId: '7b1c71f10c9e40c994c733c48974ce35', outcome: 'open' },
      blocked: false,
      createdAt: '2021-09-28T05:15:09.000Z',
      updatedAt: '2021-11-10T03:53:14.000Z',
      other: [],
    });
    const fields = Object.fromEntries(customer.fields.map(({ key, value, text }) => [key, text ?? value]));
    expect(fields).toMatchObject({
      wecomFriends: '刘金萌,李丽,赵换然,赵-众服,樊永锋,张佳琦',
      groupChats: '测试群,多个人的群,未知客户,群聊1234,张乐乐测试群聊,小智测试组',
      helpers: '赵换然,李丽,樊永锋',
      createdBy: '樊永锋',
      changedBy: '樊永锋',
      'custom:9c605f42908540529e653d3c0d6c5331': '小米',
      'custom:e4043f59025b454a95004e71ec7dd4b5': '香蕉',
      'custom:bafe053fb51a40d6a2d2b3ab4ce9a80f': '34534',
    });
  });

  it('make a search, with WeCom tags by name and the key to the company’s own system', async () => {
    const { adapter } = adapterOf();
    const [one, other] = await adapter.search('阿卡林康', never);
    expect(one).toMatchObject({ name: '阿卡林康', owner: { name: '安康' } });
    expect(one?.tags.map(({ name, readOnly }) => [name, readOnly])).toEqual([
      ['团员', true],
      ['泰山', true],
      ['www', true],
    ]);
    expect(one?.fields).toContainEqual(
      expect.objectContaining({ key: 'partnerId', value: 'wmzcrEDAAAAn_GEUrwuprZYeJkv99PeA' }),
    );
    expect(other).toMatchObject({ name: 'tet221', email: '2344sds5234@qq.com', source: '18', owner: null });
  });

  it('ask about their own number, complete in two countries', async () => {
    const { adapter } = adapterOf({
      ...samples,
      'user/list_by_page': { ...samples['user/list_by_page'], items: [samples['user/detail'].item] },
    });
    for (const text of ['+8613168765122', '+13168765122']) {
      const e164 = parseE164(text);
      if (!e164) throw new Error('not a number');
      const found = await adapter.findByPhone({ e164, spellings: spellings(e164) }, never);
      expect(found.map(({ reason }) => reason)).toEqual(['other-reading']);
    }
  });

  it('make the timeline, in the order of time, with a win that reads as one', async () => {
    const { adapter } = adapterOf();
    const { events, next } = await adapter.timeline('13b79f884bc94011af91df4a46373d33', null, never);
    expect(events.map(({ kind, actor, summary }) => [kind, actor, summary])).toEqual([
      ['stage', '王斌', null],
      ['stage', '王斌', null],
      ['stage', '王斌', null],
      ['created', null, null],
    ]);
    expect(events[0]?.changes).toEqual([{ field: 'stage', from: '意向确定', to: '付款流程' }]);
    expect(events[1]?.changes).toEqual([{ field: 'outcome', from: null, to: 'won' }]);
    expect(events[3]?.changes).toContainEqual({ field: '来源', from: null, to: '企业微信' });
    expect(next).toBeNull();
  });

  it('make the agents, each with the department', async () => {
    const { adapter } = adapterOf();
    expect(await adapter.agents(never)).toEqual([
      {
        id: 'edf5f6bbf1ee488093edc3eea29cdc63',
        name: '测试2',
        department: '运营部',
        departmentPath:
          '60b7e31daf15417aa0f521aa7d822ddd|bab2c1b0a95248e4bf30ef1c2bf36946|fa9e42241b154353ab629ed4b897ee63',
      },
    ]);
  });

  it('make the regions, although districts stand at the address of the cities', async () => {
    const { adapter } = adapterOf();
    expect(await adapter.lookups('province', null, never)).toHaveLength(3);
    expect((await adapter.lookups('city', '130000', never)).map(({ label }) => label)).toContain('秦皇岛市');
    expect((await adapter.lookups('area', '130300', never)).map(({ label }) => label)).toEqual([
      '海港区',
      '山海关区',
    ]);
  });

  it('make the token and its signature', async () => {
    const { adapter, sent } = adapterOf();
    await adapter.agents(never);
    const [asked] = sent;
    expect(asked?.name).toBe('get_token');
    expect(asked?.query.get('appid')).toBe('1');
  });

  it('make the pushes: saved, saved again, merged with oneself', () => {
    const { connection } = adapterOf();
    const context = { connection, definitions: [] };
    const [first] = readPush(pushSamples.created, context);
    expect(first).toMatchObject({ kind: 'saved', customer: { name: 'sobot', owner: { name: '刘丹' } } });
    const [second] = readPush(pushSamples.updated, context);
    expect(second).toMatchObject({
      kind: 'saved',
      customer: { name: '李小姐', sex: 'female', email: '17789890000@qq.com', remark: '客户咨询' },
      told: { user_name: '李四', wx: 'test_sobot', user_level: '8f3ccf868e3e425abe364686a7dd6803' },
    });
    const fields = second?.kind === 'saved' ? second.customer.fields.map(({ value }) => value) : [];
    expect(fields).toEqual(expect.arrayContaining(['钓鱼', '1980-11-27', '13344445555']));
    expect(readPush(pushSamples.merged, context)).toMatchObject([
      {
        kind: 'merged',
        customerId: '6c8e6562d1e448b397e6b7a046673423',
        goneId: '6c8e6562d1e448b397e6b7a046673423',
      },
    ]);
  });
});
