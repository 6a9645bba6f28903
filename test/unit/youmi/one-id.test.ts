/** A friend has one id, whichever way they are found, however many operating accounts there are. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SearchedPart } from '../../../lib/crm/port.ts';
import type { Settings } from '../../doubles/crm-server/youmi/settings.ts';
import { type Desk, startDesk } from './adapter-for.ts';

const never = new AbortController().signal;
const at = new Date(Date.UTC(2999, 0, 2, 3, 4, 5)).toISOString();

let desk: Desk;
/** `ad_wechat_id` of the last account. */
let last: number;

async function begin(settings: Partial<Settings> = {}, v2 = false, count = 12) {
  await desk?.close();
  desk = await startDesk(settings, { v2 });
  last = desk.company.expandTo(count);
}
beforeEach(() => begin());
afterEach(async () => {
  expect(desk.server.violations).toEqual([]);
  await desk.close();
});

/** All that is found, a part at a time. */
async function everyPart(text: string) {
  const parts: SearchedPart[] = [];
  let from: string | null = null;
  do {
    const part: SearchedPart | undefined = await desk.adapter.searchFurther?.(text, from, never);
    if (!part) throw new Error('searches in one part');
    parts.push(part);
    from = part.next;
  } while (from !== null);
  return parts;
}

const ids = async (text: string) => [
  ...new Set((await everyPart(text)).flatMap(({ customers }) => customers.map(({ id }) => id))),
];

const inTwoPlaces = () => {
  for (const accountId of [3547, last])
    desk.company.addFriend('Inês', { number: 'ines', original: 'wxid_ines', accountId });
};

describe('with more accounts than are asked at once', () => {
  it.each([
    [{}, false],
    [{}, true],
    [{ wechatNo: 'contains', wechatNoIn: 'number', missingFriend: '200009', pageCap: 20 }, false],
    [{ v2Envelope: 'data', v2Names: 'camel', v2FirstPage: 0, numbers: 'strings' }, true],
  ] as const)('a friend goes by the same id by number and by name (%j, v2: %s)', async (settings, v2) => {
    await begin(settings, v2);
    desk.company.addFriend('Inês', { number: 'ines-1', original: 'wxid_ines', accountId: last });
    expect(await ids('ines-1')).toEqual([`${last}/wxid_ines`]);
    expect(await ids('Inês')).toEqual([`${last}/wxid_ines`]);
    const [found] = await desk.adapter.search('ines-1', never);
    expect(await desk.adapter.get(`${last}/wxid_ines`, never)).toEqual(found);
    expect(found?.fields).toContainEqual({ key: 'operatingAccount', value: 'D12 (acme-12)', text: null });
  });

  it.each([false, true])('friends of one name and two accounts stay two (v2: %s)', async (v2) => {
    await begin({}, v2);
    const one = desk.company.addFriend('Inês', { accountId: 3516 });
    const other = desk.company.addFriend('Inês', { accountId: last });
    const found = await ids('Inês');
    expect(found.toSorted()).toEqual([`3516/${one.original}`, `${last}/${other.original}`]);
  });

  it.each([false, true])('one person who is the friend of two accounts stays two (v2: %s)', async (v2) => {
    await begin({}, v2);
    inTwoPlaces();
    expect(await ids('wxid_ines')).toEqual(['3547/wxid_ines', `${last}/wxid_ines`]);
  });

  it('asks them one by one only where a question to all has found somebody', async () => {
    expect(await ids('nobody-1')).toEqual([]);
    const asked = desk.sent('friend').map(({ path }) => new URLSearchParams(path.split('?')[1]));
    expect(asked.filter((query) => query.has('Wechat_No'))).toHaveLength(1);
  });

  it.each([false, true])('asks a part of very many, and goes on at a press (v2: %s)', async (v2) => {
    await begin({}, v2, 43);
    desk.company.addFriend('Inês', { number: 'ines-1', original: 'wxid_ines', accountId: last });
    const parts = await everyPart('ines-1');
    expect(parts.slice(0, 2)).toMatchObject([
      { customers: [], goneThrough: 20, of: 'accounts' },
      { customers: [], goneThrough: 40, of: 'accounts' },
    ]);
    expect(await ids('ines-1')).toEqual([`${last}/wxid_ines`]);
  });
});

describe('an id that an earlier version made without the account', () => {
  it.each([
    {},
    { wechatNoIn: 'number', missingFriend: '200009' },
    { wechatNo: 'contains', wechatNoIn: 'original' },
  ] as const)('brings the card under the whole one (%j)', async (settings) => {
    await begin(settings);
    desk.company.addFriend('Inês', { number: 'ines-1', original: 'wxid_ines', accountId: last });
    expect(await desk.adapter.get('/wxid_ines', never)).toMatchObject({
      id: `${last}/wxid_ines`,
      name: 'Inês',
    });
  });

  it('is nobody’s where two accounts have that friend, so that the agent is asked', async () => {
    inTwoPlaces();
    await expect(desk.adapter.get('/wxid_ines', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('is nobody’s where the friend is gone', async () => {
    await expect(desk.adapter.get('/wxid_gone', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('has a to-do made for the friend of that account, told by the whole one', async () => {
    await begin({}, true);
    desk.company.addFriend('Inês', { original: 'wxid_ines', accountId: last });
    const change = { kind: 'note', customerId: '/wxid_ines', text: 'Call', remindAt: at } as const;
    const { customerId } = await desk.adapter.apply(change, 'key', never);
    expect(customerId).toBe(`${last}/wxid_ines`);
    expect(desk.company.todos).toMatchObject([{ friend: 'wxid_ines', accountId: last }]);
    expect(desk.sent('v2/Todo/AddRecordNew')[0]?.body).toMatchObject({ AdWecharId: last });
    expect(await desk.adapter.verify(change, 'key', never)).toBe('applied');
    expect((await desk.adapter.timeline('/wxid_ines', null, never)).events).toHaveLength(1);
  });

  it('has no to-do made where two accounts have that friend', async () => {
    await begin({}, true);
    inTwoPlaces();
    const change = { kind: 'note', customerId: '/wxid_ines', text: 'Call', remindAt: at } as const;
    await expect(desk.adapter.apply(change, 'key', never)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    expect(desk.sent('v2/Todo/AddRecordNew')).toEqual([]);
  });
});

it.each([3, 12])(
  'a reminder names its friend by the whole id where the to-do does not say it (%i)',
  async (n) => {
    await begin({ todoNamesAccount: false }, true, n);
    const friend = desk.company.addFriend('Inês', { accountId: 3516 });
    const customerId = `3516/${friend.original}`;
    await desk.adapter.apply({ kind: 'note', customerId, text: 'Call', remindAt: at }, 'key', never);
    expect(await desk.adapter.reminders?.(never)).toMatchObject([{ customerId, summary: 'Call' }]);
  },
);
