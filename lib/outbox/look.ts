/** A row whose answer was lost is looked for, and written again where that can do no harm. */
import type { CrmAdapter, Verdict } from '../crm/port.ts';
import { toErrorData } from '../errors/app-error.ts';
import type { Flight } from './flights.ts';
import type { SendingRow } from './row.ts';
import { heldUntil } from './schedule.ts';
import { type Able, afterFailedLook, afterLook } from './transitions.ts';
import { ableTo, ifSame, type Transfer, write } from './write.ts';

/** Resolves with whether the back end wrote something. */
export async function look(transfer: Transfer, row: SendingRow, flight: Flight): Promise<boolean> {
  const { flights, standing, adapterFor, clock } = transfer;
  let adapter: CrmAdapter;
  let able: Able;
  let verdict: Verdict | null;
  try {
    adapter = await adapterFor(row.accountId);
    able = ableTo(adapter, row.change.kind);
    verdict = able.verifiable ? await adapter.verify(row.change, row.key, flight.abort.signal) : null;
  } catch (thrown) {
    if (!(await standing.stands(row.accountId))) return false;
    const error = toErrorData(thrown);
    await flights.step(
      flight,
      ifSame(row, (now) => afterFailedLook(now, error, clock())),
    );
    return false;
  }
  const next = await flights.step(
    flight,
    ifSame(row, (now, rows) => {
      const then = afterLook(now, verdict, able, clock());
      const held = heldUntil(then, rows, adapter.capabilities, clock());
      return then.state === 'sending' && held !== null ? { ...then, settleUntil: held } : then;
    }),
  );
  return (
    next?.state === 'sending' && next.settleUntil === null && write(transfer, adapter, able, next, flight)
  );
}
