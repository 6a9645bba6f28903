/** What is being typed and is not saved yet, notes and fields, kept per customer over switches, restarts and crashes. */
import type { AccountId } from '../accounts/account.ts';
import type { FieldValue } from '../crm/model.ts';
import type { SealedCollection } from '../sealed/index.ts';

/** By field key. */
export type FieldDrafts = Record<string, FieldValue>;

export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts({
  notes,
  fields,
}: {
  notes: SealedCollection<string>;
  fields: SealedCollection<FieldDrafts>;
}) {
  let queue: Promise<unknown> = Promise.resolve();
  const keyOf = (accountId: AccountId, customerId: string) => JSON.stringify([accountId, customerId]);

  function write(accountId: AccountId, customerId: string, text: string): Promise<void> {
    const key = keyOf(accountId, customerId);
    return text === '' ? notes.delete(key) : notes.put(key, text);
  }

  /** Fields of one customer lie in one row, so each change of it waits for the one before. */
  function serial(work: () => Promise<void>): Promise<void> {
    const run = queue.then(work);
    queue = run.catch(() => {});
    return run;
  }

  return {
    /** `''`: there is none. */
    async read(accountId: AccountId, customerId: string): Promise<string> {
      return (await notes.get(keyOf(accountId, customerId))) ?? '';
    },
    /** An empty text deletes the draft. */
    write,

    async readFields(accountId: AccountId, customerId: string): Promise<FieldDrafts> {
      return (await fields.get(keyOf(accountId, customerId))) ?? {};
    },
    /** `draft` is null where nothing unsaved is left; a draft whose value is null empties the field. */
    writeField(
      accountId: AccountId,
      customerId: string,
      field: string,
      draft: { value: FieldValue } | null,
    ): Promise<void> {
      const key = keyOf(accountId, customerId);
      return serial(async () => {
        const { [field]: _, ...others } = (await fields.get(key)) ?? {};
        const next = draft ? { ...others, [field]: draft.value } : others;
        await (Object.keys(next).length > 0 ? fields.put(key, next) : fields.delete(key));
      });
    },

    /** Every draft of one customer. */
    async forget(accountId: AccountId, customerId: string): Promise<void> {
      await write(accountId, customerId, '');
      await serial(() => fields.delete(keyOf(accountId, customerId)));
    },
    /** Every draft; of one account where one is named. */
    async forgetAll(accountId?: AccountId): Promise<void> {
      const isIts = (key: string) =>
        accountId === undefined || key.startsWith(`[${JSON.stringify(accountId)},`);
      for (const rows of [notes, fields]) {
        const kept = await rows.list();
        await Promise.all(kept.filter(({ id }) => isIts(id)).map(({ id }) => rows.delete(id)));
      }
    },
  };
}
