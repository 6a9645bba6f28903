/** A row that waits is written to whom it is for. */
import type { CrmAdapter } from '../crm/port.ts';
import { AppError, toErrorData } from '../errors/app-error.ts';
import { addressRow } from './accept.ts';
import type { Flight } from './flights.ts';
import type { WaitingRow } from './row.ts';
import { heldUntil } from './schedule.ts';
import { isUncreated, phoneOf } from './target.ts';
import { type Able, begun, notSent } from './transitions.ts';
import { ableTo, type Transfer, write } from './write.ts';

/** Resolves with whether the back end wrote something. */
export async function send(transfer: Transfer, row: WaitingRow, flight: Flight): Promise<boolean> {
  const { flights, standing, adapterFor, clock } = transfer;
  let adapter: CrmAdapter;
  let able: Able;
  let customerId: string;
  try {
    adapter = await adapterFor(row.accountId);
    able = ableTo(adapter, row.change.kind);
    customerId = await addressOf(adapter, row, flight.abort.signal);
  } catch (thrown) {
    // The account went while it was to be written to: what waits for it is as it was.
    if (!(await standing.stands(row.accountId))) return false;
    const error = toErrorData(thrown);
    await flights.step(flight, (now) => (now.state === 'waiting' ? notSent(now, error, clock()) : null));
    return false;
  }
  // Newly addressed, it takes its place among that customer's rows first.
  const isAddressed = customerId === row.customerId;
  const saved = await flights.step(flight, (now, rows) => {
    if (now.state !== 'waiting') return null;
    if (!isAddressed) return addressRow(now, customerId);
    const held = heldUntil(now, rows, adapter.capabilities, clock());
    return held === null ? begun(now) : { ...now, notBefore: held, error: null };
  });
  return saved?.state === 'sending' && write(transfer, adapter, able, saved, flight);
}

/** Whom to write to. Somebody who goes by a number, and whom no write before this one creates, is looked up. */
async function addressOf(adapter: CrmAdapter, row: WaitingRow, signal: AbortSignal): Promise<string> {
  if (row.change.kind === 'create' || !isUncreated(row.customerId)) return row.customerId;
  const e164 = phoneOf(row.customerId);
  if (!e164) throw new AppError('NOT_FOUND', { detail: 'nobody was created for this chat' });
  const found = await adapter.findByPhone({ e164, spellings: [e164.slice(1)] }, signal);
  // A list that moves on between two of its pages names one customer twice.
  const exact = new Set(
    found.flatMap(({ reason, customer }) => (reason === 'same-number' ? customer.id : [])),
  );
  const [only] = exact;
  if (only === undefined || exact.size > 1)
    throw new AppError('NOT_FOUND', { detail: `${exact.size} customers with this number` });
  return only;
}
