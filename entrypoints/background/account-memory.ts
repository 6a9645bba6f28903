import type { AccountId } from '../../lib/accounts/account.ts';
import { createQueue } from '../../lib/concurrency/in-turn.ts';
import type { NoteMemory, SentNote } from '../../lib/crm/sobot/notes.ts';
import type { UpdateMemory } from '../../lib/crm/sobot/write-user.ts';
import type { SeenStore } from '../../lib/crm/socialepoch/adapter.ts';
import type { ZoneMemory } from '../../lib/crm/socialepoch/import-in-zone.ts';
import type { WriteGuard } from '../../lib/crm/write-guard.ts';
import type { SealedCollection } from '../../lib/sealed/index.ts';
import type { SessionWriter } from '../../lib/session/writer.ts';
import type { TokenState, TokenStorage } from '../../lib/tokens/token-cache.ts';

/** What was learnt about an account and must outlive the worker. */
export interface LearntRow {
  timeZone: string | null;
  writingStopped: boolean;
  /** Fields that an update clears where it leaves them out. */
  cleared?: readonly string[];
}

const nothing: LearntRow = { timeZone: null, writingStopped: false };

/** By the change's key. */
export type SentNotes = Record<string, SentNote>;

/** Notes of one account that are remembered; a doubtful one is settled long before it is one of so many. */
const mostNotes = 500;

const secondOf = (accountId: AccountId) => `${accountId} 2`;

export type AccountMemory = ReturnType<typeof createAccountMemory>;

/**
 * The memory of each account. Its time zone, a stop of writing, its token and the last notes' signatures are kept on
 * the disk; the names of tags and stages that were seen on customers are a view of the company's CRM, and stay in the
 * session's memory.
 */
export function createAccountMemory(
  {
    learnt: rows,
    tokens,
    notes,
  }: {
    learnt: SealedCollection<LearntRow>;
    tokens: SealedCollection<TokenState>;
    notes: SealedCollection<SentNotes>;
  },
  session: Pick<SessionWriter, 'readSeen' | 'writeSeen' | 'forgetSeen'>,
) {
  /** Sent notes one after the other, since all of an account's are in one row. */
  const inTurn = createQueue();

  async function change(accountId: AccountId, more: Partial<LearntRow>): Promise<void> {
    await rows.put(accountId, { ...nothing, ...(await rows.get(accountId)), ...more });
  }

  return {
    zones: (accountId: AccountId): ZoneMemory => ({
      timeZone: async () => (await rows.get(accountId))?.timeZone ?? null,
      rememberTimeZone: (timeZone) => change(accountId, { timeZone }),
    }),

    guard: (accountId: AccountId): WriteGuard => ({
      stopped: async () => (await rows.get(accountId))?.writingStopped ?? false,
      stop: () => change(accountId, { writingStopped: true }),
    }),

    updates: (accountId: AccountId): UpdateMemory => ({
      cleared: async () => (await rows.get(accountId))?.cleared ?? [],
      rememberCleared: (cleared) => change(accountId, { cleared }),
    }),

    /** @param which of a back end's tokens, where it has several. */
    tokens: (accountId: AccountId, which: 'first' | 'second' = 'first'): TokenStorage => {
      const id = which === 'first' ? accountId : secondOf(accountId);
      return {
        load: async () => (await tokens.get(id)) ?? null,
        save: (state) => tokens.put(id, state),
      };
    },

    notes: (accountId: AccountId): NoteMemory => ({
      remember: (key, note) =>
        inTurn(async () => {
          const known = Object.entries((await notes.get(accountId)) ?? {});
          await notes.put(accountId, Object.fromEntries([...known, [key, note]].slice(-mostNotes)));
        }),
      recall: async (key) => (await notes.get(accountId))?.[key] ?? null,
    }),

    /** The agent has seen the conflict and goes on. */
    allowWriting: (accountId: AccountId) => change(accountId, { writingStopped: false }),

    /** The last connection of the account is gone. */
    async forget(accountId: AccountId): Promise<void> {
      await Promise.all([
        rows.delete(accountId),
        tokens.delete(accountId),
        tokens.delete(secondOf(accountId)),
        notes.delete(accountId),
        session.forgetSeen(accountId),
      ]);
    },

    seen: (accountId: AccountId): SeenStore => ({
      load: async () => (await session.readSeen(accountId)) ?? { tags: [], stages: [] },
      save: (seen) => session.writeSeen(accountId, seen),
    }),
  };
}
