/**
 * The customer as Chatside knows one, whatever the back end. Plain JSON: it lies in `storage.session` and crosses
 * contexts. Times are ISO 8601 UTC; dates `YYYY-MM-DD` or the vendor's raw text; money a decimal string with an
 * ISO 4217 code. `null` means "not known", `''` never occurs.
 */
import type { E164 } from '../phone/e164.ts';

export interface CustomerPhone {
  /** As the back end stores it. */
  raw: string;
  /** Only when the stored text has exactly one reading. */
  e164: E164 | null;
}

export interface Agent {
  id: string;
  name: string;
  /** Department id path, where the back end needs it to assign. */
  departmentPath?: string;
  /** The department's name: tells namesakes apart. */
  department?: string;
}

export interface Tag {
  id: string;
  name: string;
  groupId: string | null;
  /** `#rrggbb`, validated; else null. */
  colour: string | null;
  /** Shown, never written (for example WeCom tags). */
  readOnly: boolean;
}

export interface TagGroup {
  id: string;
  name: string;
  colour: string | null;
  /** Whether several tags of this group may stand on one customer. */
  multiple: boolean;
  tags: Tag[];
}

export interface Stage {
  id: string;
  name: string;
  order: number;
}

export type CustomerState = 'first-contact' | 'unassigned' | 'followed-up' | 'public-pool';

export type Outcome = 'open' | 'won' | 'lost' | 'invalid';

export interface CustomerStage {
  stageId: string;
  outcome: Outcome;
  since?: string;
  reason?: string;
}

export type FieldType = 'text' | 'multiline' | 'number' | 'date' | 'time' | 'single' | 'multi' | 'cascade';

export interface FieldDefinition {
  id: string;
  /** `name`, `email` … for what every customer has ({@link standardFields}), else `custom:<vendor key>`. */
  key: string;
  /** The company's word for it; null for standard fields, which the panel translates. */
  name: string | null;
  type: FieldType;
  required: boolean;
  options: FieldOption[];
  /** What the company says about the field. */
  help?: string;
  /** Of a kind that cannot be written. */
  readOnly?: true;
}

export interface FieldOption {
  value: string;
  label: string;
  /** Another value that the back end has for the same. */
  alias?: string;
}

export type FieldValue = string | string[] | null;

export interface CustomerField {
  key: string;
  value: FieldValue;
  /** What to show where `value` is an option's id. */
  text: string | null;
}

export const standardFields = [
  'name',
  'email',
  'sex',
  'birthday',
  'address',
  'company',
  'profession',
  'income',
  'remark',
  'source',
  'level',
] as const;
export type StandardField = (typeof standardFields)[number];

export function isStandardField(key: string): key is StandardField {
  return (standardFields as readonly string[]).includes(key);
}

/** Fields that only some back ends have, and that the panel has words for: among a customer's `fields`, by these keys. */
export const furtherFields = [
  'realName',
  'phone',
  'qq',
  'wechat',
  'vipLevel',
  'blacklist',
  'partnerId',
  'wecomFriends',
  'groupChats',
  'helpers',
  'createdBy',
  'changedBy',
  'operatingAccount',
  'accountStaff',
  'agentHere',
  'orderUser',
] as const;
export type FurtherField = (typeof furtherFields)[number];

export interface Customer {
  id: string;
  connectionId: string;
  name: string | null;
  phones: CustomerPhone[];
  email: string | null;
  sex: string | null;
  birthday: string | null;
  address: string | null;
  company: string | null;
  profession: string | null;
  income: string | null;
  remark: string | null;
  source: string | null;
  level: string | null;
  owner: Agent | null;
  /** `unknown`: the back end does not say. `null`: it says there is none. */
  stage: CustomerStage | 'unknown' | null;
  tags: Tag[];
  fields: CustomerField[];
  /** Vendor fields that the model has no place for: shown as they are, never dropped. */
  other: { name: string; value: string }[];
  blocked: boolean;
  /** Where the back end puts the customer, beside any stage; absent: it does not say. */
  state?: CustomerState;
  createdAt: string | null;
  updatedAt: string | null;
}

export interface TimelineEvent {
  id: string;
  at: string;
  /** The back end did not say when: `at` is a neighbour's. */
  undated?: true;
  kind: 'created' | 'edited' | 'stage' | 'tags' | 'note' | 'owner' | 'message' | 'todo' | 'merged' | 'other';
  actor: string | null;
  /** It was done by this, and by nobody. */
  machine?: 'robot' | 'trigger' | 'timer' | 'program';
  /** The back end's own words, or the note's text; null where `changes` says it all. */
  summary: string | null;
  changes: { field: string; from: string | null; to: string | null }[];
  /** Of a `todo`: when it is to be done. */
  dueAt?: string;
  /** Of a `todo`: when it was done. */
  doneAt?: string;
}

export interface TimelinePage {
  events: TimelineEvent[];
  /** Opaque; null at the end. */
  next: string | null;
  /** With the first page: to-dos on later ones that are not done yet. */
  open?: TimelineEvent[];
}

export interface Catalogue {
  groups: TagGroup[];
  /** In the order of the pipeline. */
  stages: Stage[];
  fields: FieldDefinition[];
}
