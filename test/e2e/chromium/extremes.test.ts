/** Customers of whom there is too much: long, wide, many, and from right to left; at every width. */
import { beforeAll, describe, expect, it } from 'vitest';
import { deviceConnection } from '../harness/connections.ts';
import {
  deviceAna,
  deviceCatalogue,
  deviceCustomer,
  deviceEvents,
  restoreDevice,
  tagGroup,
} from '../harness/device-backup.ts';
import { inPanel, page, panel, world } from '../harness/in-panel.ts';
import { axeViolations, misfits } from '../harness/inspect.ts';
import { until } from '../harness/until.ts';
import { openChat, setUp } from '../harness/world.ts';

const ana = '100000000000001@lid';
const bob = '100000000000002@lid';
const layla = '100000000000010@lid';
const dana = '100000000000032@lid';
const ming = '100000000000011@lid';

const numbered = (count: number, name: (n: number) => string) =>
  Array.from({ length: count }, (_, index) => name(index + 1));

const catalogue = {
  ...deviceCatalogue,
  groups: [
    ...deviceCatalogue.groups,
    tagGroup('many', 'Campaigns and everything that was ever tried', true, {
      ...Object.fromEntries(numbered(9_990, (n) => `Campaign ${n}`).map((name) => [name, '#7c3aed'])),
      Unabgeschlossenerlangerstraßennamenwettbewerbsteilnehmerinnenverzeichnis: '#047857',
      'حملة الصيف الكبرى للعملاء المميزين جدا في جميع الفروع': '#b45309',
    }),
  ],
  fields: numbered(200, (n) => `Field ${n} ${n % 9 === 0 ? 'Unabgeschlossenerlangername' : ''}`.trim()).map(
    (name, index) => ({
      id: `f${index}`,
      key: `custom:f${index}`,
      name,
      type: 'text' as const,
      required: false,
      options: [],
    }),
  ),
  stages: numbered(12, (n) => (n === 4 ? 'Unabgeschlossenerlangerstufenname 4' : `Stage ${n}`)).map(
    (name, order) => ({
      id: ['new', 'talking', 'intent'][order] ?? `s${order}`,
      name,
      order,
    }),
  ),
};

const emoji = '👩‍👩‍👧‍👦🏳️‍🌈🇧🇷';
const word = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const customers = [
  {
    ...deviceAna,
    name: 'Maximiliane von Hohenstein & Söhne '.repeat(290),
    tagIds: [
      ...numbered(297, (n) => `campaign ${n}`),
      'unabgeschlossenerlangerstraßennamenwettbewerbsteilnehmerinnenverzeichnis',
      'حملة الصيف الكبرى للعملاء المميزين جدا في جميع الفروع',
      'hot',
    ],
    address: word.repeat(8),
    remark: 'One line.\n'.repeat(80),
    level: word,
    fields: Object.fromEntries(
      numbered(200, (n) => `custom:f${n - 1}`).map((key, at) => [key, at % 7 ? `Value ${at}` : word]),
    ),
  },
  deviceCustomer('447700900002', word, {
    company: emoji.repeat(40),
    tagIds: ['vip'],
    remark: `${word}\n${emoji}`,
  }),
  deviceCustomer('971500000010', 'ليلى حداد للتجارة العامة والاستيراد والتصدير ذ.م.م', {
    address: 'دبي، شارع الشيخ زايد 12',
    tagIds: ['vip', 'hot'],
    remark: 'تفضل الاتصال صباحا +971 50 000 0010 (VIP)',
  }),
  deviceCustomer('972500000032', 'דנה לוי — Dana & Co. 12', { company: 'לוי בע״מ', tagIds: ['shoes'] }),
  deviceCustomer('8613800000011', emoji.repeat(30), { remark: '王小明'.repeat(60) }),
];

inPanel(async () => {
  await setUp(world, [deviceConnection], { activeConnection: 'device' });
  await restoreDevice(world, { customers, catalogue, timeline: deviceEvents(deviceAna.id, 2_000) });
});

const sizes = [240, 252, 360, 600].flatMap((width) =>
  (['ltr', 'rtl'] as const).map((dir) => ({ width, dir })),
);

const turn = (dir: 'ltr' | 'rtl') =>
  panel.evaluate((to) => {
    document.documentElement.dir = to;
  }, dir);

async function show(chat: string, number: string): Promise<void> {
  await openChat(page, chat);
  await panel.waitForFunction(
    (digits) => {
      const main = document.querySelector('main');
      return main?.dataset.state === 'ready' && main.dataset.phone === digits;
    },
    {},
    number,
  );
}

describe.each(sizes)('at $width px, $dir', ({ width, dir }) => {
  beforeAll(async () => {
    await panel.setViewport({ width, height: 800 });
    await turn(dir);
  });

  it.each([
    ['10 kB of name, 300 tags, 200 fields', ana, '5511900000001'],
    ['one long word', bob, '447700900002'],
    ['Arabic', layla, '971500000010'],
    ['Hebrew and Latin', dana, '972500000032'],
    ['emoji and Chinese', ming, '8613800000011'],
  ])('nothing sticks out and nothing is lost: %s', async (_, chat, number) => {
    await show(chat, number);
    await panel.waitForSelector('[role=combobox][aria-controls]');
    expect(await misfits(panel)).toEqual([]);
  });

  it('nor in what opens over it', async () => {
    await show(ana, '5511900000001');
    await panel.focus('main');
    await panel.keyboard.press('t');
    await panel.waitForSelector('[role=option]');
    expect(await misfits(panel)).toEqual([]);
    await panel.keyboard.type('حملة');
    await panel.waitForFunction(() => document.querySelectorAll('[role=option]').length < 3);
    expect(await misfits(panel)).toEqual([]);
    await panel.keyboard.press('Escape');
    await panel.keyboard.down('Control');
    for (const key of ['a', 'k'] as const) await panel.keyboard.press(key);
    await panel.keyboard.up('Control');
    await panel.waitForSelector('dialog[open]');
    expect(await misfits(panel)).toEqual([]);
    await panel.keyboard.press('Escape');
    await panel.waitForSelector('dialog[open]', { hidden: true });
    await panel.keyboard.press('Backspace');
  });
});

describe('with all of it on the screen', () => {
  beforeAll(async () => {
    await panel.setViewport({ width: 360, height: 800 });
    await turn('ltr');
    await show(ana, '5511900000001');
  });

  it('of 2,000 events as many come as are asked for', async () => {
    const events = () => panel.$$eval('.event', (all) => all.length);
    for (let count = await events(); count < 300; count = await events()) {
      await (await panel.waitForSelector('.timeline-more'))?.evaluate((more) =>
        (more as HTMLElement).click(),
      );
      await until(async () => (await events()) > count, 'earlier events');
    }
    expect(await events()).toBe(300);
  });

  it('it is accessible', async () => {
    expect(await axeViolations(panel)).toEqual([]);
  });
});
