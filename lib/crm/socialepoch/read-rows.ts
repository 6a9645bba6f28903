import { createSingleFlight } from '../../concurrency/single-flight.ts';
import { AppError, isAppError } from '../../errors/app-error.ts';
import { digitsIn } from '../../text/plain-digits.ts';
import { tooMuchData } from './codes.ts';
import { type Row, readRows } from './schema.ts';
import type { SocialEpochWire } from './wire.ts';

/** Customers by number. Who asks the same at the same time shares one request. */
interface Batch {
  key: string;
  numbers: Set<string>;
}

export function createRowReader({ wire, separator }: { wire: SocialEpochWire; separator: string }) {
  const singleFlight = createSingleFlight<Row[]>();
  let gathering: Batch | null = null;
  let batches = 0;

  async function ask(numbers: string[], signal: AbortSignal): Promise<Row[]> {
    try {
      return readRows(await wire.query(numbers, signal), separator);
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.backend?.code !== tooMuchData || numbers.length < 2) throw thrown;
      const half = Math.ceil(numbers.length / 2);
      return [...(await ask(numbers.slice(0, half), signal)), ...(await ask(numbers.slice(half), signal))];
    }
  }

  /** Refused for its stamp: that answer has taught us the server's time, so the next one will do. */
  async function askInTime(numbers: string[], signal: AbortSignal): Promise<Row[]> {
    try {
      return await ask(numbers, signal);
    } catch (thrown) {
      if (!isAppError(thrown) || thrown.code !== 'CLOCK_SKEW') throw thrown;
      return ask(numbers, signal);
    }
  }

  /** All that is asked for at the same time goes in one request, since a query takes many numbers. */
  async function askTogether(numbers: string[], signal: AbortSignal): Promise<Row[]> {
    signal.throwIfAborted();
    if (!gathering) {
      batches += 1;
      gathering = { key: String(batches), numbers: new Set() };
    }
    const batch = gathering;
    for (const number of numbers) batch.numbers.add(number);
    const send = async (shared: AbortSignal) => {
      // Whoever asks in this very turn is still in it.
      await Promise.resolve();
      gathering = null;
      return askInTime([...batch.numbers], shared);
    };
    try {
      return await singleFlight(batch.key, send, signal);
    } catch (thrown) {
      const isAlone = batch.numbers.size === new Set(numbers).size;
      if (isAlone || !isAppError(thrown) || thrown.code !== 'INVALID_INPUT') throw thrown;
      // Somebody else's number may be the one that was not accepted.
      return askInTime(numbers, signal);
    }
  }

  return {
    /** The rows the server gives for these digits; whether they are the ones asked for is for the caller to see. */
    find: (numbers: string[], signal: AbortSignal): Promise<Row[]> => askTogether(numbers, signal),

    /**
     * The row whose number has these digits, read now.
     * @throws AppError `NOT_FOUND`
     */
    async get(id: string, signal: AbortSignal): Promise<Row> {
      const row = (await askTogether([id], signal)).find((one) => idOf(one) === id);
      if (!row) throw new AppError('NOT_FOUND', { detail: 'customer/query' });
      return row;
    },
  };
}

export type RowReader = ReturnType<typeof createRowReader>;

/** The digits of the number, as stored: a customer's id. */
export function idOf(row: Pick<Row, 'whatsApp'>): string {
  return digitsIn(row.whatsApp);
}
