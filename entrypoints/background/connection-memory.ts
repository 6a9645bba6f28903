import type { NoteMemory, SentNote } from '../../lib/crm/sobot/notes.ts';
import type { SeenStore } from '../../lib/crm/socialepoch/adapter.ts';
import type { ZoneMemory } from '../../lib/crm/socialepoch/import-in-zone.ts';
import type { WriteGuard } from '../../lib/crm/write-guard.ts';
import type { SealedCollection } from '../../lib/sealed/index.ts';
import type { SessionArea } from '../../lib/session/writer.ts';
import type { TokenState, TokenStorage } from '../../lib/tokens/token-cache.ts';

/** What was learnt about a connection and must outlive the worker. */
export interface LearntRow {
  timeZone: string | null;
  writingStopped: boolean;
}

const nothing: LearntRow = { timeZone: null, writingStopped: false };

/** By the change's key. */
export type SentNotes = Record<string, SentNote>;

/** Notes of one connection that are remembered; a doubtful one is settled long before it is one of so many. */
const mostNotes = 500;

const seenKey = (connectionId: string) => `seen:${connectionId}`;

export type ConnectionMemory = ReturnType<typeof createConnectionMemory>;

/**
 * The memory of each connection. Its time zone, a stop of writing, its token and the last notes' signatures are kept on
 * the disk; the names of tags and stages that were seen on customers are a view of the company's CRM, and stay in the
 * session's memory.
 */
export function createConnectionMemory(
  {
    learnt: rows,
    tokens,
    notes,
  }: {
    learnt: SealedCollection<LearntRow>;
    tokens: SealedCollection<TokenState>;
    notes: SealedCollection<SentNotes>;
  },
  session: SessionArea,
) {
  let lastNote: Promise<unknown> = Promise.resolve();

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

    tokens: (connectionId: string): TokenStorage => ({
      load: async () => (await tokens.get(connectionId)) ?? null,
      save: (state) => tokens.put(connectionId, state),
    }),

    notes: (connectionId: string): NoteMemory => ({
      remember(key, note) {
        // One after the other, since all of them are in one row.
        const mine = lastNote.then(async () => {
          const known = Object.entries((await notes.get(connectionId)) ?? {});
          await notes.put(connectionId, Object.fromEntries([...known, [key, note]].slice(-mostNotes)));
        });
        lastNote = mine.catch(() => {});
        return mine;
      },
      recall: async (key) => (await notes.get(connectionId))?.[key] ?? null,
    }),

    /** The agent has seen the conflict and goes on. */
    allowWriting: (connectionId: string) => change(connectionId, { writingStopped: false }),

    /** The connection is gone. */
    async forget(connectionId: string): Promise<void> {
      await Promise.all([
        rows.delete(connectionId),
        tokens.delete(connectionId),
        notes.delete(connectionId),
        session.remove(seenKey(connectionId)),
      ]);
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
