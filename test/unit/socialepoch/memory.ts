import type { SocialEpochAdapterOptions } from '../../../lib/crm/socialepoch/adapter.ts';

/** What an adapter remembers about its connection, for as long as a test. */
export function createMemory(): Pick<SocialEpochAdapterOptions, 'zones' | 'guard' | 'seen'> & {
  guard: { allow(): Promise<void> };
} {
  let zone: string | null = null;
  let stopped = false;
  let seen = { tags: [] as string[], stages: [] as string[] };
  return {
    zones: {
      timeZone: async () => zone,
      rememberTimeZone: async (found) => {
        zone = found;
      },
    },
    guard: {
      stopped: async () => stopped,
      stop: async () => {
        stopped = true;
      },
      allow: async () => {
        stopped = false;
      },
    },
    seen: {
      load: async () => seen,
      save: async (values) => {
        seen = values;
      },
    },
  };
}
