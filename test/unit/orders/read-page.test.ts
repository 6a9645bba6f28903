import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { listsOf, readOrders } from '../../../lib/orders/read-page.ts';
import type { E164 } from '../../../lib/phone/e164.ts';
import { ana, anaPhone, sourceOf } from './samples.ts';

const row = {
  no: 1001,
  created: '2026-11-20T10:00:00Z',
  state: 'processing',
  amount: '120.00',
  cur: 'brl',
  link: 'https://shop.example/1001',
  track: 'javascript:alert(1)',
  tel: '+55 11 90000-0001',
  mail: 'someone@example.com',
  client: 'x',
  lines: [{ title: '<b>Shoes</b>', qty: 2, sum: 120 }, { qty: 1 }, null],
};
const source = sourceOf();
const read = (more: object = {}, customer = ana, by = source) =>
  readOrders([{ ...row, ...more }], by, customer);

describe('an order', () => {
  it('is read as the map says', () => {
    expect(read()).toEqual([
      {
        id: '1001',
        number: '1001',
        placedAt: '2026-11-20T10:00:00.000Z',
        status: { kind: 'paid', text: 'processing' },
        total: '120.00',
        currency: 'BRL',
        items: [{ name: '<b>Shoes</b>', quantity: '2', total: '120' }],
        url: 'https://shop.example/1001',
        tracking: null,
        match: { by: 'chat' },
      },
    ]);
  });

  it.each<[string, object, object]>([
    [
      'a number as text',
      { no: ' 1001 ', amount: '120', created: '1764288000' },
      { id: '1001', total: '120' },
    ],
    ['text as a number', { no: 1001, amount: 120, created: 1_764_288_000 }, { id: '1001', total: '120' }],
    ['money without a currency', { cur: null }, { total: '120.00', currency: null }],
    ['a local date', { created: '28 de novembro' }, { placedAt: '28 de novembro' }],
    [
      'links that are none',
      { link: 'javascript:alert(1)', track: 'data:text/html,x' },
      { url: null, tracking: null },
    ],
    [
      'markup in each text',
      { no: '<b>1</b>', state: '<i>x</i>' },
      { number: '<b>1</b>', status: { kind: null, text: '<i>x</i>' } },
    ],
  ])('is read where the map points at %s', (_, more, expected) => {
    expect(read(more)).toEqual([expect.objectContaining(expected)]);
  });

  it('has nothing where the map points nowhere, or at what is no value', () => {
    const [order] = read({ created: {}, state: [], amount: { v: 1 }, cur: 7, link: 9, lines: 'none' });
    expect(order).toMatchObject({
      placedAt: null,
      status: null,
      total: null,
      currency: null,
      url: null,
      items: [],
    });
  });

  it('tells payment and delivery apart where the map does', () => {
    const by = sourceOf({ map: { ...source.map, payment: '/paid', delivery: '/way' } });
    const status = (more: object) => read(more, ana, by)[0]?.status;
    expect(status({ state: 'pending', paid: 'captured', way: 'shipped' })).toEqual({
      kind: 'sent',
      text: 'shipped',
    });
    expect(status({ state: 'pending', paid: 'captured', way: {} })).toEqual({
      kind: 'paid',
      text: 'captured',
    });
  });

  it('is left out without a number or an id', () => {
    expect(read({ no: null })).toEqual([]);
  });

  it('stands once, however often a page lists it', () => {
    expect(readOrders([row, row], source, ana)).toHaveLength(1);
  });

  it('takes the currency of the source where it names none', () => {
    const [order] = read({ cur: null, amount: 12000 }, ana, sourceOf({ currency: 'BRL', minorUnits: true }));
    expect(order).toMatchObject({ currency: 'BRL', total: '120.00' });
  });
});

describe('a reply that lists people with their orders', () => {
  const by = sourceOf({ map: { ...source.map, owners: '/people', orders: '/orders/list' } });
  const person = (...list: object[]) => ({ orders: { list } });

  it('is read person by person, the newest order first', () => {
    const lists = listsOf(
      {
        people: [
          person({ ...row, no: 1, created: '2026-11-20' }, { ...row, no: 2, created: '2026-11-01' }),
          person(),
          person({ ...row, no: 3, created: null }, { ...row, no: 4, created: '2026-11-10' }),
        ],
      },
      by.map,
    );
    expect(lists?.map(({ length }) => length)).toEqual([2, 0, 2]);
    const found = readOrders(lists?.flat() ?? [], by, ana);
    expect(found.map(({ id }) => id)).toEqual(['1', '4', '2', '3']);
  });

  it('is none where one of them has no list', () => {
    expect(listsOf({ people: [person(), {}] }, by.map)).toBeNull();
    expect(listsOf({ people: {} }, by.map)).toBeNull();
    expect(listsOf({ people: [] }, by.map)).toEqual([]);
  });

  it('may name one person alone, or nobody', () => {
    expect(listsOf({ people: person(row) }, by.map)).toEqual([[row]]);
    expect(listsOf({ people: null }, by.map)).toEqual([]);
    expect(listsOf({}, by.map)).toBeNull();
    expect(listsOf({ people: 'Ana' }, by.map)).toBeNull();
  });
});

