/** Notes that are being typed, kept per customer over switches, restarts and crashes. */
import type { SealedCollection } from '../sealed/index.ts';

export type Drafts = ReturnType<typeof createDrafts>;

export function createDrafts({ rows }: { rows: SealedCollection<string> }) {
  const keyOf = (connectionId: string, customerId: string) => JSON.stringify([connectionId, customerId]);
  return {
    /** `''`: there is none. */
    async read(connectionId: string, customerId: string): Promise<string> {
      return (await rows.get(keyOf(connectionId, customerId))) ?? '';
    },
    /** An empty text deletes the draft. */
    write(connectionId: string, customerId: string, text: string): Promise<void> {
      const key = keyOf(connectionId, customerId);
      return text === '' ? rows.delete(key) : rows.put(key, text);
    },
    /** Every draft; of one connection where one is named. */
    async forgetAll(connectionId?: string): Promise<void> {
      const isIts = (key: string) =>
        connectionId === undefined || key.startsWith(`[${JSON.stringify(connectionId)},`);
      const kept = await rows.list();
      await Promise.all(kept.filter(({ id }) => isIts(id)).map(({ id }) => rows.delete(id)));
    },
  };
}
