/**
 * Editing a customer (section 3.2.1). Whether an update patches or replaces is not documented, so: read fresh, let the
 * caller compare with what the agent saw, send every documented field as read with the change in it, read back, and look
 * whether anything else was lost.
 *
 * Never sent: a field that was not told, an empty text that the agent did not choose, a custom value that no longer fits.
 */
import { AppError } from '../../errors/app-error.ts';
import type { FieldDefinition } from '../model.ts';
import { stopWriting, type WriteGuard } from '../write-guard.ts';
import { stillFits } from './custom-fields.ts';
import type { EditPlan } from './plan-edit.ts';
import type { Read, UserReader } from './read-users.ts';
import type { UserField, UserRow } from './user-row.ts';
import type { SobotWire } from './wire.ts';

/** What an update takes; `crm_status` stands in its sample only. */
const updatable = [
  'nick',
  'uname',
  'visitorids',
  'partnerid',
  'email',
  'tel',
  'qq',
  'wx',
  'sex',
  'crm_status',
  'liable_serviceid',
  'liable_service_name',
  'remark',
  'enterpriseid',
  'enterprise_name',
  'is_vip',
  'vip_level',
  'user_status',
  'wx_build_unionid',
] as const satisfies readonly UserField[];

/** Sent as numbers. */
const integers: ReadonlySet<UserField> = new Set<UserField>(['sex', 'crm_status']);

/** What a colleague may have emptied meanwhile is not put back by us. */
const othersBusiness: ReadonlySet<UserField> = new Set<UserField>([
  'crm_status',
  'liable_serviceid',
  'liable_service_name',
]);

/** Lost when emptied by a write that did not mean them. */
const guarded = [
  ...updatable,
  'proviceid',
  'provice_name',
  'cityid',
  'city_name',
  'areaid',
  'area_name',
] as const satisfies readonly UserField[];

export interface UserWriterOptions {
  wire: SobotWire;
  reader: Pick<UserReader, 'read' | 'whole'>;
  guard: WriteGuard;
  definitions(signal: AbortSignal): Promise<FieldDefinition[]>;
}

export function createUserWriter({ wire, reader, guard, definitions }: UserWriterOptions) {
  /**
   * @param plan what to change in the row as it is now; it throws `CONFLICT` where the agent saw something else.
   * @returns the customer read back; null where that failed after the write.
   * @throws AppError `CONFLICT` also when another field was lost by the write: `guard` then stops writing;
   *   `OUTCOME_UNKNOWN` when the server said that it wrote and the old value still stands.
   */
  return async function write(
    id: string,
    plan: (row: UserRow, fields: readonly FieldDefinition[]) => EditPlan,
    signal: AbortSignal,
  ): Promise<Read | null> {
    const [before, fields] = await Promise.all([reader.whole(id, signal), definitions(signal)]);
    const change = plan(before, fields);
    if (isEmpty(change)) return reader.read(id, 'read', signal);
    await wire.updateUser(id, bodyOf(before, change, fields), signal);

    let read: Read;
    try {
      read = await reader.read(id, 'read', signal);
    } catch {
      return null;
    }
    const after = read.row;
    const lost = lostBy(before, change, after);
    if (lost.fields.length + lost.custom.length > 0) {
      const stopped = await stopWriting(guard, lost.fields.length + lost.custom.length);
      await restore(id, before, after, change, lost, fields, signal).catch(() => {});
      throw stopped;
    }
    confirmLanded(before, change, after);
    return read;
  };

  async function restore(
    id: string,
    before: UserRow,
    after: UserRow,
    change: EditPlan,
    lost: Lost,
    fields: readonly FieldDefinition[],
    signal: AbortSignal,
  ): Promise<void> {
    const again: EditPlan = { fields: { ...change.fields }, custom: new Map(change.custom) };
    for (const field of updatable) {
      if (lost.fields.includes(field) && !othersBusiness.has(field)) {
        again.fields[field] = before.fields[field] ?? '';
      }
    }
    for (const { fieldid, value } of before.custom ?? []) {
      if (lost.custom.includes(fieldid)) again.custom.set(fieldid, value);
    }
    await wire.updateUser(id, bodyOf(after, again, fields), signal);
  }
}

const isEmpty = ({ fields, custom }: EditPlan) => Object.keys(fields).length === 0 && custom.size === 0;

/** Every field as it was read, with the change in it. */
function bodyOf(
  row: UserRow,
  change: EditPlan,
  definitions: readonly FieldDefinition[],
): Record<string, string | number> {
  const body: Record<string, string | number> = {};
  for (const field of updatable) {
    const text = change.fields[field] ?? row.fields[field];
    if (text === undefined || (text === '' && change.fields[field] === undefined)) continue;
    if (!integers.has(field)) body[field] = text;
    // 0 and the like stand for "not known" and are in no list of what may be sent.
    else if (/^[1-9]$/.test(text)) body[field] = Number(text);
  }
  const values = new Map<string, string>();
  for (const value of row.custom ?? []) {
    const definition = definitions.find(({ id }) => id === value.fieldid);
    if (value.value !== '' && stillFits(definition, value)) values.set(value.fieldid, value.value);
  }
  for (const [fieldid, value] of change.custom) values.set(fieldid, value);
  if (values.size > 0) {
    body.ex_field_str = JSON.stringify(
      [...values].map(([fieldid, field_value]) => ({ fieldid, field_value })),
    );
  }
  return body;
}

interface Lost {
  fields: UserField[];
  /** Ids. */
  custom: string[];
}

/** What had a value and has none any more, though the change did not mean it. Another value may be a colleague's. */
function lostBy(before: UserRow, change: EditPlan, after: UserRow): Lost {
  const customOf = (row: UserRow, fieldid: string) =>
    row.custom?.find((one) => one.fieldid === fieldid)?.value ?? '';
  return {
    fields: guarded.filter((field) => {
      const was = before.fields[field] ?? '';
      const now = after.fields[field] ?? '';
      const meant = field in change.fields;
      const isFlag = field === 'is_vip' || field === 'user_status';
      return !meant && (isFlag ? was === '1' && now !== '1' : was !== '' && now === '');
    }),
    custom: (before.custom ?? [])
      .filter(({ fieldid, value }) => value !== '' && !change.custom.has(fieldid))
      .map(({ fieldid }) => fieldid)
      .filter((fieldid) => customOf(after, fieldid) === ''),
  };
}

/** A field that only the list tells is not judged: the list may lag behind. */
function confirmLanded(before: UserRow, change: EditPlan, after: UserRow): void {
  const stuck: [name: string, clearing: boolean][] = [];
  for (const field of updatable) {
    const wished = change.fields[field];
    if (wished === undefined || after.listed.has(field)) continue;
    const was = before.fields[field] ?? '';
    const now = after.fields[field] ?? '';
    if (now !== wished && now === was) stuck.push([field, wished === '']);
  }
  for (const [fieldid, wished] of change.custom) {
    const was = before.custom?.find((one) => one.fieldid === fieldid)?.value ?? '';
    const now = after.custom?.find((one) => one.fieldid === fieldid)?.value ?? '';
    if (now !== wished && now === was) stuck.push(['custom', wished === '']);
  }
  if (stuck.length === 0) return;
  const clearing = stuck.every(([, isClearing]) => isClearing);
  throw new AppError(clearing ? 'UNSUPPORTED' : 'OUTCOME_UNKNOWN', {
    detail: `not changed: ${stuck.map(([name]) => name).join()}`,
  });
}
