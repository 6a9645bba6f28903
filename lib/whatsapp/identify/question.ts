import type { ChatReading } from '../page/read-chat.ts';
import type { ModelStorage } from '../storage/model-storage.ts';
import type { NameIndex } from '../storage/name-index.ts';
import type { ChatMemory } from './chat-memory.ts';

/** Whose chat a reading of the page is of, and what may be asked about it: all that the steps to an answer share. */
export interface Question {
  reading: ChatReading;
  /** The agent's own number, as far as it is known. */
  account: string | null;
  storage: ModelStorage;
  memory: ChatMemory;
  /** The index of all names as they are now. Throws `StorageUnreadable`. */
  nameIndex(): Promise<NameIndex>;
  /** Aborted when nobody waits for the answer any more: the search then ends early, with nothing. */
  signal: AbortSignal;
}
