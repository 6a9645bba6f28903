import { type AppErrorData, toErrorData } from '../../lib/errors/app-error.ts';
import type { SealedStore } from '../../lib/sealed/index.ts';
import type { SessionWriter } from '../../lib/session/writer.ts';
import { isLasting } from './start-steps.ts';

type Session = Pick<SessionWriter, 'readDevice' | 'updateDevice'>;

/** What will not pass by itself is shown, whatever it came from; what passes is tried again by whoever it was for. */
export function createDeviceTrouble(session: Session) {
  function showLasting(error: AppErrorData): void {
    if (isLasting(error)) session.updateDevice({ error }).catch(() => {});
  }

  return {
    showLasting,

    /** For what nobody waits for. */
    noted(work: Promise<unknown>): void {
      work.catch((thrown) => showLasting(toErrorData(thrown)));
    },
  };
}

/** Once while the browser runs, since all that is kept has to be looked at; and after trouble with the device. */
export async function countLost(
  session: Session,
  sealed: Pick<SealedStore, 'unreadable'>,
  outboxRows: string,
): Promise<void> {
  const known = await session.readDevice();
  if (known && known.error === null) return;
  const counts = await sealed.unreadable();
  const entries = Object.values(counts).reduce((sum, count) => sum + count, 0);
  const writes = counts[outboxRows] ?? 0;
  await session.updateDevice({ lost: entries > 0 ? { entries, writes } : null });
}
