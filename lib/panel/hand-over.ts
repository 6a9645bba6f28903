import type { StoreApi } from 'zustand/vanilla';
import { toErrorData } from '../errors/app-error.ts';
import { send } from '../messages/send.ts';
import type { WriteView } from '../session/shapes.ts';
import { isUnanswered, pause } from './ask.ts';
import type { PanelState } from './state.ts';

/** ms before each new try; the last one for good. */
const pauses = [50, 200, 500, 1_000, 2_000, 5_000];
/** Tries after which the screen says that it takes longer. */
const shownAfter = 4;

/**
 * Hands changes to the worker, each under its id, until the worker said that it is on the disk. Nobody answering is no
 * failure: the worker was killed with the message, and is started anew by the next. What it refuses has failed. One
 * after the other: a newer word on the same thing must not be taken before an older one that is asked for again.
 */
export function createHandOver(store: StoreApi<PanelState>) {
  const isHere = (id: string) => store.getState().submitted.some((write) => write.id === id);
  const message = ({ id, accountId, change, person }: WriteView) => ({
    id,
    accountId,
    change,
    ...(person && { person }),
  });

  function show(write: WriteView): void {
    store.setState(({ submitted }) => ({
      submitted: [...submitted.filter((one) => one.id !== write.id), write],
    }));
  }

  function drop(id: string): void {
    store.setState(({ submitted }) => ({ submitted: submitted.filter((write) => write.id !== id) }));
  }

  let last: Promise<void> = Promise.resolve();

  async function untilKept(write: WriteView): Promise<void> {
    for (let tries = 1; isHere(write.id); tries += 1) {
      try {
        // What is kept is drawn from the outbox as soon as the session has it; what is long past is not drawn.
        if ((await send('change.submit', message(write))) === 'past') drop(write.id);
        return;
      } catch (thrown) {
        const error = toErrorData(thrown);
        if (!isHere(write.id)) return;
        if (!isUnanswered(thrown)) {
          show({ ...write, state: 'failed', error });
          return;
        }
        if (tries === shownAfter) show({ ...write, error });
        await pause(pauses[tries - 1] ?? 5_000);
      }
    }
  }

  // The panel closes: a last time, in case the worker was killed with the message that is under way.
  addEventListener('pagehide', () => {
    for (const write of store.getState().submitted) {
      if (write.state === 'waiting') send('change.submit', message(write)).catch(() => {});
    }
  });

  return {
    handOver(write: WriteView): void {
      show(write);
      last = last.then(() => untilKept(write));
    },
    drop,
  };
}
