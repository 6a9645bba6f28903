/** What is typed and not saved yet, one draft a place, with the id under which it is going to be submitted. */
import type { AccountId } from '../accounts/account.ts';
import type { FieldValue, Outcome } from '../crm/model.ts';
import type { Change, LookupOption } from '../crm/port.ts';
import { regionOf } from '../crm/region.ts';
import { nameIn } from '../text/name-in.ts';

/** Whose drafts: a customer's, or those of somebody who is yet to be created, by the chat's name. */
export interface Whose {
  accountId: AccountId;
  customerId: string;
}

export interface NoteDraft {
  text: string;
  /** `''`: the stage stays as it is. */
  stageId: string;
  /** As in a `datetime-local` box; `''`: no reminder. */
  remindAt: string;
}

/** The form for a new customer. */
export interface CreateDraft {
  name: string;
  values: Record<string, FieldValue>;
  region: LookupOption[];
}

/** Why it ended so. */
export interface ReasonDraft {
  outcome: Exclude<Outcome, 'open'>;
  text: string;
}

export type DraftContent =
  | ({ kind: 'note' } & NoteDraft)
  | ({ kind: 'create' } & CreateDraft)
  | ({ kind: 'reason' } & ReasonDraft)
  /** `value` null empties the field. */
  | { kind: 'field'; key: string; value: FieldValue };

export interface Draft {
  /** The submission's: the worker takes it once, whoever hands it over and however often. */
  id: string;
  content: DraftContent;
}

/** Where it is typed: one draft each. */
export type DraftPlace = 'note' | 'create' | 'reason' | `field:${string}`;

export const placeOf = (content: DraftContent): DraftPlace =>
  content.kind === 'field' ? `field:${content.key}` : content.kind;

/** Where the change was typed; null for what is not typed at all. */
export function placeOfChange(change: Change): DraftPlace | null {
  switch (change.kind) {
    case 'note':
    case 'create':
      return change.kind;
    case 'setStage':
      return !change.to || change.to.outcome === 'open' ? null : 'reason';
    case 'edit': {
      const [only, another] = change.edits;
      return only && !another ? `field:${only.key}` : null;
    }
    default:
      return null;
  }
}

/**
 * The drafts of two customers who are one by now: neither note is lost, and none is added twice; elsewhere what is typed
 * for the one who stays is the newer word. What is put together is submitted under an id of its own.
 */
export function mergedDrafts(gone: Draft[], stays: Draft[], newId: () => string): Draft[] {
  const taken = new Map(stays.map((draft) => [placeOf(draft.content), draft]));
  const beside = stays.filter((draft) => !isDrawn(draft, stays));
  for (const draft of gone) {
    const place = placeOf(draft.content);
    const there = taken.get(place);
    if (!isDrawn(draft, gone)) beside.push(draft);
    else if (!there) taken.set(place, draft);
    else if (there.content.kind === 'note' && draft.content.kind === 'note') {
      const text = mergedText(draft.content.text, there.content.text);
      if (text === there.content.text) continue;
      taken.set(place, { id: newId(), content: { ...there.content, text } });
    }
  }
  return [...beside, ...taken.values()];
}

/** Of several at one place the newest is drawn; the others were typed elsewhere, and are offered beside it. */
const isDrawn = (draft: Draft, all: readonly Draft[]): boolean =>
  all.findLast(({ content }) => placeOf(content) === placeOf(draft.content)) === draft;

function mergedText(gone: string, stays: string): string {
  if (gone.trim() === '' || stays.includes(gone)) return stays;
  return stays.trim() === '' ? gone : `${stays}\n${gone}`;
}

/** Whether the change says all that the draft says. */
export function isSaidBy(content: DraftContent, change: Change): boolean {
  switch (content.kind) {
    case 'note':
      return (
        change.kind === 'note' &&
        change.text === content.text.trim() &&
        (change.stageId ?? '') === content.stageId &&
        isSameTime(change.remindAt, content.remindAt)
      );
    case 'create': {
      if (change.kind !== 'create' || change.name !== nameIn(content.name)) return false;
      const said = new Map(change.fields.map(({ key, value }) => [key, value]));
      const typed = { ...content.values, address: regionOf(content.region) };
      return Object.entries(typed).every(([key, value]) => isSameValue(said.get(key) ?? null, value));
    }
    case 'reason':
      return (
        change.kind === 'setStage' &&
        change.to?.outcome === content.outcome &&
        (change.to.reason ?? '') === content.text.trim()
      );
    case 'field':
      return (
        change.kind === 'edit' &&
        change.edits.some(({ key, to }) => key === content.key && isSameValue(to, content.value))
      );
  }
}

const isSameValue = (one: FieldValue, other: FieldValue): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

/** A time in UTC, and one of a `datetime-local` box. */
const isSameTime = (utc: string | undefined, local: string): boolean =>
  utc === undefined || local === '' ? (utc ?? '') === local : Date.parse(utc) === Date.parse(local);
