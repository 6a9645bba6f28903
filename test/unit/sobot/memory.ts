import type { SobotAdapterOptions } from '../../../lib/crm/sobot/adapter.ts';
import type { SentNote } from '../../../lib/crm/sobot/notes.ts';

/** What an adapter remembers about its connection, for as long as a test. */
export function createMemory(): Pick<SobotAdapterOptions, 'guard' | 'notes'> {
  let stopped = false;
  const notes = new Map<string, SentNote>();
  return {
    guard: {
      stopped: async () => stopped,
      stop: async () => {
        stopped = true;
      },
    },
    notes: {
      remember: async (key, note) => void notes.set(key, note),
      recall: async (key) => notes.get(key) ?? null,
    },
  };
}
