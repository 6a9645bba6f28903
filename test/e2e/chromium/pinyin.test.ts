/** Han names found by their pinyin, in the real panel: by the browser's own order of characters. */
import type { CDPSession } from 'puppeteer-core';
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceConnection } from '../harness/connections.ts';
import { deviceAna, deviceCustomer, restoreDevice } from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { until } from '../harness/until.ts';
import { openChat, panelShows, setUp } from '../harness/world.ts';

const ana = '100000000000001@lid';
const hidden = '100000000000003@lid';

const characters = [
  ...'新客户老重要已付款待发货退换投诉华东南北京上海广州深圳杭成都高中低意向跟进展会官网朋友圈',
];
const at = (index: number) => characters[index % characters.length] ?? '';
const many = Array.from(
  { length: 10_000 },
  (_, index) => `${at(index)}${at(index * 7)}${at(index * 13)}${at(index >> 5)}${index}`,
);
const tags = ['热门', '重庆', '银行 VIP', '绿色', ...many].map((name, index) => ({
  id: `t${index}`,
  name,
  groupId: 'all',
  colour: null,
  readOnly: false as const,
}));

inPanel(async () => {
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, {
    customers: [{ ...deviceAna, tagIds: [], fields: {} }, deviceCustomer('8613800000011', '王小明')],
    catalogue: {
      groups: [{ id: 'all', name: 'All', colour: null, multiple: true, tags }],
      stages: ['new', 'intent'].map((id, order) => ({ id, name: id, order })),
      fields: [],
    },
  });
});
beforeAll(async () => {
  await openChat(page, ana);
  await panelShows(panel, 'ready', 'Ana Cliente');
  await panel.waitForSelector('[role=listbox]');
});

async function typeAnew(text: string): Promise<void> {
  await panel.click('.picker-box input', { count: 3 });
  await panel.keyboard.press('Backspace');
  await panel.keyboard.type(text);
}

it.each([
  ['remen', '热门'],
  ['rm', '热门'],
  ['re men', '热门'],
  ['热men', '热门'],
  ['chongqing', '重庆'],
  ['zhongqing', '重庆'],
  ['yinhangvip', '银行 VIP'],
  ['lvse', '绿色'],
])('%s finds the tag %s among ten thousand', async (typed, name) => {
  await typeAnew(typed);
  await panel.waitForFunction(
    (wanted) => document.querySelector('[role=option]')?.textContent === wanted,
    {},
    name,
  );
});

it('shows what fits within 50 ms of a key, with ten thousand tags', async () => {
  await typeAnew('');
  await panel.evaluate(() => {
    const times: number[] = [];
    let typed = 0;
    document.addEventListener(
      'input',
      () => {
        typed = performance.now();
      },
      { capture: true },
    );
    const list = document.querySelector('.picker-pop');
    if (list) {
      new MutationObserver(() => {
        if (typed > 0) times.push(performance.now() - typed);
        typed = 0;
      }).observe(list, { subtree: true, childList: true, characterData: true });
    }
    Reflect.set(window, 'times', times);
  });
  for (const letter of [...'kehufukuanxinkehu']) await panel.keyboard.type(letter, { delay: 60 });
  const times = (await panel.evaluate(() => Reflect.get(window, 'times') as number[])).sort((a, b) => a - b);
  console.log(
    `key → choices with 10,000 tags: median ${times[times.length >> 1]?.toFixed(1)} ms of ${times.length}`,
  );
  expect(times.length).toBeGreaterThan(3);
  expect(times[times.length >> 1]).toBeLessThanOrEqual(50);
});

describe('a word that an input method puts together', () => {
  let keyboard: CDPSession;
  beforeAll(async () => {
    keyboard = await panel.createCDPSession();
  });

  /** As an input method does it: the letters stand underlined in the box until they are taken or dropped. */
  const compose = (text: string) =>
    keyboard.send('Input.imeSetComposition', {
      text,
      selectionStart: text.length,
      selectionEnd: text.length,
    });
  const take = (text: string) => keyboard.send('Input.insertText', { text });
  const textIn = (selector: string) =>
    panel.$eval(selector, (box) => (box as HTMLInputElement | HTMLTextAreaElement).value);
  const draftsKept = () =>
    panel.evaluate(async () =>
      JSON.stringify(await Reflect.get(globalThis, 'chrome').storage.session.get('drafts')),
    );

  it('stays whole in the note while its draft is kept, and Esc and Ctrl+Enter are its own', async () => {
    const note = '.note-text';
    await panel.focus(note);
    const before = await draftsKept();
    await compose('ni hao');
    await until(async () => (await draftsKept()) !== before, 'the draft');
    await panel.keyboard.press('Escape');
    await panel.keyboard.down('Control');
    await panel.keyboard.press('Enter');
    await panel.keyboard.up('Control');
    await compose('ni hao ma');
    expect(await textIn(note)).toBe('ni hao ma');
    await take('你好吗');
    expect(await textIn(note)).toBe('你好吗');
    expect(await panel.evaluate((selector) => document.activeElement?.matches(selector), note)).toBe(true);
    expect(await panel.$$eval('.event', (events) => events.length)).toBe(0);
  });

  it('finds tags as it is typed, and is no press on one of them', async () => {
    await typeAnew('');
    await compose('re');
    await compose('re men');
    await panel.waitForFunction(() => document.querySelector('[role=option]')?.textContent === '热门');
    await panel.keyboard.press('Enter');
    await panel.keyboard.press('Escape');
    expect(await textIn('.picker-box input')).toBe('re men');
    await take('热门');
    expect(await textIn('.picker-box input')).toBe('热门');
    expect(await panel.$$eval('.tag-name', (tags) => tags.length)).toBe(0);
    await panel.keyboard.press('Enter');
    await panel.waitForFunction(() => document.querySelector('.tag-name')?.textContent === '热门');
  });
});

it('finds a customer on this device', async () => {
  await openChat(page, hidden);
  await panelShows(panel, 'hidden-number');
  const box = await panel.waitForSelector('.search input');
  await box?.type('wangxm');
  await panel.waitForFunction(() => document.querySelector('.person-name')?.textContent === '王小明');
});
