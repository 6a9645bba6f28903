import { isObject, type JsonObject } from '../json.ts';
import type { Code } from './codes.ts';
import {
  type Customers,
  emptyRow,
  isInternational,
  messagingFields,
  partOf,
  rowFields,
} from './customers.ts';
import type { Settings } from './settings.ts';

interface Import {
  customers: Customers;
  settings: Settings;
  violate: (what: string) => void;
}

/**
 * `PUT customer/api/import` after its signature: creates or changes every row, or none of them. The pages do not say
 * which code a bad row gets; 532 for its number and 533 for a field that no page names are this double's reading.
 */
export function importCustomers(
  data: unknown,
  { customers, settings, violate }: Import,
): Code | 'unreadable' | null {
  if (data === undefined || data === null || data === '') return 506;
  if (!Array.isArray(data)) return 'unreadable';
  if (data.length === 0) return 506;
  if (data.length > settings.maxRows) return 507;

  const rows: (JsonObject & { whatsApp: string })[] = [];
  for (const row of data) {
    if (!isObject(row)) return 'unreadable';
    const { whatsApp } = row;
    if (!isInternational(whatsApp)) {
      violate('whatsApp is not country code and number in digits');
      return 532;
    }
    for (const [name, value] of Object.entries(row)) {
      if (messagingFields.includes(name)) violate(`${name} was sent`);
      else if (!rowFields.some((field) => field === name)) {
        violate('a row names a field that is not documented');
        return 533;
      }
      if (typeof value !== 'string') return 'unreadable';
    }
    rows.push({ ...row, whatsApp });
  }

  for (const row of rows) {
    const blank = settings.rows === 'replace' ? emptyRow(row.whatsApp) : {};
    customers.put({ ...blank, ...partOf(row), whatsApp: row.whatsApp });
  }
  return null;
}
