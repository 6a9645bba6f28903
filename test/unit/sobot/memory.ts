import type { SobotAdapterOptions } from '../../../lib/crm/sobot/adapter.ts';
import type { SentNote } from '../../../lib/crm/sobot/notes.ts';

/** What an adapter remembers about its connection, for as long as a test. */
export function createMemory(): Pick<SobotAdapterOptions, 'guard' | 'notes' | 'updates'> & {
  guard: { allow(): Promise<void> };
} {
  let stopped = false;
  let cleared: readonly string[] = [];
  const notes = new Map<string, SentNote>();
  return {
    guard: {
      stopped: async () => stopped,
      stop: async () => {
        stopped = true;
      },
      allow: async () => {
        stopped = false;
      },
    },
    updates: {
      cleared: async () => cleared,
      rememberCleared: async (fields) => {
        cleared = fields;
      },
    },
    notes: {
      remember: async (key, note) => void notes.set(key, note),
      recall: async (key) => notes.get(key) ?? null,
    },
  };
}
