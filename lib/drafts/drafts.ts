/** Drafts as they are kept, per customer, over switches, restarts and crashes. */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { FieldValue } from '../crm/model.ts';
import type { JoinedCollection, SealedChange, SealedCollection } from '../sealed/index.ts';
import { type Draft, type DraftPlace, mergedDrafts, placeOf, type Whose } from './draft.ts';
import type { SubmissionMemory } from './submissions.ts';

export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts({
  rows,
  older,
  submissions,
  newId,
  onChange = () => {},
}: {
  /** A text alone: a note of an earlier version. */
  rows: JoinedCollection<Draft[] | string>;
  /** Where an earlier version kept fields, by key. */
  older: SealedCollection<Record<string, FieldValue>>;
  submissions: Pick<SubmissionMemory, 'has'>;
  newId(): string;
  /**
   * Somebody's drafts, or everybody's where nobody is named, are others now. `wrote`: the one that was put away;
   * `forgotten`: none is left.
   */
  onChange?(whose: Whose | null, wrote: string | null, forgotten?: true): void;
}) {
  /** All drafts of one customer lie in one row, so each change of it waits for the one before. */
  const inTurn = createQueue();
  const keyOf = ({ accountId, customerId }: Whose) => JSON.stringify([accountId, customerId]);

  async function kept(key: string): Promise<Draft[]> {
    const [row, fields] = await Promise.all([rows.get(key), older.get(key)]);
    if (typeof row !== 'string' && !fields) return row ?? [];
    const note = {
      kind: 'note',
      text: typeof row === 'string' ? row : '',
      stageId: '',
      remindAt: '',
    } as const;
    const contents = [
      ...(note.text === '' ? [] : [note]),
      ...Object.entries(fields ?? {}).map(([field, value]) => ({
        kind: 'field' as const,
        key: field,
        value,
      })),
    ];
    const adopted = contents.map((content): Draft => ({ id: newId(), content }));
    const drafts = typeof row === 'object' ? [...row, ...adopted] : adopted;
    await rows.put(key, drafts);
    await older.delete(key);
    return drafts;
  }

  const toKeep = (key: string, drafts: Draft[]): SealedChange =>
    drafts.length === 0 ? rows.toDelete(key) : rows.toPut(key, drafts);

  const merge = (gone: Whose, stays: Whose): Promise<void> =>
    inTurn(async () => {
      const left = await kept(keyOf(gone));
      if (left.length === 0) return;
      await rows.put(keyOf(stays), mergedDrafts(left, await kept(keyOf(stays)), newId));
      await rows.delete(keyOf(gone));
      onChange(stays, null);
    });

  return {
    /** @param before by what somebody who is yet to be created went until their number appeared: their drafts go on. */
    async read({ before, ...whose }: Whose & { before?: string }): Promise<Draft[]> {
      if (before !== undefined) await merge({ ...whose, customerId: before }, whose);
      return inTurn(() => kept(keyOf(whose)));
    },

    /**
     * Keeps the draft at its place; null: given up. It takes the place of those called `over`, and of one that says the
     * same; null: of all that lie there. What another window typed there stays beside it. What was submitted under its
     * id already is saved, and not to be saved once more: it is not kept.
     */
    write: (
      whose: Whose,
      place: DraftPlace,
      draft: Draft | null,
      over: readonly string[] | null = null,
    ): Promise<void> =>
      inTurn(async () => {
        if (draft && (await submissions.has(draft.id))) return;
        const key = keyOf(whose);
        const stays = ({ id, content }: Draft) =>
          placeOf(content) !== place ||
          (over !== null &&
            id !== draft?.id &&
            !over.includes(id) &&
            !(draft && saysTheSame(content, draft)));
        const others = (await kept(key)).filter(stays);
        const next = draft ? [...others, draft] : others;
        await (next.length === 0 ? rows.delete(key) : rows.put(key, next));
        onChange(whose, draft?.id ?? null);
      }),

    /** Runs `submit` with what takes away the draft of that submission, to be committed with the row it becomes. */
    taking: <T>(whose: Whose, id: string, submit: (alongside: SealedChange[]) => Promise<T>): Promise<T> =>
      inTurn(async () => {
        const key = keyOf(whose);
        const drafts = await kept(key);
        const left = drafts.filter((draft) => draft.id !== id);
        return submit(left.length === drafts.length ? [] : [toKeep(key, left)]);
      }),

    /** The drafts of one customer go to another, who stays of the two. May be done twice. */
    merge,

    /** Every draft of one customer. */
    forget: (whose: Whose): Promise<void> =>
      inTurn(async () => {
        await Promise.all([rows.delete(keyOf(whose)), older.delete(keyOf(whose))]);
        onChange(whose, null, true);
      }),
    /** Every draft; of one connection where one is named. */
    forgetAll: (accountId?: AccountId): Promise<void> =>
      inTurn(async () => {
        const isIts = (key: string) =>
          accountId === undefined || key.startsWith(`[${JSON.stringify(accountId)},`);
        for (const collection of [rows, older]) {
          const all = await collection.list();
          await Promise.all(all.filter(({ id }) => isIts(id)).map(({ id }) => collection.delete(id)));
        }
        if (accountId === undefined) onChange(null, null, true);
        else onChange(null, null);
      }),
  };
}

const saysTheSame = (content: Draft['content'], draft: Draft): boolean =>
  JSON.stringify(content) === JSON.stringify(draft.content);
