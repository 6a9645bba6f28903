import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accountId } from '../../../lib/accounts/account.ts';
import { auditCsv } from '../../../lib/audit/audit-csv.ts';
import type { AuditEntry } from '../../../lib/audit/audit-log.ts';

const entry = (more: Partial<AuditEntry> = {}): AuditEntry => ({
  id: 'e',
  at: Date.UTC(2026, 10, 22, 10, 42),
  accountId: accountId('acme'),
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

  it.each([
    ['a;=1+1', "a;'=1+1"],
    ['a,+1', "a,'+1"],
    ['a\t@SUM(A1)', "a\t'@SUM(A1)"],
    ['a| "-1', `a| "'-1`],
    ['two\r\n=lines', "two\r\n'=lines"],
    ['；﹦1', '；﹦1'],
    ['\u200b=1', "\u200b'=1"],
    ['1-1=0', '1-1=0'],
  ])('nor where another list separator cuts it: %j', (to, kept) => {
    expect(read(csv({ to }))[1]?.[6]).toBe(kept);
  });

  it.each([';', '\t', '|', ','])('quotes what holds %j', (separator) => {
    expect(lastRow({ to: `a${separator}b` })?.endsWith(`,"a${separator}b"`)).toBe(true);
  });

  it('holds whatever was written, and no cell begins a formula by any list separator', () => {
    const sign = fc.constantFrom(...'=+-@＝,;|\t\r\n "\'1a\u200b'.split(''), '\r\n');
    const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: sign }));
    fc.assert(
      fc.property(text, (to) => {
        const table = csv({ to });
        const cell = read(table)[1]?.[6] ?? '';
        expect(cell.replaceAll("'", '')).toBe(to.replaceAll("'", ''));
        for (const separator of [',', ';', '\t', '|']) {
          for (const piece of table.split(/\r\n|\r|\n/).flatMap((line) => line.split(separator))) {
            expect(piece).not.toMatch(/^[\s"\p{Default_Ignorable_Code_Point}]*[=+\-@＝＋－＠]/u);
          }
        }
      }),
    );
  });

  it('masks numbers where it is asked to, and leaves dates', () => {
    const row = lastRow({ customerId: '15550100009', from: '+55 11 90000-0001', to: '1991-03-08' }, true);
    expect(row).toBe(`2026-11-22T10:42:00.000Z,crm,•••••••0009,field,email,'+•• •• •••••-0001,1991-03-08`);
    expect(lastRow({ customerId: '15550100009' })).toContain('15550100009');
  });

  it.each([
    ['+55 11 90000\u20110001', '+•• •• •••••\u2011'],
    ['１３８ー００１３ー８０００', '•••ー••••ー'],
    ['0151/12345678', '••••/••••'],
    ['٠٥٠ ٠٠٠ ٠٠١٠', '••• ••• '],
    ['1991-03-08 5511900000001', '1991-03-08 •••••••••'],
  ])('masks %s however it is spelled', (to, masked) => {
    const cell = (read(csv({ to }, true))[1]?.[6] ?? '').replace(/^'/, '');
    expect(cell.startsWith(masked)).toBe(true);
    expect(cell.length).toBe(to.length);
  });
});
