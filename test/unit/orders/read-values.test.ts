import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readLink, readMoment, readMoney, readText } from '../../../lib/orders/read-values.ts';
import { kindOfStatus, statusOf } from '../../../lib/orders/status.ts';
import { totalsOf } from '../../../lib/orders/totals.ts';

describe('money', () => {
  it.each<[unknown, string | null]>([
    [12, '12'],
    [12.5, '12.5'],
    [-3.2, '-3.2'],
    [0, '0'],
    ['12.50', '12.50'],
    ['1234.5', '1234.5'],
    ['1,234.50', '1234.50'],
    ['1.234,50', '1234.50'],
    ['1 234,50 €', '1234.50'],
    ['R$ 1.234.567,89', '1234567.89'],
    ["CHF 1'234.50", '1234.50'],
    ['1,5', '1.5'],
    ['1,234', '1234'],
    ['1.234.567', '1234567'],
    ['-12.00', '-12.00'],
    ['US$-12.00', '-12.00'],
    ['free', null],
    ['', null],
    [null, null],
    [{ amount: 1 }, null],
    [[1], null],
    [true, null],
    [Number.NaN, null],
    [1e300, null],
  ])('%j is %j', (value, amount) => {
    expect(readMoney(value, 'EUR', false)).toBe(amount);
  });

  it.each<[unknown, string | null, string | null]>([
    [1250, 'EUR', '12.50'],
    ['1250', 'EUR', '12.50'],
    [5, 'EUR', '0.05'],
    [0, 'EUR', '0.00'],
    [-5, 'EUR', '-0.05'],
    [1250, 'JPY', '1250'],
    [1250, 'KWD', '1.250'],
    [1250, null, '12.50'],
    ['12.50', 'EUR', null],
  ])('%j in minor units of %s is %j', (value, currency, amount) => {
    expect(readMoney(value, currency, true)).toBe(amount);
  });

  it('has as many decimals as the shop says, whatever the currency has', () => {
    expect(readMoney(1250, 'JPY', 2)).toBe('12.50');
    expect(readMoney(1250, 'EUR', 3)).toBe('1.250');
    expect(readMoney(1250, 'EUR', 0)).toBe('1250');
  });

  it('comes out as it went in, however a shop parts its digits', () => {
    const cents = fc.integer({ min: 0, max: 1e11 });
    fc.assert(
      fc.property(cents, fc.constantFrom('en-US', 'de-DE', 'pt-BR', 'fr-FR', 'de-CH'), (amount, locale) => {
        const format = new Intl.NumberFormat(locale, { style: 'currency', currency: 'EUR' });
        expect(Number(readMoney(format.format(amount / 100), 'EUR', false))).toBe(amount / 100);
        expect(Number(readMoney(amount, 'EUR', true))).toBe(amount / 100);
      }),
    );
  });

  it('is a decimal or nothing, whatever is sent', () => {
    fc.assert(
      fc.property(fc.anything(), fc.constantFrom(true, false, 0, 2), (value, minor) => {
        expect(readMoney(value, null, minor) ?? '0').toMatch(/^-?\d+(\.\d+)?$/);
      }),
    );
  });
});

describe('a sum', () => {
  it('is kept by currency, and exact', () => {
    const of = (total: string | null, currency: string | null) => ({ total, currency });
    const orders = [
      of('0.1', 'EUR'),
      of('0.20', 'EUR'),
      of('5', 'USD'),
      of('-7.005', 'USD'),
      of('3', null),
      of(null, 'JPY'),
    ];
    expect(totalsOf(orders)).toEqual([
      { currency: 'EUR', total: '0.30' },
      { currency: 'USD', total: '-2.005' },
      { currency: null, total: '3' },
    ]);
  });
});

