import type { ChatMemory } from './chat-memory.ts';
import type { ModelStorage } from './model-storage.ts';
import { buildNameIndex, type NameIndex } from './name-index.ts';
import type { Timers } from './timers.ts';

/** ms for which the index is good enough to call a name unique. */
const indexLasts = 300_000;

/** Keeps the index of names in memory: made when the page is idle, at once when somebody waits for it. */
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
  let madeAt = 0;
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
    building ??= buildNameIndex(storage, pause)
      .then((index) => {
        memory.nameIndex = index;
        madeAt = timers.now();
        return index;
      })
      .finally(() => {
        building = null;
        hurry = false;
      });
    return building;
  }

  return {
    /** Makes it, batch by batch, whenever there is time. Never throws. */
    prepare(): void {
      build().catch(() => undefined);
    },

    /** The index, made anew when contacts came or went since. Throws `StorageUnreadable`. */
    async fresh(): Promise<NameIndex> {
      const known = memory.nameIndex;
      if (known && timers.now() - madeAt < indexLasts) {
        const contacts = await storage.read(['contact'], (reader) => reader.count('contact'));
        if (contacts === known.contacts) return known;
      }
      hurry = true;
      wake();
      return await build();
    },
  };
}
