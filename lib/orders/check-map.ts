/** What a map that is being made reads of a reply, field by field, and what is wrong with it. Pure. */
import { isPointer } from '../settings/order-source.ts';
import { type DraftMap, itemFields, type MapField, orderFields } from './map-fields.ts';
import { orderPlaces, ownersIn } from './order-places.ts';
import { at } from './pointer.ts';
import { readCurrency, readLink, readMoment, readMoney, readText } from './read-values.ts';

/**
 * `missing`: it is needed, and not mapped; `nowhere`: nothing stands there, in no order; `object`, `list`: it is no single
 * value; `not-a-list`; the others: it is not what the field is for.
 */
type FieldProblem =
  | 'missing'
  | 'nowhere'
  | 'object'
  | 'list'
  | 'not-a-list'
  | 'not-an-amount'
  | 'not-a-currency'
  | 'not-a-link'
  | 'not-a-pointer';

export interface FieldReading {
  /** As the panel has it; null: nothing stands there in this order, or it cannot be read. Of a list: how long it is. */
  value: string | null;
  problem: FieldProblem | null;
}

/** How amounts are meant: of which currency where the reply names none, and of which unit. */
export interface Money {
  currency: string | null;
  minor: boolean | number;
}

/** How many orders are looked at for a field that the first lacks. */
const mostRows = 100;

/** @param first the order whose values are shown. */
export function checkMap(
  reply: unknown,
  draft: DraftMap,
  first: unknown,
  money: Money,
): Partial<Record<MapField, FieldReading>> {
  const rows = (orderPlaces(reply, draft) ?? []).slice(0, mostRows).map(({ order }) => order);
  const holders = ownersIn(reply, draft.owners).map((pointer) => at(reply, pointer));
  const currency =
    (draft.currency === undefined ? null : readCurrency(at(first, draft.currency))) ?? money.currency;
  const amount = (value: unknown) => readMoney(value, currency, money.minor);
  const items = itemsOf(first, draft) ?? rows.map((row) => itemsOf(row, draft)).find(Boolean) ?? [];

  const read = (field: MapField, from: unknown, others: readonly unknown[]): FieldReading | undefined => {
    const pointer = draft[field];
    if (pointer === undefined) return undefined;
    if (!isPointer(pointer)) return wrong('not-a-pointer');
    // Without an order nothing can be said of its fields.
    if (others.length === 0) return { value: null, problem: null };
    const value = at(from, pointer);
    if (value === undefined && others.every((row) => at(row, pointer) === undefined)) return wrong('nowhere');
    return readField(field, value, amount);
  };

  const fields: [MapField, FieldReading | undefined][] = [
    ['owners', read('owners', reply, [reply])],
    ['orders', read('orders', holders[0], holders) ?? wrong('missing')],
    ['next', read('next', reply, [reply])],
    ['more', read('more', reply, [reply])],
    ...orderFields.map((field) => [field, read(field, first, rows)] as [MapField, FieldReading | undefined]),
    ['items', read('items', first, rows)],
    ...itemFields.map(
      (field) => [field, read(field, items[0], items)] as [MapField, FieldReading | undefined],
    ),
  ];
  const readings = Object.fromEntries(fields.filter(([, reading]) => reading !== undefined));
  const lacks: MapField[] = ['number', ...(draft.items === undefined ? [] : (['itemName'] as const))];
  for (const field of lacks) if (draft[field] === undefined) readings[field] = wrong('missing');
  if (draft.items === undefined && itemFields.some((field) => draft[field] !== undefined)) {
    readings.items = wrong('missing');
  }
  return readings;
}

/** What is itself a list. */
export const isListField = (field: MapField): boolean => /^(owners|orders|items)$/.test(field);

const wrong = (problem: FieldProblem): FieldReading => ({ value: null, problem });

function itemsOf(row: unknown, { items }: DraftMap): unknown[] | null {
  const list = items === undefined ? undefined : at(row, items);
  return Array.isArray(list) && list.length > 0 ? list : null;
}

function readField(field: MapField, value: unknown, amount: (value: unknown) => string | null): FieldReading {
  // In this order there is none.
  if (value === undefined || value === null) return { value: null, problem: null };
  if (isListField(field)) {
    if (Array.isArray(value)) return { value: String(value.length), problem: null };
    // Somebody may be named alone.
    const isOne = field === 'owners' && typeof value === 'object';
    return isOne ? { value: '1', problem: null } : wrong('not-a-list');
  }
  if (Array.isArray(value)) return wrong('list');
  if (typeof value === 'object') return wrong('object');
  if (typeof value === 'boolean') return { value: String(value), problem: null };
  const text = readText(value);
  if (text === null) return { value: null, problem: null };
  const as = (read: string | null, problem: FieldProblem): FieldReading =>
    read === null ? wrong(problem) : { value: read, problem: null };
  switch (field) {
    case 'total':
    case 'itemTotal':
      return as(amount(value), 'not-an-amount');
    case 'currency':
      return as(readCurrency(value), 'not-a-currency');
    case 'url':
    case 'tracking':
      return as(readLink(value), 'not-a-link');
    case 'placedAt':
      return { value: readMoment(value), problem: null };
    default:
      return { value: text, problem: null };
  }
}
