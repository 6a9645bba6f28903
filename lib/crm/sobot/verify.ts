import type { FieldValue } from '../model.ts';
import type { Change, Verdict } from '../port.ts';
import { customField, customId, plainValue } from './custom-fields.ts';
import type { createNotes } from './notes.ts';
import { isInPool, ownerIdOf } from './owner.ts';
import type { UserReader } from './read-users.ts';
import { isAt, placeOf } from './stage.ts';
import { isWrittenKey, plainText, standardValue } from './standard-fields.ts';
import { holdsTags } from './tags.ts';
import type { UserRow } from './user-row.ts';
import type { SobotWire } from './wire.ts';

type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

export interface VerifierOptions {
  wire: Pick<SobotWire, 'userLabels'>;
  reader: Pick<UserReader, 'isThere' | 'whole' | 'withState' | 'stageOf'>;
  notes: Pick<ReturnType<typeof createNotes>, 'verify'>;
  meId: string | null;
}

/** Whether an unanswered change has landed. `absent`: to send it again would do no harm, as far as can be seen. */
export function createVerifier({ wire, reader, notes, meId }: VerifierOptions) {
  return async function verify(change: Change, key: string, signal: AbortSignal): Promise<Verdict> {
    switch (change.kind) {
      case 'create':
        // A name is no proof: another may have it.
        if (change.phone === null) return 'unclear';
        return (await reader.isThere(change.phone, signal)) ? 'applied' : 'absent';
      case 'edit':
        return editVerdict(change, await reader.whole(change.customerId, signal));
      case 'setTags': {
        const labels = await wire.userLabels([change.customerId], signal);
        return holdsTags(labels.get(change.customerId) ?? [], change) ? 'applied' : 'absent';
      }
      case 'setStage': {
        const stage = await reader.stageOf(change.customerId, signal);
        if (isAt(stage, change.to)) return 'applied';
        return placeOf(stage) === placeOf(change.from) ? 'absent' : 'unclear';
      }
      case 'note':
        return notes.verify(change, key, signal);
      case 'todo':
      case 'delete':
      case 'merge':
        return 'unclear';
      case 'assign':
      case 'claim':
      case 'release':
        return ownerVerdict(change, await reader.withState(change.customerId, signal), meId);
    }
  };
}

function editVerdict({ edits }: Of<'edit'>, row: UserRow): Verdict {
  const values = edits.map(({ key, from, to }) => ({
    now: valueNow(row, key),
    from: comparable(key, from),
    to: comparable(key, to),
  }));
  if (values.every(({ now, to }) => now === to)) return 'applied';
  return values.every(({ now, from, to }) => now === to || now === from) ? 'absent' : 'unclear';
}

function valueNow(row: UserRow, key: string): string | null | undefined {
  const fieldId = customId(key);
  if (fieldId === null) return isWrittenKey(key) ? standardValue(row, key) : undefined;
  const stored = row.custom?.find(({ fieldid }) => fieldid === fieldId);
  return stored ? plainValue(customField(stored).value) : null;
}

const comparable = (key: string, value: FieldValue): string | null | undefined =>
  customId(key) === null ? plainText(value) : plainValue(value);

function ownerVerdict(
  change: Of<'assign'> | Of<'claim'> | Of<'release'>,
  row: UserRow,
  meId: string | null,
): Verdict {
  const owner = ownerIdOf(row);
  switch (change.kind) {
    case 'assign':
      if (owner === change.to.id) return 'applied';
      return owner === (change.from?.id ?? null) ? 'absent' : 'unclear';
    case 'claim':
      if (owner !== null && owner === meId) return 'applied';
      return owner === null ? 'absent' : 'unclear';
    case 'release':
      return isInPool(row) ? 'applied' : 'absent';
  }
}
