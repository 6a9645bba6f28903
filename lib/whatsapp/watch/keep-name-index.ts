import type { ChatMemory } from '../identify/chat-memory.ts';
import type { ModelStorage } from '../storage/model-storage.ts';
import { buildNameIndex, type NameIndex } from '../storage/name-index.ts';
import type { Timers } from './timers.ts';

/** Keeps the index of names in memory, where it says where to look first: made when the page is idle. */
export function keepNameIndex({
  storage,
  memory,
  timers,
}: {
  storage: ModelStorage;
  memory: ChatMemory;
  timers: Timers;
}) {
  let building: Promise<NameIndex> | null = null;
  let hurry = false;
  let wake = () => {};

  const pause = () =>
    new Promise<void>((resolve) => {
      if (hurry) {
        resolve();
        return;
      }
      const cancel = timers.idle(resolve);
      wake = () => {
        cancel();
        resolve();
      };
    });

  function build(): Promise<NameIndex> {
    if (building) return building;
    const mine: Promise<NameIndex> = buildNameIndex(storage, pause)
      .then((index) => {
        if (building === mine) memory.nameIndex = index;
        return index;
      })
      .finally(() => {
        if (building === mine) drop();
      });
    building = mine;
    return mine;
  }

  function drop(): void {
    building = null;
    hurry = false;
  }

  return {
    /** Makes it, batch by batch, whenever there is time. Never throws. */
    prepare(): void {
      if (!memory.nameIndex && !building) build().catch(() => undefined);
    },

    /**
     * The index as it is now: contacts are renamed at any time, and a name that was unique a moment ago may be somebody
     * else's too. Throws `StorageUnreadable`.
     */
    async fresh(): Promise<NameIndex> {
      hurry = true;
      wake();
      await building?.catch(() => undefined);
      hurry = true;
      return await build();
    },

    /** The database was let go: what is being read of it may never end. */
    drop,
  };
}
