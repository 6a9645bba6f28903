/** What is being typed and is not saved yet, notes and fields, kept per customer over switches, restarts and crashes. */
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
  const keyOf = (connectionId: string, customerId: string) => JSON.stringify([connectionId, customerId]);

  function write(connectionId: string, customerId: string, text: string): Promise<void> {
    const key = keyOf(connectionId, customerId);
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
    async read(connectionId: string, customerId: string): Promise<string> {
      return (await notes.get(keyOf(connectionId, customerId))) ?? '';
    },
    /** An empty text deletes the draft. */
    write,

    async readFields(connectionId: string, customerId: string): Promise<FieldDrafts> {
      return (await fields.get(keyOf(connectionId, customerId))) ?? {};
    },
    /** `draft` is null where nothing unsaved is left; a draft whose value is null empties the field. */
    writeField(
      connectionId: string,
      customerId: string,
      field: string,
      draft: { value: FieldValue } | null,
    ): Promise<void> {
      const key = keyOf(connectionId, customerId);
      return serial(async () => {
        const { [field]: _, ...others } = (await fields.get(key)) ?? {};
        const next = draft ? { ...others, [field]: draft.value } : others;
        await (Object.keys(next).length > 0 ? fields.put(key, next) : fields.delete(key));
      });
    },

    /** Every draft of one customer. */
    async forget(connectionId: string, customerId: string): Promise<void> {
      await write(connectionId, customerId, '');
      await serial(() => fields.delete(keyOf(connectionId, customerId)));
    },
    /** Every draft; of one connection where one is named. */
    async forgetAll(connectionId?: string): Promise<void> {
      const isIts = (key: string) =>
        connectionId === undefined || key.startsWith(`[${JSON.stringify(connectionId)},`);
      for (const rows of [notes, fields]) {
        const kept = await rows.list();
        await Promise.all(kept.filter(({ id }) => isIts(id)).map(({ id }) => rows.delete(id)));
      }
    },
  };
}
