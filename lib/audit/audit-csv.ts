import { maskNumbers } from '../text/mask-numbers.ts';
import type { AuditEntry } from './audit-log.ts';

const columns = ['at', 'connection', 'customer', 'what', 'name', 'from', 'to'] as const;

/**
 * The log as a table for a spreadsheet: RFC 4180, in UTF-8 with its mark, times in ISO 8601 UTC. No cell is taken for
 * a formula, also where an office's list separator is another and cuts the rows elsewhere. `mask` leaves only the last
 * four digits of what looks like a phone number.
 */
export function auditCsv(entries: readonly AuditEntry[], { mask }: { mask: boolean }): string {
  const shown = (text: string | null) => (text !== null && mask ? maskNumbers(text) : (text ?? ''));
  const rows = entries.map((entry) => [
    new Date(entry.at).toISOString(),
    entry.connectionId,
    shown(entry.customerId),
    entry.what,
    entry.name ?? '',
    shown(entry.from),
    shown(entry.to),
  ]);
  return `\uFEFF${[columns, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('')}`;
}

/** Where a cell may begin, by whichever list separator the rows are read, and a sign that makes a formula of it. */
const formulas = /(^|[,;|\t\r\n])([\s"\p{Default_Ignorable_Code_Point}]*)(?=[=+\-@＝＋－＠﹦﹢﹣﹫])/gu;

/** An apostrophe in front keeps it text. */
function cell(text: string): string {
  const plain = text.replace(formulas, "$1$2'").replace(/^[\t\r\n]/, "'$&");
  return /[",;|\t\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
