import { describe, expect, it } from 'vitest';
import { firstPage, isCounted, nextCounted, readCursor } from '../../../lib/orders/page-cursor.ts';
import { sourceOf } from './samples.ts';

const url = 'https://shop.example/orders?search={phoneDigits}';
const counted = sourceOf({ url: `${url}&from={offset}`, pageSize: 2 });
const named = sourceOf({ url: `${url}&after={cursor}`, map: { ...sourceOf().map, next: '/end' } });
const first = firstPage(counted);

describe('the next page', () => {
  it.each([
    ['a full list', [[1, 2]], '[0,1,""]'],
    ['a short one', [[1]], null],
    ['none', [[]], null],
    ['nobody', [], null],
    ['a full one of several', [[1], [1, 2]], '[0,1,""]'],
  ])('of a shop that is counted: after %s', (_, lists, next) => {
    expect(nextCounted({}, lists, counted, 0, first)).toBe(next);
  });

  it.each<[string, unknown, string | null]>([
    ['what it names', { end: 'abc' }, '[1,1,"abc"]'],
    ['a number', { end: 7 }, '[1,1,"7"]'],
    ['null', { end: null }, null],
    ['nothing', {}, null],
    ['an object', { end: {} }, null],
  ])('of a shop that names it: after %s', (_, reply, next) => {
    expect(nextCounted(reply, [[1]], named, 1, firstPage(named))).toBe(next);
  });

  it('is none where the same is named again, or the shop says so', () => {
    expect(nextCounted({ end: 'abc' }, [[1]], named, 0, { ...firstPage(named), cursor: 'abc' })).toBeNull();
    const told = { ...named, map: { ...named.map, more: '/more' } };
    expect(nextCounted({ end: 'abc', more: false }, [[1]], told, 0, first)).toBeNull();
    expect(nextCounted({ end: 'abc', more: true }, [[1]], told, 0, first)).toBe('[0,1,"abc"]');
  });

  it('is found again by its cursor', () => {
    expect(readCursor('[1,3,"abc"]', counted)).toEqual({
      question: 1,
      asked: { page: 3, size: 2, cursor: 'abc' },
    });
    expect(readCursor('[0,1,""]', named)?.asked.size).toBe(50);
  });

  it.each([
    '',
    '7',
    '[]',
    '[0,1]',
    '[-1,1,""]',
    '[0,0.5,""]',
    '{"0":0}',
    'https://shop.example/orders?page=2',
  ])('is not %j', (cursor) => {
    expect(readCursor(cursor, counted)).toBeNull();
  });
});

it('is counted by what its templates name', () => {
  expect(isCounted(counted)).toBe(true);
  expect(isCounted(named)).toBe(true);
  expect(isCounted(sourceOf({ url: `${url}&n={limit}` }))).toBe(false);
  expect(isCounted(sourceOf({ method: 'POST', url, body: '{"p":"{phone}","page":"{page}"}' }))).toBe(true);
});
