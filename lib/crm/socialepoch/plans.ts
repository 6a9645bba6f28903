/** What each change means for a row as it is now. Pure; each throws `CONFLICT` where the agent saw something else. */
import { AppError } from '../../errors/app-error.ts';
import type { FieldValue } from '../model.ts';
import type { Change } from '../port.ts';
import { stageOf } from './customer-from-row.ts';
import { type FieldKey, fieldValue, isFieldKey, plainValue, wireField, wireValue } from './fields.ts';
import type { Row, WrittenField } from './schema.ts';
import { changedTags, holds, splitTags } from './tags.ts';

export type Of<Kind extends Change['kind']> = Extract<Change, { kind: Kind }>;

/** Fields and their new texts; `''` clears. Empty: the row is already as wished. */
export type RowChange = Partial<Record<WrittenField, string>>;

/** @throws AppError `UNSUPPORTED` for a field that the vendor has not, `INVALID_INPUT` for a value that is no text. */
export function writable(key: string, value: FieldValue): { key: FieldKey; value: string | null } {
  if (!isFieldKey(key)) throw new AppError('UNSUPPORTED', { detail: 'field' });
  const plain = plainValue(value);
  if (plain === undefined) throw new AppError('INVALID_INPUT', { detail: key });
  return { key, value: plain };
}

export function planEdit({ edits }: Of<'edit'>, row: Row): RowChange {
  const change: RowChange = {};
  for (const edit of edits) {
    const { key, value } = writable(edit.key, edit.to);
    const now = fieldValue(row, key);
    if (now === value) continue;
    if (now !== plainValue(edit.from)) throw new AppError('CONFLICT', { detail: key });
    change[wireField(key)] = wireValue(key, value, row);
  }
  return change;
}

export function planStage({ from, to }: Of<'setStage'>, row: Row): RowChange {
  if (to === null) throw new AppError('UNSUPPORTED', { detail: 'no stage' });
  if (to.outcome !== 'open') throw new AppError('UNSUPPORTED', { detail: 'outcome' });
  const name = to.stageId.trim();
  if (name === '') throw new AppError('INVALID_INPUT', { detail: 'stage' });
  const now = stageName(stageOf(row));
  if (now === name) return {};
  if (now !== stageName(from)) throw new AppError('CONFLICT', { detail: 'stage' });
  return { stage: name };
}

/** Tags are a set: the difference goes on top of what is there now, so there is nothing to conflict with. */
export function planTags(change: Of<'setTags'>, row: Row, separator: string): RowChange {
  const invalid = change.add.some(
    ({ name }) => name.trim() === '' || (separator !== '' && name.includes(separator)),
  );
  if (invalid || (separator === '' && change.add.length > 1)) {
    throw new AppError('INVALID_INPUT', { detail: 'tags' });
  }
  const present = splitTags(row.fields.tabName, separator);
  if (holds(present, change)) return {};
  return { tabName: changedTags(present, change, separator).join(separator) };
}

/** What a stage is compared by; `unknown` and none are both "nothing that could be overwritten". */
export function stageName(stage: Of<'setStage'>['from']): string | null {
  return stage === null || stage === 'unknown' ? null : stage.stageId;
}
