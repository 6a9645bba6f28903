import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditCsv } from '../../../lib/audit/audit-csv.ts';
import type { AuditEntry } from '../../../lib/audit/audit-log.ts';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'e',
  at: Date.UTC(2026, 10, 22, 10, 42),
  connectionId: 'crm',
  customerId: 'ana',
  what: 'field',
  name: 'email',
  from: null,
  to: 'ana@example.com',
  ...more,
});
const csv = (more: Partial<AuditEntry>, mask = false) => auditCsv([entry(more)], { mask });
const lastRow = (more: Partial<AuditEntry>, mask = false) => csv(more, mask).split('\r\n')[1];

/** Cells of a table as RFC 4180 has it. */
function read(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
    if (end === '') break;
  }
  return rows.slice(0, -1);
}

describe('the log as a table', () => {
  it('has a head, a row a deed, and the mark by which spreadsheets know UTF-8', () => {
    expect(csv({})).toBe(
      '\uFEFFat,connection,customer,what,name,from,to\r\n' +
        '2026-11-22T10:42:00.000Z,crm,ana,field,email,,ana@example.com\r\n',
    );
  });

  it.each(['=1+1', '+55 11', '-1', '@SUM(A1)', '\tx', '\rx', '＝1', '＋1'])('takes no formula: %j', (to) => {
    expect(read(csv({ to }))[1]?.[6]).toBe(`'${to}`);
  });

  it('holds whatever was written, and no cell begins a formula', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (to) => {
        const cell = read(csv({ to }))[1]?.[6] ?? '';
        expect([to, `'${to}`]).toContain(cell);
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
      }),
    );
  });

  it('masks numbers where it is asked to, and leaves dates', () => {
    const row = lastRow({ customerId: '15550100009', from: '+55 11 90000-0001', to: '1991-03-08' }, true);
    expect(row).toBe(`2026-11-22T10:42:00.000Z,crm,•••••••0009,field,email,'+•• •• •••••-0001,1991-03-08`);
    expect(lastRow({ customerId: '15550100009' })).toContain('15550100009');
  });
});
