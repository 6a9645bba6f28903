import type { AuditEntry } from './audit-log.ts';

const columns = ['at', 'connection', 'customer', 'what', 'name', 'from', 'to'] as const;

/** Seven digits and more, however they are set apart: a number to call. */
const numberLike = /\+?\d(?:[\s().-]*\d){6,}/g;
const isoDate = /^\d{4}-\d{2}-\d{2}$/;

/**
 * The log as a table for a spreadsheet: RFC 4180, in UTF-8 with its mark, times in ISO 8601 UTC. No cell is taken for
 * a formula. `mask` leaves only the last four digits of what looks like a phone number.
 */
export function auditCsv(entries: readonly AuditEntry[], { mask }: { mask: boolean }): string {
  const shown = (text: string | null) => (text !== null && mask ? masked(text) : (text ?? ''));
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

/** A spreadsheet reads text after these as a formula; an apostrophe in front keeps it text. */
function cell(text: string): string {
  const plain = /^[=+\-@\t\r\n＝＋－＠]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

function masked(text: string): string {
  return text.replace(numberLike, (found) => {
    if (isoDate.test(found)) return found;
    const digits = found.replace(/\D/g, '').length;
    let place = 0;
    return found.replace(/\d/g, (digit) => {
      place += 1;
      return place > digits - 4 ? digit : '•';
    });
  });
}
