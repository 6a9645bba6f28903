import { describe, expect, it } from 'vitest';
import { checkMap } from '../../../lib/orders/check-map.ts';
import type { DraftMap } from '../../../lib/orders/map-fields.ts';

const order = {
  no: 1047,
  sum: 38_980,
  cur: 'BRL',
  at: 1_789_000_000,
  buyer: { tel: '+5511900000001' },
  lines: [{ title: 'Shoes', cost: 100 }],
  link: 'javascript:alert(1)',
  gone: null,
};
const reply = { list: [order, { no: 1031, note: 'late' }] };
const check = (map: DraftMap, minorUnits = false) =>
  checkMap(reply, { orders: '/list', number: '/no', ...map }, order, { currency: null, minor: minorUnits });

describe('a map on a reply', () => {
  it('reads each field as the panel has it', () => {
    const read = check(
      { total: '/sum', currency: '/cur', placedAt: '/at', items: '/lines', itemName: '/title' },
      true,
    );
    expect(read.orders).toEqual({ value: '2', problem: null });
    expect(read.number).toEqual({ value: '1047', problem: null });
    expect(read.total).toEqual({ value: '389.80', problem: null });
    expect(read.placedAt).toEqual({ value: '2026-09-10T00:26:40.000Z', problem: null });
    expect(read.itemName).toEqual({ value: 'Shoes', problem: null });
  });

  it.each<[string, DraftMap, string, string]>([
    ['leads nowhere', { status: '/state' }, 'status', 'nowhere'],
    ['points at an object', { number: '/buyer' }, 'number', 'object'],
    ['points at a list', { status: '/lines' }, 'status', 'list'],
    ['is no list', { orders: '/list/0' }, 'orders', 'not-a-list'],
    ['leads to no list', { orders: '/nothing' }, 'orders', 'nowhere'],
    ['is no amount', { total: '/cur' }, 'total', 'not-an-amount'],
    ['is no currency', { currency: '/sum' }, 'currency', 'not-a-currency'],
    ['is no link that may be opened', { url: '/link' }, 'url', 'not-a-link'],
    ['is no pointer', { phone: 'tel' }, 'phone', 'not-a-pointer'],
    ['lacks the name of items', { items: '/lines' }, 'itemName', 'missing'],
    ['lacks the list of items', { itemName: '/title' }, 'items', 'missing'],
    ['lacks the number', { number: undefined }, 'number', 'missing'],
  ])('says which field %s', (_, map, field, problem) => {
    expect(check(map)[field as 'number']).toEqual({ value: null, problem });
  });

  it('finds nothing wrong with what only other orders have, or what is empty', () => {
    expect(check({ status: '/note' }).status).toEqual({ value: null, problem: null });
    expect(check({ status: '/gone' }).status).toEqual({ value: null, problem: null });
  });

  it('cannot tell about the fields of orders where there is none', () => {
    const none = checkMap({ list: [] }, { orders: '/list', number: '/x' }, undefined, {
      currency: null,
      minor: false,
    });
    expect(none).toMatchObject({ orders: { value: '0' }, number: { value: null, problem: null } });
  });
});
