import type { SeenStore } from '../../lib/crm/socialepoch/adapter.ts';
import type { ZoneMemory } from '../../lib/crm/socialepoch/import-in-zone.ts';
import type { WriteGuard } from '../../lib/crm/write-guard.ts';
import type { SealedCollection } from '../../lib/sealed/index.ts';
import type { SessionArea } from '../../lib/session/writer.ts';

/** What was learnt about a connection and must outlive the worker. */
export interface LearntRow {
  timeZone: string | null;
  writingStopped: boolean;
}

const nothing: LearntRow = { timeZone: null, writingStopped: false };

const seenKey = (connectionId: string) => `seen:${connectionId}`;

export type ConnectionMemory = ReturnType<typeof createConnectionMemory>;

/**
 * The memory of each connection. Its time zone and a stop of writing are kept on the disk; the names of tags and stages
 * that were seen on customers are a view of the company's CRM, and stay in the session's memory.
 */
export function createConnectionMemory(rows: SealedCollection<LearntRow>, session: SessionArea) {
  async function change(connectionId: string, more: Partial<LearntRow>): Promise<void> {
    await rows.put(connectionId, { ...nothing, ...(await rows.get(connectionId)), ...more });
  }

  return {
    zones: (connectionId: string): ZoneMemory => ({
      timeZone: async () => (await rows.get(connectionId))?.timeZone ?? null,
      rememberTimeZone: (timeZone) => change(connectionId, { timeZone }),
    }),

    guard: (connectionId: string): WriteGuard => ({
      stopped: async () => (await rows.get(connectionId))?.writingStopped ?? false,
      stop: () => change(connectionId, { writingStopped: true }),
    }),

    /** The agent has seen the conflict and goes on. */
    allowWriting: (connectionId: string) => change(connectionId, { writingStopped: false }),

    /** The connection is gone. */
    async forget(connectionId: string): Promise<void> {
      await Promise.all([rows.delete(connectionId), session.remove(seenKey(connectionId))]);
    },

    seen(connectionId: string): SeenStore {
      const key = seenKey(connectionId);
      return {
        async load() {
          const found: Record<string, unknown> = await session.get(key);
          // Only `save` writes this key.
          return (found[key] as Awaited<ReturnType<SeenStore['load']>>) ?? { tags: [], stages: [] };
        },
        save: (seen) => session.set({ [key]: seen }),
      };
    },
  };
}
