import { isObject } from '../json.ts';
import type { Code } from './codes.ts';
import { type Customers, isInternational, type Row, rowFields } from './customers.ts';
import type { Settings } from './settings.ts';

interface Query {
  customers: Customers;
  settings: Settings;
  violate: (what: string) => void;
}

/** `POST customer/query`: a code, the data, or 'unreadable' where the body has not the documented shape. */
export function queryCustomers(
  body: unknown,
  { customers, settings, violate }: Query,
): { code: Code } | { data: unknown } | 'unreadable' {
  if (!Array.isArray(body)) return 'unreadable';
  if (body.length === 0) return { code: 506 };
  if (body.length > settings.maxRows) return { code: 507 };
  const asked = new Set<string>();
  for (const entry of body) {
    if (!isObject(entry) || typeof entry.whatsApp !== 'string') return 'unreadable';
    if (Object.keys(entry).length > 1) violate('a query names more than whatsApp');
    if (!isInternational(entry.whatsApp)) violate('whatsApp is not country code and number in digits');
    asked.add(entry.whatsApp);
  }
  const found = [...asked].flatMap((whatsApp) => customers.get(whatsApp) ?? []);
  return { data: shape(found, settings) };
}

function shape(found: Row[], settings: Settings): unknown {
  const shown = found.map((row) => shapeRow(row, settings));
  if (settings.data === 'records') return { records: shown, total: shown.length };
  if (shown.length === 0) return { array: [], 'empty-string': '', null: null }[settings.none];
  return settings.data === 'object' && shown.length === 1 ? shown[0] : shown;
}

function shapeRow(row: Row, settings: Settings): Record<string, unknown> {
  const shown: Record<string, unknown> = {};
  for (const field of rowFields) {
    if (row[field] !== '' || settings.unset === 'empty') shown[field] = row[field];
    else if (settings.unset === 'null') shown[field] = null;
  }
  if (settings.whatsApp === 'number') shown.whatsApp = Number(row.whatsApp);
  if (settings.extraFields) {
    Object.assign(shown, {
      id: 48213,
      shoeSize: '39',
      loyalty: { points: 120 },
      branches: ['North', 'South'],
    });
  }
  return shown;
}
