/** Comma-separated values (RFC 4180), as the spreadsheets of all countries write them. Pure. */

export interface CsvRecord {
  /** On which line of the file it begins, from 1. */
  line: number;
  cells: string[];
  /** A quotation mark was opened in it and not closed: whatever came after it is in its last cell. */
  isOpen: boolean;
}

/** Rarer ones in sentences first. */
const separators = ['\t', ';', ','] as const;
const lineBreak = /\r\n|[\n\r]/g;

/** Every record that has something in it. The separator is the one that the first line has most of, or names (`sep=;`). */
export function readCsv(file: string): CsvRecord[] {
  const text = file.replace(/^\ufeff/, '');
  const [first = ''] = text.split(/\r\n|[\n\r]/, 1);
  const [, named] = /^sep=([,;\t])$/i.exec(first) ?? [];
  const records = recordsOf(text, named ?? likeliestIn(first));
  return (named === undefined ? records : records.slice(1)).filter(({ cells }) =>
    cells.some((cell) => cell.trim() !== ''),
  );
}

function likeliestIn(line: string): string {
  const bare = line.replaceAll(/"[^"]*"?/g, '');
  const counts = separators.map((one) => bare.split(one).length);
  const most = Math.max(...counts);
  return most > 1 ? (separators[counts.indexOf(most)] ?? ',') : ',';
}

function recordsOf(text: string, separator: string): CsvRecord[] {
  // A quoted cell and what may stand behind its quotes, or a bare one; then what ends it.
  const cell = new RegExp(
    `(?:"((?:[^"]|"")*)("|$))?([^${separator}\\r\\n]*)(${separator}|\\r\\n|[\\r\\n]|$)`,
    'y',
  );
  const records: CsvRecord[] = [];
  let [line, at] = [1, 0];
  let record: CsvRecord | null = null;
  while (at < text.length || record !== null) {
    cell.lastIndex = at;
    const [whole = '', quoted, closed, bare = '', end = ''] = cell.exec(text) ?? [];
    record ??= { line, cells: [], isOpen: false };
    record.cells.push((quoted?.replaceAll('""', '"') ?? '') + bare);
    record.isOpen ||= quoted !== undefined && closed === '';
    at += whole.length;
    line += whole.match(lineBreak)?.length ?? 0;
    if (end === separator) continue;
    records.push(record);
    record = null;
  }
  return records;
}
