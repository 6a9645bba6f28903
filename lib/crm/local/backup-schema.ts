import * as v from 'valibot';
import type { E164 } from '../../phone/e164.ts';
import { parseE164 } from '../../phone/e164.ts';
import { allDiffer, fieldsSchema, groupsSchema, stagesSchema, text } from './catalogue-schema.ts';
import type { LocalCatalogueRow, LocalCustomer, LocalEvent, LocalWrite } from './rows.ts';

const time = v.pipe(
  v.string(),
  v.check(
    (value) => !Number.isNaN(Date.parse(value)) && new Date(value).toISOString() === value,
    'not-a-time',
  ),
);
const e164 = v.custom<E164>(
  (value) => typeof value === 'string' && parseE164(value) === value,
  'not-a-number',
);
const maybe = v.nullable(text);

const customer = v.strictObject({
  id: text,
  name: maybe,
  phones: v.pipe(
    v.array(e164),
    v.check((all) => allDiffer(all), 'duplicate'),
  ),
  email: maybe,
  sex: maybe,
  birthday: maybe,
  address: maybe,
  company: maybe,
  profession: maybe,
  income: maybe,
  remark: maybe,
  source: maybe,
  level: maybe,
  stage: v.nullable(
    v.strictObject({
      stageId: text,
      outcome: v.picklist(['open', 'won', 'lost', 'invalid']),
      since: v.exactOptional(time),
      reason: v.exactOptional(text),
    }),
  ),
  tagIds: v.pipe(
    v.array(text),
    v.check((all) => allDiffer(all), 'duplicate'),
  ),
  fields: v.record(text, v.union([text, v.pipe(v.array(text), v.nonEmpty('empty'))])),
  blocked: v.boolean(),
  createdAt: time,
  updatedAt: time,
});

const event = v.strictObject({
  id: text,
  customerId: text,
  at: time,
  kind: v.picklist([
    'created',
    'edited',
    'stage',
    'tags',
    'note',
    'owner',
    'message',
    'todo',
    'merged',
    'other',
  ]),
  actor: maybe,
  summary: maybe,
  changes: v.array(v.strictObject({ field: text, from: maybe, to: maybe })),
  dueAt: v.exactOptional(time),
  doneAt: v.exactOptional(time),
});

const write = v.strictObject({
  key: text,
  kind: v.picklist([
    'create',
    'edit',
    'setTags',
    'setStage',
    'note',
    'todo',
    'assign',
    'claim',
    'release',
    'merge',
  ]),
  customerId: text,
  at: time,
});

export const backupSchema = v.strictObject({
  format: v.literal('chatside-crm'),
  version: v.literal(1),
  savedAt: time,
  catalogue: v.strictObject({ groups: groupsSchema, stages: stagesSchema, fields: fieldsSchema }),
  customers: v.array(customer),
  timeline: v.array(event),
  writes: v.array(write),
});

/** The file of a backup. The timeline is in the order in which it was written. */
export interface BackupFile {
  format: 'chatside-crm';
  version: 1;
  savedAt: string;
  catalogue: LocalCatalogueRow;
  customers: LocalCustomer[];
  timeline: LocalEvent[];
  writes: LocalWrite[];
}
