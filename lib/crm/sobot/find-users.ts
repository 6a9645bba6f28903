/** Finds customers by their number or by what is typed; whose they are is compared here, since the server is generous. */
import { AppError } from '../../errors/app-error.ts';
import type { E164 } from '../../phone/e164.ts';
import { compareNumbers, spellings, splitNumbers } from '../../phone/index.ts';
import type { MatchReason } from '../../phone/match-reason.ts';
import { digitsIn, plainDigits } from '../../text/plain-digits.ts';
import { type AskedNumber, mostFound } from '../port.ts';
import type { numbersOf } from './customer-from-row.ts';
import type { RowFinder } from './find-rows.ts';
import { searchesFor } from './searches.ts';
import { isDeleted, type UserRow } from './user-row.ts';
import type { SearchBy } from './wire-users.ts';

/** Whole spellings that are tried while it is not known whether they have to be: a card costs four requests at most. */
const fewWholes = 3;
/** Fewer digits would find half of the company. */
const leastDigits = 5;

export interface FoundRow {
  row: UserRow;
  reason: MatchReason;
  /** The stored text that matched. */
  stored: string;
}

/** @param numbers how this company writes its numbers. */
export function createUserFinder({
  rows,
  numbers,
}: {
  rows: RowFinder;
  numbers: ReturnType<typeof numbersOf>;
}) {
  /** Whether a search finds parts of numbers; null: not seen yet. The page does not say. */
  let findsParts: boolean | null = null;

  /** @throws AppError `BAD_RESPONSE` where more customers were found than can be read: whose number it is, nobody knows. */
  async function searchNumber(number: string, signal: AbortSignal): Promise<UserRow[]> {
    const found = await rows.all('tel', number, signal);
    if (!found.whole) throw new AppError('BAD_RESPONSE', { detail: 'user/list_by_page: too many' });
    return found.rows;
  }

  async function searchAll(numbers: string[], signal: AbortSignal): Promise<UserRow[]> {
    return (await Promise.all(numbers.map((number) => searchNumber(number, signal)))).flat();
  }

  /** All rows that a number may be written in, unfiltered. */
  async function rowsFor(asked: AskedNumber, signal: AbortSignal): Promise<UserRow[]> {
    const { part, tails, wholes } = searchesFor(asked);
    if (findsParts !== false) {
      const found = await searchNumber(part, signal);
      if (found.some((row) => row.fields.tel !== part)) findsParts = true;
      if (found.length > 0) return found;
      // Every company but an empty one knows a number with a nought in it.
      if (findsParts === null && (await rows.first('tel', '0', 1, signal)).length > 0) findsParts = true;
      if (findsParts === true) return searchAll(tails, signal);
    }
    const likely = await searchAll(wholes.slice(0, fewWholes), signal);
    if (likely.length > 0) findsParts = false;
    if (findsParts === null) return likely;
    return [...likely, ...(await searchAll(wholes.slice(fewWholes), signal))];
  }

  /** Rows whose number may be the one asked for, each customer once; deleted ones are dropped. */
  async function findByPhone(asked: AskedNumber, signal: AbortSignal): Promise<FoundRow[]> {
    const found = new Map<string, FoundRow>();
    for (const row of await rowsFor(asked, signal)) {
      if (isDeleted(row) || found.has(row.id)) continue;
      const match = bestMatch(row, asked, numbers);
      if (match) found.set(row.id, { row, ...match });
    }
    return [...found.values()];
  }

  return {
    findByPhone,

    /** Whether a customer has this number, or one that stands there letter for letter. */
    async isThere(phone: E164, signal: AbortSignal): Promise<boolean> {
      const found = await findByPhone({ e164: phone, spellings: spellings(phone) }, signal);
      return found.some(({ row, reason }) => reason === 'same-number' || row.fields.tel === phone);
    },

    /** By name, company, e-mail or number; the first {@link mostFound}. */
    async search(text: string, signal: AbortSignal): Promise<UserRow[]> {
      const asked = searchesOf(text);
      const each = asked.map(([by, wanted]) => rows.first(by, wanted, mostFound, signal));
      const found = new Map<string, UserRow>();
      for (const row of (await Promise.all(each)).flat()) {
        if (!isDeleted(row) && !found.has(row.id)) found.set(row.id, row);
      }
      return [...found.values()].slice(0, mostFound);
    },
  };
}

/** What is asked for, and how. Numbers are kept with and without zeros in front. */
function searchesOf(text: string): [SearchBy, string][] {
  const wanted = text.trim();
  if (wanted === '') return [];
  if (wanted.includes('@')) return [['email', wanted]];
  const digits = digitsIn(wanted).replace(/^0+/, '');
  const isNumber = /^[\d\s().+/-]+$/.test(plainDigits(wanted)) && digits.length >= leastDigits;
  const names: SearchBy[] = ['nick', 'uname', 'company'];
  return [
    ...(isNumber ? ([['tel', digits]] as [SearchBy, string][]) : []),
    ...names.map((by): [SearchBy, string] => [by, wanted]),
  ];
}

function bestMatch(
  row: UserRow,
  { e164 }: AskedNumber,
  numbers: ReturnType<typeof numbersOf>,
): { reason: MatchReason; stored: string } | null {
  const matches = splitNumbers(row.fields.tel ?? '').flatMap((stored) => {
    const reason = compareNumbers(e164, stored, numbers);
    return reason ? [{ reason, stored }] : [];
  });
  return matches.find(({ reason }) => reason === 'same-number') ?? matches[0] ?? null;
}
