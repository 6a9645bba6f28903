/** What a look after an update says about it: what was lost, what a colleague did meanwhile, what did not land. Pure. */
import { AppError } from '../../errors/app-error.ts';
import type { FieldDefinition } from '../model.ts';
import { changesIn, type EventChange } from './events.ts';
import type { EditPlan } from './plan-edit.ts';
import { customIn, othersBusiness, valueIn, withoutZero } from './update-body.ts';
import { type UserField, type UserRow, updatable, userFieldOf } from './user-row.ts';
import type { WireEvent } from './wire-rows.ts';

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

export interface Update {
  before: UserRow;
  change: EditPlan;
  after: UserRow;
}

/** Fields that colleagues change together. */
const ownership = ['crm_status', 'liable_serviceid', 'liable_service_name'] as const;
const isOwnership = (field: UserField): boolean => ownership.some((one) => one === field);

/** What the detail told before the write, and does not tell after it, is gone, though an older list may still have it. */
function valueAfter({ before, after }: Update, field: UserField): string {
  const detailTold = !before.listed.has(field) && before.fields[field] !== undefined;
  return detailTold && after.listed.has(field) ? '' : valueIn(after, field);
}

/** What the list alone tells is not judged where the list did not have the customer. */
const isGone = (update: Update, field: UserField): boolean =>
  !(update.before.listed.has(field) && update.after.listed.size === 0) &&
  !(field in update.change.fields) &&
  valueIn(update.before, field) !== '' &&
  valueAfter(update, field) === '';

/** How many fields had a value and have none any more, though neither the change nor a colleague's release meant that. */
export function lostBy(
  update: Update,
  news: readonly WireEvent[],
  definitions: readonly FieldDefinition[],
): number {
  const { before, change, after } = update;
  const fields = guarded.filter(
    (field) => isGone(update, field) && !isColleagues(update, field, news, definitions),
  );
  const custom = (before.custom ?? []).filter(
    ({ fieldid, value }) => value !== '' && !change.custom.has(fieldid) && customIn(after, fieldid) === '',
  );
  return fields.length + custom.length;
}

/** Others' business that the write has cleared, by all that can be seen. */
export function clearedBy(
  update: Update,
  news: readonly WireEvent[],
  definitions: readonly FieldDefinition[],
): UserField[] {
  return othersBusiness.filter(
    (field) => isGone(update, field) && !isColleagues(update, field, news, definitions),
  );
}

/** Whether a colleague has emptied a field, or set what our write then emptied: seen by the state, or by the timeline. */
function isColleagues(
  update: Update,
  field: UserField,
  news: readonly WireEvent[],
  definitions: readonly FieldDefinition[],
): boolean {
  const { before, change } = update;
  const state = valueAfter(update, 'crm_status');
  if (isOwnership(field) && state !== '' && state !== valueIn(before, 'crm_status')) return true;
  const isSame = (told: EventChange) => {
    const one = userFieldOf(told.field);
    return one !== null && (one === field || (isOwnership(field) && isOwnership(one)));
  };
  const isOurs = (told: EventChange) => {
    const one = userFieldOf(told.field);
    return one ? one in change.fields : change.custom.has(customFieldOf(told, definitions) ?? '');
  };
  return news.some((event) => {
    const told = changesIn(event);
    return told.some(isSame) && !told.some(isOurs);
  });
}

/**
 * What a colleague changed between our reading and our write, so that the write took it back, as far as the timeline
 * tells: a field that we did not mean was changed meanwhile and stands as it was before, or ours stood in between at
 * another value.
 * @param news the events since the reading; whose, is not looked at: our own tells what it overwrote.
 */
export function overwrittenBy(
  update: Update,
  news: readonly WireEvent[],
  definitions: readonly FieldDefinition[],
): string[] {
  const { before, change, after } = update;
  const found = new Set<string>();
  for (const told of news.flatMap(changesIn)) {
    const field = userFieldOf(told.field);
    const plain = (text: string) => (field ? withoutZero(field, text) : text);
    if (plain(told.value) === plain(told.oldValue)) continue;
    const id = field ? null : customFieldOf(told, definitions);
    if (field && updatable.some((one) => one === field)) {
      const [was, now] = [valueIn(before, field), valueAfter(update, field)];
      const wish = change.fields[field];
      // The list may be older than the event.
      const isUndone =
        after.listed.has(field) && isText(field)
          ? told.value === was
          : now === was || (now === '' && told.value !== '');
      if (wish === undefined ? isUndone : isText(field) && now === wish && !fits(told, was, wish)) {
        found.add(field);
      }
    } else if (id !== null) {
      const [was, now] = [customIn(before, id), customIn(after, id)];
      if (!change.custom.has(id) && now === was) found.add(id);
    }
  }
  return [...found];
}

/** Ours alone: from what we saw to what we wrote. */
const fits = ({ oldValue, value }: EventChange, was: string, wish: string): boolean =>
  oldValue === was && value === wish;

/** Of the others an event tells words where the row has numbers. */
const isText = (field: UserField): boolean =>
  ['nick', 'uname', 'email', 'tel', 'qq', 'wx', 'remark', 'enterprise_name'].includes(field);

function customFieldOf({ field, name }: EventChange, definitions: readonly FieldDefinition[]): string | null {
  const found = definitions.find(
    (one) => one.id === field || (one.key.startsWith('custom:') && (one.name === name || one.name === field)),
  );
  return found?.id ?? null;
}

/**
 * The server said that it wrote; this looks whether it did. A field that only the list tells is not judged: the list may
 * lag behind.
 * @throws AppError `OUTCOME_UNKNOWN` where the old value still stands, `UNSUPPORTED` where it was to be cleared.
 */
export function confirmLanded({ before, change, after }: Update): void {
  const stuck: [name: string, clearing: boolean][] = [];
  for (const field of updatable) {
    const wished = change.fields[field];
    if (wished === undefined || after.listed.has(field)) continue;
    const was = before.fields[field] ?? '';
    const now = after.fields[field] ?? '';
    if (now !== wished && now === was) stuck.push([field, wished === '']);
  }
  for (const [fieldid, wished] of change.custom) {
    const was = customIn(before, fieldid);
    const now = customIn(after, fieldid);
    if (now !== wished && now === was) stuck.push(['custom', wished === '']);
  }
  if (stuck.length === 0) return;
  const clearing = stuck.every(([, isClearing]) => isClearing);
  throw new AppError(clearing ? 'UNSUPPORTED' : 'OUTCOME_UNKNOWN', {
    detail: `not changed: ${stuck.map(([name]) => name).join()}`,
  });
}