describe('whose an order is', () => {
  const others = { tel: '+44 7700 900002', mail: 'bob@example.com', client: 'bob' };

  it("is never somebody else's", () => {
    expect(read(others)).toEqual([]);
    expect(read({ tel: null, mail: null, client: null })).toEqual([]);
  });

  it.each<[string, object, object]>([
    ['the number of the chat', { tel: '0055 (11) 90000-0001' }, { by: 'chat' }],
    ['another number of the customer', { tel: '+551140000005' }, { by: 'phone', value: '+551140000005' }],
    [
      'the e-mail address, in whatever case',
      { mail: ' Ana@Example.COM ' },
      { by: 'email', value: 'Ana@Example.COM' },
    ],
    ['the id in the CRM', { client: 'ana' }, { by: 'id' }],
  ])('is told by %s', (_, more, match) => {
    const customer = { ...ana, phones: ['+551140000005' as E164] };
    expect(read({ ...others, ...more }, customer)).toEqual([expect.objectContaining({ match })]);
  });

  it.each([
    ['a number without its country code, where none is said', '11900000001'],
    ['digits that end alike', '+115511900000001'],
    ['several numbers at once', '+5511900000001 or +447700900002'],
    ['a masked number', '+55 11 ****0001'],
  ])('is not told by %s', (_, tel) => {
    expect(read({ ...others, tel })).toEqual([]);
  });

  it.each(['Tel. +55 11 90000.0001', 'WhatsApp: 0055 11 90000-0001', '+55-11-90000-0001 (Ana)'])(
    'is told by a number that words stand beside, as in %j',
    (tel) => {
      expect(read({ ...others, tel })).toEqual([expect.objectContaining({ match: { by: 'chat' } })]);
    },
  );

  it.each([
    ['an extension: somebody else may be behind it', '+55 11 90000-0001 ext. 5'],
    ['letters in place of digits', '+55 11 90000-0001 GIFT'],
    ['a letter within', '+55 11 9000O-00001'],
    ['two numbers, one of them in brackets', '+5511900000001 (+447700900002)'],
  ])('is not told by a number with %s', (_, tel) => {
    expect(read({ ...others, tel })).toEqual([]);
  });

  it('is told by a number as it is dialled at home, where the order says in which country', () => {
    const by = sourceOf({ map: { ...source.map, country: '/land' } });
    expect(read({ ...others, tel: '(11) 90000-0001', land: 'BR' }, ana, by)).toHaveLength(1);
    expect(read({ ...others, tel: '(11) 90000-0001', land: 'US' }, ana, by)).toEqual([]);
    expect(read({ ...others, tel: '(11) 90000-0001', land: '?' }, ana, by)).toEqual([]);
  });

  it('is told by the request where that asks for one person alone', () => {
    const { phone: _, email: __, customerId: ___, ...map } = source.map;
    const by = sourceOf({ url: 'https://shop.example/orders?phone={phone}', map });
    expect(read(others, ana, by)).toEqual([expect.objectContaining({ match: { by: 'chat' } })]);
  });

  it('is nobody else for any two numbers', () => {
    const phones = fc.stringMatching(/^\+[1-9]\d{7,13}$/);
    fc.assert(
      fc.property(phones, phones, (one, other) => {
        const found = read({ ...others, tel: other }, { ...ana, chatPhone: one as E164 });
        expect(found.length).toBe(one === other ? 1 : 0);
      }),
    );
  });
});

/** An order but for whose it is. */
const almost = fc.record({
  no: fc.stringMatching(/^\d{1,6}$/),
  tel: fc.anything(),
  mail: fc.anything(),
  client: fc.anything(),
});

it('reads anything without a throw, and never an order that is not theirs', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.anything(), almost)), (rows) => {
      expect(readOrders(rows, source, ana)).toEqual([]);
    }),
  );
  expect(listsOf({ data: { list: {} } }, source.map)).toBeNull();
  expect(listsOf(null, source.map)).toBeNull();
  expect(anaPhone).toBe(ana.chatPhone);
});
