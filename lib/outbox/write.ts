/** A write leaves, and its answer is kept. */
import type { AccountId } from '../accounts/account.ts';
import type { Customer } from '../crm/model.ts';
import type { Applied, ChangeKind, CrmAdapter } from '../crm/port.ts';
import { AppError, toErrorData } from '../errors/app-error.ts';
import type { Announcements } from './announce.ts';
import { isClash } from './clash.ts';
import type { Flight, Flights } from './flights.ts';
import type { OutboxRow, SendingRow } from './row.ts';
import type { Standing } from './standing.ts';
import { type Able, afterApply, done } from './transitions.ts';

/** What carries a row to its back end works with. */
export interface Transfer {
  flights: Pick<Flights, 'step'>;
  answers: Announcements['answers'];
  standing: Pick<Standing, 'stands'>;
  adapterFor(accountId: AccountId): Promise<CrmAdapter>;
  clock(): number;
}

/** Resolves with whether the back end wrote something. */
export async function write(
  { flights, answers, clock }: Transfer,
  adapter: CrmAdapter,
  able: Able,
  row: SendingRow,
  flight: Flight,
): Promise<boolean> {
  let applied: Applied;
  try {
    applied = await adapter.apply(row.change, row.key, flight.abort.signal);
  } catch (thrown) {
    const error = toErrorData(thrown);
    const there = isClash(error, row.change) ? await readAnew(adapter, row, flight) : null;
    await flights.step(
      flight,
      ifSame(row, (now) => afterApply(now, error, able, clock(), there)),
    );
    return false;
  }
  answers.set(row.key, applied);
  const saved = await flights.step(
    flight,
    ifSame(row, (now) => done(now, applied, able, clock())),
  );
  if (!saved) answers.delete(row.key);
  return true;
}

/** The customer as a colleague left one; null: it can't be told for now. */
const readAnew = (adapter: CrmAdapter, row: SendingRow, flight: Flight): Promise<Customer | null> =>
  adapter.get(row.customerId, flight.abort.signal).catch(() => null);

/** Only the very row that was handed out may take its answer. */
export const ifSame =
  <R extends OutboxRow>(expected: SendingRow, next: (row: SendingRow, rows: OutboxRow[]) => R) =>
  (row: OutboxRow, rows: OutboxRow[]): R | null =>
    row.state === 'sending' && row.rev === expected.rev ? next(row, rows) : null;

/** Throws `UNSUPPORTED`. */
export function ableTo({ capabilities }: CrmAdapter, kind: ChangeKind): Able {
  const capability = capabilities.change[kind];
  if (!capability.able) throw new AppError('UNSUPPORTED', { detail: `${kind}: ${capability.why}` });
  return capability;
}
