/** What the pages leave open, so that a client is tried against each reading. */
export interface Settings {
  /** What an import does to the fields that a row does not name: leaves them, or empties them. */
  rows: 'patch' | 'replace';
  /** The zone in which `createTime` is read. */
  timeZone: string;
  /** How far a stamp may be off, ms. The pages give no figure. */
  toleranceMs: number;
  /** The most rows that one call may carry; more is 507. The pages give no figure. */
  maxRows: number;
  successCode: 200 | 0;
  /** `code` as a number, as in the vendor's only sample, or as text. */
  codes: 'numbers' | 'strings';
  /** `data` of a query: the customers, one customer bare where exactly one was found, or a page of records. */
  data: 'array' | 'object' | 'records';
  /** `data` of a query that found nobody. */
  none: 'array' | 'empty-string' | 'null';
  /** Whether fields that nobody has set are absent, empty or null. */
  unset: 'empty' | 'absent' | 'null';
  whatsApp: 'string' | 'number';
  /** Fields that no page names come along. */
  extraFields: boolean;
  /** The administrator may not import: `-1`, the one failure that the vendor shows in full. */
  importForbidden: boolean;
  /** Whose name an import takes: the guide says the administrator's, its only recorded answer refuses that with `-1`. */
  importer: 'administrator' | 'agent';
}

export const usualSettings: Settings = {
  rows: 'patch',
  timeZone: 'Asia/Shanghai',
  toleranceMs: 5 * 60_000,
  maxRows: 500,
  successCode: 200,
  codes: 'numbers',
  data: 'array',
  none: 'array',
  unset: 'empty',
  whatsApp: 'string',
  extraFields: false,
  importForbidden: false,
  importer: 'administrator',
};
