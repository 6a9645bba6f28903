/**
 * Sobot's push messages (section 4) as events of our model. Pure: how a message gets here is for whoever receives it,
 * see `docs/sobot-push.md`.
 *
 * "New" and "changed" carry the same `msg_type`, and the page's own sample of a change has equal times of creation and
 * change: nothing tells the two apart. Types of custom fields are
 * numbered otherwise than in section 3.3.3, so they are looked up by the field's id.
 */
import * as v from 'valibot';
import { AppError } from '../../errors/app-error.ts';
import type { Customer, CustomerStage, FieldDefinition } from '../model.ts';
import type { SobotConnection } from './connection.ts';
import { customerFromRow } from './customer-from-row.ts';
import { outcomes } from './events.ts';
import { fromJson, id, told } from './schema.ts';
import { timeOf } from './times.ts';
import { type CustomValue, readUserRow } from './user-row.ts';

export type PushEvent =
  | {
      /** New or changed: the message does not say which. */
      kind: 'saved';
      at: string | null;
      customerId: string;
      /** What of the message our model has a place for; tags are not in it by their ids. */
      customer: Omit<Customer, 'tags'>;
      /** All that the message tells, by the vendor's names. */
      told: Record<string, string>;
    }
  | { kind: 'deleted'; at: string | null; customerId: string }
  | { kind: 'merged'; at: string | null; customerId: string; goneId: string };

const messageSchema = v.looseObject({ type: told, content: v.union([v.array(v.unknown()), v.unknown()]) });

const mergedSchema = v.looseObject({
  msg_type: v.pipe(told, v.literal('1')),
  userid: id,
  merged_userid: id,
  datetime: told,
});

const valueSchema = v.looseObject({ fieldid: id, field_value: told });

const savedSchema = v.looseObject({
  userid: id,
  datetime: told,
  status: told,
  stageid: told,
  stage_type: told,
  extend_field_values: v.optional(v.unknown()),
});

/** Where the push's names differ from those of section 3.3.1. */
const names: Readonly<Record<string, string>> = {
  user_nick: 'nick',
  user_name: 'uname',
  user_emails: 'email',
  user_tels: 'tel',
  liable_agentid: 'liable_serviceid',
  liable_agent_name: 'liable_service_name',
  province_name: 'provice_name',
  create_datetime: 'create_time',
  update_datetime: 'update_time',
  user_level: 'vip_level',
  unionid: 'unionid',
  wx_build_unionid: 'wx_build_unionid',
  wx_build_unionId: 'wx_build_unionid',
  liable_department_name: 'liable_department_name',
  black_endtime: 'black_endtime',
  qq: 'qq',
  wx: 'wx',
  sex: 'sex',
  remark: 'remark',
  city_name: 'city_name',
  area_name: 'area_name',
  crm_status: 'crm_status',
  status: 'status',
  group_chat_name: 'group_chat_name',
  helper_agent_name: 'helper_agent_name',
  qywx_friends_name: 'qywx_friends_name',
  black_reason: 'black_reason',
  delete_reason: 'delete_reason',
};

export interface PushContext {
  connection: SobotConnection;
  /** Of the company's own fields; a value of an unknown field is a text. */
  definitions: readonly FieldDefinition[];
}

/**
 * @param message the body of the push, parsed or as text.
 * @throws AppError `BAD_RESPONSE` where it is no message of this kind; then none of it is taken.
 */
export function readPush(message: unknown, context: PushContext): PushEvent[] {
  const read = v.safeParse(messageSchema, fromJson(message));
  if (!read.success || read.output.type !== 'crm') throw unreadable();
  const { content } = read.output;
  return (Array.isArray(content) ? content : [content]).map((entry) => eventOf(entry, context));
}

function eventOf(entry: unknown, context: PushContext): PushEvent {
  const merged = v.safeParse(mergedSchema, entry);
  if (merged.success) {
    const { userid, merged_userid, datetime } = merged.output;
    return { kind: 'merged', at: timeOf(datetime), customerId: userid, goneId: merged_userid };
  }
  const read = v.safeParse(savedSchema, entry);
  if (!read.success) throw unreadable();
  const { userid, datetime, status } = read.output;
  const at = timeOf(datetime);
  if (status === '9') return { kind: 'deleted', at, customerId: userid };
  const customer = customerOf(read.output, context);
  return { kind: 'saved', at, customerId: userid, customer, told: textsIn(read.output) };
}

function textsIn(saved: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(saved).map(([name, value]) => [name, plainText(value)] as const);
  return Object.fromEntries(texts.filter(([, text]) => text !== ''));
}

function plainText(value: unknown): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value).trim();
}

function customerOf(
  saved: v.InferOutput<typeof savedSchema>,
  { connection, definitions }: PushContext,
): Omit<Customer, 'tags'> {
  const user: Record<string, unknown> & { id: string } = { id: saved.userid };
  for (const [pushed, field] of Object.entries(names)) {
    const value = saved[pushed];
    if (value !== '' && value !== undefined) user[field] = value;
  }
  const row = readUserRow(user, 'push');
  // Two flags say the same.
  const black = [saved.is_black, saved.user_status].some((flag) => String(flag) === '1');
  if (black) row.fields.user_status = '1';
  const { tags: _, ...customer } = customerFromRow(
    { ...row, custom: customValues(saved.extend_field_values, definitions) },
    connection,
    {
      business: [],
      stage: stageOf(saved),
      levels: definitions.find(({ key }) => key === 'vipLevel')?.options ?? [],
    },
  );
  return customer;
}

/** `''` where there is none: then the message does not tell. */
function stageOf({
  stageid,
  stage_type,
  datetime,
}: v.InferOutput<typeof savedSchema>): CustomerStage | 'unknown' {
  const outcome = outcomes.get(stage_type || '1');
  if (stageid === '' || !outcome) return 'unknown';
  const since = timeOf(datetime);
  return { stageId: stageid, outcome, ...(since !== null && { since }) };
}

const typeNumbers: Readonly<Record<FieldDefinition['type'], string>> = {
  text: '1',
  multiline: '2',
  date: '3',
  time: '4',
  number: '5',
  single: '6',
  multi: '7',
  cascade: '9',
};

/** `extend_field_values` is a list, or `''`. */
function customValues(values: unknown, definitions: readonly FieldDefinition[]): CustomValue[] {
  if (!Array.isArray(values)) return [];
  return values.flatMap((entry) => {
    const read = v.safeParse(valueSchema, entry);
    if (!read.success) return [];
    const { fieldid, field_value: value } = read.output;
    const definition = definitions.find((one) => one.id === fieldid);
    const labels = value
      .split(',')
      .flatMap((part) => definition?.options.find((option) => option.value === part.trim())?.label ?? []);
    return { fieldid, value, text: labels.join(', '), type: typeNumbers[definition?.type ?? 'text'] };
  });
}

const unreadable = () => new AppError('BAD_RESPONSE', { detail: 'push' });
