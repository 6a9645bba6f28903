import { createChatMemory } from '../identify/chat-memory.ts';
import { type Detected, detectChat } from '../identify/detect-chat.ts';
import type { ChatReading } from '../page/read-chat.ts';
import { createModelStorage } from '../storage/model-storage.ts';
import { keepNameIndex } from './keep-name-index.ts';
import type { Timers } from './timers.ts';

/** ms after which a database that does not answer is not waited for. */
const timeout = 5000;

export type Identifier = ReturnType<typeof createIdentifier>;

/** Asks WhatsApp's database whose chat it is. Keeps what helps the next time: the account, and where to look first. */
export function createIdentifier({ indexedDB, timers }: { indexedDB: IDBFactory; timers: Timers }) {
  const memory = createChatMemory(timers);
  let account: string | null = null;
  const storage = createModelStorage({
    indexedDB,
    onLost() {
      memory.clear();
      account = null;
    },
  });
  const names = keepNameIndex({ storage, memory, timers });

  async function orSlow(answer: Promise<Detected>): Promise<Detected | 'slow'> {
    let cancel = () => {};
    const late = new Promise<'slow'>((resolve) => {
      cancel = timers.after(timeout, () => resolve('slow'));
    });
    try {
      return await Promise.race([answer, late]);
    } finally {
      cancel();
    }
  }

  return {
    /** The agent's own number, as far as it is known. */
    account: () => account,
    setAccount(known: string | null): void {
      account = known;
    },

    /** `failed` is a fault of ours. Never rejects. */
    identify: (reading: ChatReading, signal: AbortSignal): Promise<Detected | 'slow' | 'failed'> =>
      orSlow(detectChat({ reading, account, storage, memory, nameIndex: names.fresh, signal })).catch(
        () => 'failed' as const,
      ),

    prepareNames: names.prepare,
    close(): void {
      storage.close();
      names.drop();
    },
  };
}