describe('a moment', () => {
  it.each<[unknown, string | null]>([
    [1_764_288_000, '2025-11-28T00:00:00.000Z'],
    [1_764_288_000_000, '2025-11-28T00:00:00.000Z'],
    ['1764288000', '2025-11-28T00:00:00.000Z'],
    ['2025-11-28T03:00:00+03:00', '2025-11-28T00:00:00.000Z'],
    ['2025-11-28T03:00:00+0300', '2025-11-28T00:00:00.000Z'],
    ['2025-11-28T00:00:00', '2025-11-28T00:00:00.000Z'],
    ['2025-11-28 00:00', '2025-11-28T00:00:00.000Z'],
    ['2025-11-28', '2025-11-28'],
    ['28 de novembro', '28 de novembro'],
    ['28/11/2025', '28/11/2025'],
    ['2025-13-40T99:99:99Z', '2025-13-40T99:99:99Z'],
    ['', null],
    [null, null],
    [{}, null],
  ])('%j is %j', (value, moment) => {
    expect(readMoment(value)).toBe(moment);
  });

  it('is read the same from seconds, ms and ISO', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1e9, max: 4e9 }), (seconds) => {
        const iso = new Date(seconds * 1000).toISOString();
        expect([seconds, seconds * 1000, iso, String(seconds)].map(readMoment)).toEqual([iso, iso, iso, iso]);
      }),
    );
  });
});

it.each<[unknown, string | null]>([
  ['https://shop.example/o/1', 'https://shop.example/o/1'],
  ['http://shop.example/', 'http://shop.example/'],
  ['javascript:alert(1)', null],
  [' JaVaScRiPt:alert(1)', null],
  ['data:text/html,<b>', null],
  ['blob:https://shop.example/1', null],
  ['https://ann:pass@shop.example/', null],
  ['/o/1', null],
  ['', null],
  [7, null],
])('the link %j is opened as %j', (value, link) => {
  expect(readLink(value)).toBe(link);
});

it('reads text and numbers as text, and nothing else', () => {
  expect([' <b>x</b> ', 7, '', '  ', null, undefined, true, {}, [1]].map(readText)).toEqual([
    '<b>x</b>',
    '7',
    ...Array(7).fill(null),
  ]);
});

it.each([
  ['processing', 'paid'],
  ['on-hold', 'open'],
  ['Completed', 'delivered'],
  ['PaymentSettled', 'paid'],
  ['PARTIALLY_REFUNDED', 'refunded'],
  ['a caminho', null],
  ['constructor', null],
])('%s means %s', (word, kind) => {
  expect(kindOfStatus(word, {})).toBe(kind);
});

it("takes the source's own word for a word before everybody's", () => {
  expect(kindOfStatus('completed', { completed: 'sent', 'a caminho': 'sent' })).toBe('sent');
  expect(kindOfStatus('a caminho', { completed: 'sent', 'a caminho': 'sent' })).toBe('sent');
});

describe('what an order has come to, where a shop tells its own word, the payment and the way of the goods apart', () => {
  it.each<[string | null, string | null, string | null, object | null]>([
    ['pending', 'captured', 'shipped', { kind: 'sent', text: 'shipped' }],
    ['pending', 'captured', 'not_fulfilled', { kind: 'paid', text: 'captured' }],
    ['pending', 'refunded', 'delivered', { kind: 'refunded', text: 'refunded' }],
    ['canceled', 'captured', 'shipped', { kind: 'cancelled', text: 'canceled' }],
    ['completed', 'captured', null, { kind: 'delivered', text: 'completed' }],
    ['completed', 'captured', 'shipped', { kind: 'sent', text: 'shipped' }],
    // A parcel, or a payment, that was called off is done anew: the order is not.
    ['pending', 'canceled', 'canceled', { kind: 'open', text: 'pending' }],
    ['a caminho', 'captured', 'not_fulfilled', { kind: null, text: 'a caminho' }],
    ['a caminho', null, null, { kind: null, text: 'a caminho' }],
    [null, 'PENDING', 'UNFULFILLED', { kind: 'open', text: 'PENDING' }],
    [null, null, 'UNFULFILLED', { kind: null, text: 'UNFULFILLED' }],
    [null, null, null, null],
  ])('%s, %s, %s', (status, payment, delivery, expected) => {
    expect(statusOf({ status, payment, delivery }, {})).toEqual(expected);
  });

  it("takes the source's own words", () => {
    const own = { FULFILLED: 'sent', CUSTOMER: 'cancelled' } as const;
    expect(statusOf({ status: null, payment: 'PAID', delivery: 'FULFILLED' }, own)?.kind).toBe('sent');
    expect(statusOf({ status: 'CUSTOMER', payment: 'PAID', delivery: 'FULFILLED' }, own)?.kind).toBe(
      'cancelled',
    );
  });
});
