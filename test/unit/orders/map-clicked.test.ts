import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mapClicked } from '../../../lib/orders/map-clicked.ts';
import { type DraftMap, draftOf, itemFields, mapOf, orderFields } from '../../../lib/orders/map-fields.ts';
import { at, type Path, pointerOf } from '../../../lib/orders/pointer.ts';
import { sourceOf } from './samples.ts';

const reply = {
  data: {
    list: [
      {
        no: 1047,
        tel: '+5511900000001',
        lines: [{ title: 'Shoes', qty: 1 }],
        ship: [{ url: 'https://t/1' }],
      },
      { no: 1031, tel: '+447700900002', lines: [] },
    ],
  },
  paging: { next: '/orders?page=2' },
};

const clicked = (
  path: Path,
  field: Parameters<typeof mapClicked>[3],
  draft: DraftMap = {},
  from = reply as unknown,
) => mapClicked(from, draft, path, field);
const mapped = (...args: Parameters<typeof clicked>): DraftMap => {
  const result = clicked(...args);
  if (!('map' in result)) throw new Error(result.problem);
  return result.map;
};

describe('a value that is pressed', () => {
  it('makes the list it is in that of the orders, and is read from each of them', () => {
    expect(mapped(['data', 'list', 1, 'no'], 'number')).toMatchObject({
      orders: '/data/list',
      number: '/no',
    });
  });

  it('leaves the list that is known as it is, also for what is in a list inside an order', () => {
    const draft = { orders: '/data/list', number: '/no' };
    expect(mapped(['data', 'list', 0, 'ship', 0, 'url'], 'tracking', draft)).toEqual({
      ...draft,
      tracking: '/ship/0/url',
    });
  });

  it('makes the list inside the order that of its items', () => {
    const first = mapped(['data', 'list', 0, 'lines', 0, 'title'], 'itemName');
    expect(first).toMatchObject({ orders: '/data/list', items: '/lines', itemName: '/title' });
    expect(mapped(['data', 'list', 0, 'lines', 0, 'qty'], 'itemQuantity', first)).toMatchObject({
      items: '/lines',
      itemName: '/title',
      itemQuantity: '/qty',
    });
  });

  it('forgets what was read of items of another list', () => {
    const draft = { orders: '/data/list', items: '/ship', itemName: '/url' };
    const now = mapped(['data', 'list', 0, 'lines', 0, 'qty'], 'itemQuantity', draft);
    expect(now).toMatchObject({ items: '/lines', itemQuantity: '/qty' });
    expect(now.itemName).toBeUndefined();
  });

  it('takes the list that is called after orders where there are several around it, and the outer one for that of people', () => {
    const nested = { customers: [{ name: 'Ana', orders: [{ no: 1 }] }] };
    expect(mapped(['customers', 0, 'orders', 0, 'no'], 'number', {}, nested)).toMatchObject({
      owners: '/customers',
      orders: '/orders',
      number: '/no',
    });
    const graph = {
      data: { orders: { edges: [{ node: { name: '#1', lines: { edges: [{ node: { t: 'x' } }] } } }] } },
    };
    const path = ['data', 'orders', 'edges', 0, 'node', 'lines', 'edges', 0, 'node', 't'];
    expect(mapped(path, 'itemName', {}, graph)).toMatchObject({
      orders: '/data/orders/edges',
      items: '/node/lines/edges',
      itemName: '/node/t',
    });
  });

  it('takes with another list what its orders have too, and leaves the rest', () => {
    const two = { old: [{ no: 1, gone: 2 }], orders: [{ no: 3, sum: '4' }] };
    expect(
      mapped(['orders', 0, 'sum'], 'total', { orders: '/old', number: '/no', status: '/gone' }, two),
    ).toEqual({
      orders: '/orders',
      number: '/no',
      total: '/sum',
    });
  });

  it('is the way to more wherever it stands', () => {
    expect(mapped(['paging', 'next'], 'next')).toEqual({ next: '/paging/next' });
  });

  it('says where it cannot be that', () => {
    expect(clicked(['paging', 'next'], 'number')).toEqual({ problem: 'no-list' });
    expect(clicked(['paging'], 'orders')).toEqual({ problem: 'no-list' });
    expect(clicked(['data', 'list', 0, 'no'], 'itemName')).toEqual({ problem: 'no-item-list' });
  });
});

/** Every value in it that is neither list nor object, by its path. */
function leaves(value: unknown, path: Path = []): Path[] {
  if (Array.isArray(value)) return value.flatMap((one, index) => leaves(one, [...path, index]));
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).flatMap(([key, one]) => leaves(one, [...path, key]));
  }
  return [path];
}

const key = fc.oneof(fc.constantFrom('orders', 'no', 'a/b', 'c~d', '0', ''), fc.string({ maxLength: 4 }));
const { json } = fc.letrec((tie) => ({
  json: fc.oneof(
    { depthSize: 'small' },
    fc.integer(),
    fc.string({ maxLength: 4 }),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(key, tie('json'), { maxKeys: 3 }),
  ),
}));
/** A reply, and a value in it. */
const pressed = json.chain((one) => {
  const paths = leaves(one);
  return fc.record({
    one: fc.constant(one),
    path: paths.length > 0 ? fc.constantFrom(...paths) : fc.constant<Path>([]),
  });
});

const depth = (pointer: string) => (pointer === '' ? 0 : pointer.split('/').length - 1);

/** The order in which `path` stands, by the map. */
function orderOf({ owners, orders = '-' }: DraftMap, path: Path): { list: string; order: string } {
  const list = owners === undefined ? orders : `${owners}/${path[depth(owners)]}${orders}`;
  return { list, order: `${list}/${path[depth(list)]}` };
}

it('reads in its own order what was pressed, whatever the reply', () => {
  fc.assert(
    fc.property(pressed, fc.constantFrom(...orderFields), ({ one, path }, field) => {
      const result = mapClicked(one, {}, path, field);
      if (!('map' in result)) {
        expect(path.some((token) => typeof token === 'number')).toBe(false);
        return;
      }
      const { list, order } = orderOf(result.map, path);
      expect(Array.isArray(at(one, list))).toBe(true);
      expect(at(one, order + result.map[field])).toBe(at(one, pointerOf(path)));
    }),
  );
});

it('reads in its own item what was pressed, whatever the reply', () => {
  fc.assert(
    fc.property(pressed, fc.constantFrom(...itemFields), (inner, field) => {
      const one = { list: [{ lines: [inner.one] }] };
      const path = ['list', 0, 'lines', 0, ...inner.path];
      const result = mapClicked(one, {}, path, field);
      if (!('map' in result)) throw new Error(result.problem);
      const { order } = orderOf(result.map, path);
      const items = order + result.map.items;
      expect(Array.isArray(at(one, items))).toBe(true);
      const item = `${items}/${path[depth(items)]}`;
      expect(at(one, item + result.map[field])).toBe(at(one, pointerOf(path)));
    }),
  );
});

it('goes into a source and comes back', () => {
  const { map } = sourceOf();
  expect(mapOf(draftOf(map))).toEqual(map);
});
