/**
 * How rows lie in the database. Today, by the app's own modules of July 2026 and later: addresses in columns are objects
 * (`WAWebWid`), and contacts of numbers are kept under `@s.whatsapp.net` (`WAWebLidAwareContactsDB`). Before: texts, and
 * `@c.us` everywhere.
 */
import type { StoreName } from './records.ts';
import type { Switches } from './switches.ts';
import { packedColumns } from './world-records.ts';

const addressColumns = [
  'to',
  'from',
  'accountLid',
  'changeNumberOldJid',
  'changeNumberNewJid',
  'parentGroup',
];

const isAddress = (column: string, value: unknown): value is string =>
  addressColumns.includes(column) && typeof value === 'string';

function addressed(text: string): object {
  const at = text.lastIndexOf('@');
  return { server: text.slice(at + 1), user: text.slice(0, at), _serialized: text };
}

function todays(store: StoreName, row: { id: string }): { id: string } {
  const columns = Object.entries(row).map(([column, value]) => [
    column,
    isAddress(column, value) ? addressed(value) : value,
  ]);
  const id = store === 'contact' ? row.id.replace(/^(\d{7,15})@c\.us$/, '$1@s.whatsapp.net') : row.id;
  return { ...Object.fromEntries(columns), id };
}

/** What a new build or a bad disk may make of a contact's row. */
const oddities: readonly ((row: { id: string }) => { id: string })[] = [
  ({ id }) => withColumns(id, { isAddressBookContact: 1 }),
  ({ id }) => withColumns(id, { name: null, phoneNumber: null, isAddressBookContact: 1 }),
  ({ id }) => withColumns(id, { name: 7, phoneNumber: { user: '55' }, isAddressBookContact: 'yes' }),
  ({ id }) => ({ id }),
  packedColumns,
];

const withColumns = (id: string, columns: Record<string, unknown>): { id: string } => ({ id, ...columns });

/** One of a hundred of the crowd. */
function isOdd({ id }: { id: string }): boolean {
  return /^2\d{14}@lid$/.test(id) && Number.parseInt(id.slice(1), 10) % 100 === 50;
}

function oddRow(row: { id: string }): { id: string } {
  const kind = Math.floor(Number.parseInt(row.id.slice(1), 10) / 100) % oddities.length;
  return oddities[kind]?.(row) ?? row;
}

export function shapeRow(store: StoreName, row: { id: string }, switches: Switches): { id: string } {
  const shaped = switches.records === 'today' ? todays(store, row) : row;
  if (switches['odd-rows'] && store === 'contact' && isOdd(row)) return oddRow(shaped);
  return switches['packed-columns'] ? packedColumns(shaped) : shaped;
}
