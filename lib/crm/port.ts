/**
 * What every back end offers. The panel asks {@link Capabilities}, never which back end it is. An adapter knows no
 * `browser.*` and no storage: clock, limiter, tokens and fetch are given to it.
 */
import type { AppErrorData } from '../errors/app-error.ts';
import type { E164 } from '../phone/e164.ts';
import type { MatchReason } from '../phone/match-reason.ts';
import type { Company } from './company.ts';
import type {
  Agent,
  Catalogue,
  Customer,
  CustomerStage,
  FieldValue,
  Outcome,
  Tag,
  TimelinePage,
} from './model.ts';
import type { TagAdmin } from './tag-admin.ts';

type ReadKind = 'catalogue' | 'find' | 'search' | 'timeline' | 'agents' | 'stage' | 'tags';
export type ChangeKind =
  | 'create'
  | 'edit'
  | 'setTags'
  | 'setStage'
  | 'note'
  | 'todo'
  | 'assign'
  | 'claim'
  | 'release'
  | 'delete'
  | 'merge';

export type ChangeCapability =
  | {
      able: true;
      /** Done twice it leaves the same state, so an unanswered one may be sent again after a look. */
      repeatable: boolean;
      /** `verify` can tell whether it landed. */
      verifiable: boolean;
      /** A change back can be written. */
      undo: boolean;
      /** What is set can be taken off again: the first stage can be undone, and an outcome needs none before it. */
      clears?: true;
      /** The whole row goes along as it was read for this write: one that lands late undoes what was written since. */
      wholeRow?: true;
    }
  | { able: false; why: 'not-offered' | 'not-configured' | 'edition' };

/** Regions, each inside one of the kind before it. */
export type LookupKind = 'province' | 'city' | 'area';
export interface LookupOption {
  value: string;
  label: string;
}

/** A part of the timeline that a back end can be asked for alone. */
export type TimelinePart = 'notes' | 'customer' | 'others';

export interface Capabilities {
  /** All that it has lies on this device: it needs no network. */
  onDevice?: true;
  read: ReadKind[];
  /** Left out: none. What comes may hold more than was asked for. */
  timelineParts?: TimelinePart[];
  change: Record<ChangeKind, ChangeCapability>;
  /** What a form can choose from, level by level; left out: nothing. A region is the value of `address` as `regionOf` makes it. */
  lookups?: LookupKind[];
  /** By field key; a field that is not named here is not shown. */
  fields: Record<string, 'read' | 'write' | 'create-only' | 'edit-only'>;
  /** Somebody may be created who has no number. */
  createWithoutNumber: boolean;
  /** Tags may be invented by typing. */
  createTags: boolean;
  outcomes: Outcome[];
  /** Who works here, as events name them; null: events that name nobody are theirs. Left out: it is not known. */
  agent?: { name: string | null };
  /** A note carries a stage, a reminder; that may stand without words; that has to be there. */
  note: { stage: boolean; reminder: boolean; reminderAlone?: true; needsReminder?: true };
}

/** One number as it may be asked for: `spellings` are digits only, most likely first, without duplicates. */
export interface AskedNumber {
  e164: E164;
  spellings: string[];
}

export interface Candidate {
  customer: Customer;
  /** `same-number` is exact; every other reason must be asked. */
  reason: MatchReason;
  /** The stored text that matched. */
  stored: string;
}

export interface FieldEdit {
  key: string;
  from: FieldValue;
  to: FieldValue;
}

export type TagRef = Pick<Tag, 'id' | 'name' | 'groupId'>;

/** By what somebody goes who is yet to be created: the number, or the chat that hides it (`lib/session/chat-name.ts`). */
export type NewCustomer = { phone: E164 } | { phone: null; chat: string };

