import { AppError, isAppError } from '../../errors/app-error.ts';
import type { ImportRow, SocialEpochWire } from './wire.ts';

/** ms by which the time must have changed for that to be the reason of a refusal. */
const noticeable = 30_000;

export interface ZoneMemory {
  /** The zone that was seen to work, if any (IANA). */
  timeZone(): Promise<string | null>;
  rememberTimeZone(zone: string): Promise<void>;
}

/**
 * The import's stamp has no zone, and the vendor does not say which one it means. When the server finds it out of time,
 * the likely zones are tried once each: a refused stamp has changed nothing. The one that works is remembered.
 */
export function createZonedImport({
  wire,
  aheadMs,
  configured,
  own,
  memory,
}: {
  wire: SocialEpochWire;
  /** How far this machine's clock is ahead of the server's, as far as an answer told; null: not yet. */
  aheadMs(): number | null;
  /** Of the connection. */
  configured: string;
  /** This machine's. */
  own: string;
  memory: ZoneMemory;
}) {
  return async function importRow(row: ImportRow, signal: AbortSignal): Promise<void> {
    const known = await memory.timeZone();
    const zones = new Set([known ?? configured, configured, 'Asia/Shanghai', 'UTC', own]);
    let refusal: unknown = new AppError('CLOCK_SKEW');
    for (const zone of zones) {
      const before = aheadMs() ?? 0;
      try {
        await wire.importRows([row], zone, signal).catch((thrown) => {
          // The refusal has told the time: the zone may be right.
          const learnt = Math.abs((aheadMs() ?? 0) - before) >= noticeable;
          if (!learnt || !isAppError(thrown) || thrown.code !== 'CLOCK_SKEW') throw thrown;
          return wire.importRows([row], zone, signal);
        });
        if (zone !== (known ?? configured)) await memory.rememberTimeZone(zone);
        return;
      } catch (thrown) {
        if (!isAppError(thrown) || thrown.code !== 'CLOCK_SKEW') throw thrown;
        refusal = thrown;
      }
    }
    throw refusal;
  };
}
