/**
 * Editing a customer (section 3.2.1). Whether an update patches or replaces is not documented, so: read for this very
 * write, let the caller compare with what the agent saw, send every documented field as read with the change in it, read
 * back, and look what came of the rest.
 *
 * Owner, state and blacklist are left out (see `othersBusiness`) until a write was seen to clear them: then they are put
 * back, and go along from then on. What we did send and a colleague has changed is never put back: it is told.
 */
import { AppError } from '../../errors/app-error.ts';
import type { FieldDefinition } from '../model.ts';
import { stopWriting, type WriteGuard } from '../write-guard.ts';
import { clearedBy, confirmLanded, lostBy, overwrittenBy } from './judge-update.ts';
import type { EditPlan } from './plan-edit.ts';
import type { Read, UserReader } from './read-users.ts';
import { updateBody } from './update-body.ts';
import type { UserField, UserRow } from './user-row.ts';
import type { SobotWire } from './wire.ts';

/** What was learnt about updates of this company; must outlive the worker. */
export interface UpdateMemory {
  /** Fields that an update was seen to clear where it left them out. */
  cleared(): Promise<readonly string[]>;
  rememberCleared(fields: readonly string[]): Promise<void>;
}

export interface UserWriterOptions {
  wire: Pick<SobotWire, 'updateUser'>;
  reader: Pick<UserReader, 'read' | 'whole' | 'wrote' | 'timeline'>;
  guard: WriteGuard;
  updates: UpdateMemory;
  definitions(signal: AbortSignal): Promise<FieldDefinition[]>;
}

export type UserWriter = ReturnType<typeof createUserWriter>;

export function createUserWriter({ wire, reader, guard, updates, definitions }: UserWriterOptions) {
  /** What was read of this customer before is old as soon as the update has left. */
  async function send(
    before: UserRow,
    fields: Partial<Record<UserField, string>>,
    body: Record<string, string | number>,
    signal: AbortSignal,
  ): Promise<Read | null> {
    await wire.updateUser(before.id, body, signal);
    reader.wrote(before.id, before, fields, null);
    const listed = before.listed.size > 0 ? 'read' : null;
    const read = await reader
      .read(before.id, listed, signal)
      .catch(() => reader.read(before.id, listed, signal))
      .catch(() => null);
    if (read) reader.wrote(before.id, before, fields, read.row);
    return read;
  }

  /**
   * @param plan what to change in the row as it is now; it throws `CONFLICT` where the agent saw something else.
   * @returns the customer read back, null where that failed after the write; and whether there was anything to write.
   * @throws AppError `CONFLICT` also when a colleague's change was overwritten (`colleague-overwritten`), and when
   *   another field was lost by the write: `guard` then stops writing; `OUTCOME_UNKNOWN` when the server said that it
   *   wrote and the old value still stands.
   */
  return async function write(
    id: string,
    plan: (row: UserRow, fields: readonly FieldDefinition[]) => EditPlan,
    signal: AbortSignal,
  ): Promise<{ read: Read | null; wrote: boolean }> {
    const [before, fields, earlier, cleared] = await Promise.all([
      reader.whole(id, signal),
      definitions(signal),
      reader.timeline.firstPage(id, signal).catch(() => null),
      updates.cleared(),
    ]);
    const change = plan(before, fields);
    if (isEmpty(change)) return { read: await reader.read(id, null, signal), wrote: false };
    const body = updateBody(before, change, fields, new Set(cleared));
    let read = await send(before, change.fields, body, signal);
    if (!read) return { read, wrote: true };

    const known = new Set(earlier?.events.map((event) => event.id));
    const news = (earlier && read.events?.filter((event) => !known.has(event.id))) ?? [];
    const seen = { before, change, after: read.row };
    const overwritten = overwrittenBy(seen, news, fields);
    const taken = clearedBy(seen, news, fields).filter((field) => !(field in body));
    if (taken.length > 0) {
      await updates.rememberCleared([...new Set([...cleared, ...taken])]);
      const back = Object.fromEntries(taken.map((field) => [field, before.fields[field] ?? '']));
      // What the change itself wrote of others' business would be cleared by this write in turn.
      const again = new Set([...cleared, ...Object.keys(change.fields)]);
      const restored = updateBody(read.row, { fields: back, custom: new Map() }, fields, again);
      read = (await send(before, change.fields, restored, signal).catch(() => null)) ?? read;
    }
    const update = { before, change, after: read.row };
    const lost = lostBy(update, news, fields);
    if (lost > 0) throw await stopWriting(guard, lost);
    if (overwritten.length > 0) {
      throw new AppError('CONFLICT', {
        reason: 'colleague-overwritten',
        detail: `changed meanwhile: ${overwritten.length} fields`,
      });
    }
    confirmLanded(update);
    return { read, wrote: true };
  };
}

const isEmpty = ({ fields, custom }: EditPlan): boolean =>
  Object.keys(fields).length === 0 && custom.size === 0;