/** Every write, with the values as the agent saw them. */
export type Change =
  | ({ kind: 'create'; name: string | null; fields: { key: string; value: FieldValue }[] } & NewCustomer)
  | { kind: 'edit'; customerId: string; edits: FieldEdit[] }
  | { kind: 'setTags'; customerId: string; add: TagRef[]; remove: TagRef[] }
  | {
      kind: 'setStage';
      customerId: string;
      from: CustomerStage | 'unknown' | null;
      /** Null takes the stage off. */
      to: { stageId: string; outcome: Outcome; reason?: string } | null;
    }
  | { kind: 'note'; customerId: string; text: string; stageId?: string; remindAt?: string }
  /** Marks a to-do of the timeline as done, or as not done after all. */
  | { kind: 'todo'; customerId: string; todoId: string; done: boolean }
  | { kind: 'assign'; customerId: string; from: Agent | null; to: Agent }
  | { kind: 'claim'; customerId: string }
  | { kind: 'release'; customerId: string; valid: boolean; from?: Agent | null }
  /**
   * The customer goes for good, with all that the back end has of them. `phones`: the numbers that the agent saw, to find
   * what this device keeps of them; `record`: whether what was done with the customer stays on this device's record.
   */
  | { kind: 'delete'; customerId: string; phones: E164[]; record: boolean }
  /**
   * Two customers are one: `customerId` goes, and everything of theirs is of `staysId`. Of what only one value can stand in,
   * that of `staysId` stays where there is one, unless `take` names it: a field by its key, `stage`, and a group of
   * single choice as `group:<id>`.
   */
  | { kind: 'merge'; customerId: string; staysId: string; take: string[] };

export interface Applied {
  customerId: string;
  /** Read back after the write; null where the back end cannot be read back. */
  customer: Customer | null;
  /** It was so already, by whoever's hand: nothing was written. */
  wasSo?: true;
}

/** A reminder that is not done, of whatever customer. */
export interface Reminder {
  customerId: string;
  todoId: string;
  /** Its customer's, as they are kept. */
  name: string | null;
  phone: E164 | null;
  summary: string | null;
  /** ISO 8601 UTC. */
  dueAt: string;
}

export type Verdict = 'applied' | 'absent' | 'unclear';

/** Who was found in one part of everybody. */
export interface SearchedPart {
  customers: Customer[];
  /** How many were gone through up to here, with those of earlier parts. */
  goneThrough: number;
  /** Of what so many were gone through: of a company's own accounts; left out: of people. */
  of?: 'accounts';
  /** Opaque: where to go on; null: that was everybody. */
  next: string | null;
}

/** As many as one search gives: who is not among them is found by typing more. */
export const mostFound = 50;

/** Every method throws `AppError` only. */
export interface CrmAdapter {
  capabilities: Capabilities;
  catalogue(signal: AbortSignal): Promise<Catalogue>;
  /** All customers that may be the one asked for; an empty list means that there is none. */
  findByPhone(asked: AskedNumber, signal: AbortSignal): Promise<Candidate[]>;
  /**
   * Who is called like this username (without `@`), where the back end can look for that. A username is public, changed at
   * will and taken over by others: whoever is found has to be asked about.
   */
  findByHandle?(handle: string, signal: AbortSignal): Promise<Customer[]>;
  /** At most {@link mostFound} of them. */
  search(text: string, signal: AbortSignal): Promise<Customer[]>;
  /**
   * The same where the vendor knows no name to ask for, so that everybody is gone through, a part at a time; absent: no part
   * is left out of a search. @param from where the part before ended; null for the first.
   */
  searchFurther?(text: string, from: string | null, signal: AbortSignal): Promise<SearchedPart>;
  /** Throws `NOT_FOUND`. */
  get(id: string, signal: AbortSignal): Promise<Customer>;
  /** @param part only this one, where `capabilities` name it. */
  timeline(
    id: string,
    cursor: string | null,
    signal: AbortSignal,
    part?: TimelinePart | null,
  ): Promise<TimelinePage>;
  agents(signal: AbortSignal): Promise<Agent[]>;
  /** Where `capabilities` name the kind. @param parent the value it is inside; null for the first kind. */
  lookups?(kind: LookupKind, parent: string | null, signal: AbortSignal): Promise<LookupOption[]>;
  /**
   * Writes one change. Throws `CONFLICT` when a value the agent did not see would be overwritten, `OUTCOME_UNKNOWN`
   * when a byte may have left and no answer came. `key` names the change for back ends that can tell a repeat.
   */
  apply(change: Change, key: string, signal: AbortSignal): Promise<Applied>;
  /** Whether an unanswered change has landed. */
  verify(change: Change, key: string, signal: AbortSignal): Promise<Verdict>;
  /** All that are not done and have a time, the most urgent first, where notes may carry one. */
  reminders?(signal: AbortSignal): Promise<Reminder[]>;
  /** What holds up requests time and again, though they are answered in the end: to be said as long as it lasts. */
  trouble?(): Promise<AppErrorData | null>;
  /** Where the back end lets tags and their groups be administered. */
  tagAdmin?: TagAdmin;
  /** What the company keeps beside its customers, where the back end tells and no page of ours edits it. */
  company?(signal: AbortSignal): Promise<Company>;
}
