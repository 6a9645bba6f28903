/** The change that takes another one back. */
import { type Customer, type FieldValue, isStandardField } from '../crm/model.ts';
import type { Change } from '../crm/port.ts';

/**
 * @param readBack the customer after the write, where known: a back end may have stored a value in its own way, and the
 *   way back must start from what is there.
 * @param clears whether the back end takes off again what was set first.
 * @returns null where there is no way back (a note, a created customer, a stage that was not known).
 */
export function inverseOf(change: Change, readBack: Customer | null, clears = false): Change | null {
  switch (change.kind) {
    case 'setTags':
      return { ...change, add: change.remove, remove: change.add };
    case 'setStage': {
      if (change.from === 'unknown' || (change.from === null && !clears)) return null;
      const now = readBack?.stage;
      const same = now && now !== 'unknown' && now.stageId === change.to?.stageId;
      const from = same ? now : change.to;
      if (change.from === null) return { ...change, from, to: null };
      const { stageId, outcome, reason } = change.from;
      return {
        ...change,
        from,
        to: { stageId, outcome, ...(reason !== undefined && { reason }) },
      };
    }
    case 'edit':
      return {
        ...change,
        edits: change.edits.map(({ key, from, to }) => ({
          key,
          from: readBack ? fieldOf(readBack, key, to) : to,
          to: from,
        })),
      };
    case 'assign':
      return change.from && { ...change, from: change.to, to: change.from };
    case 'todo':
      return { ...change, done: !change.done };
    case 'create':
    case 'note':
    case 'claim':
    case 'release':
    case 'delete':
    case 'merge':
      return null;
  }
}

/** What stands in a field; `otherwise` where it is not told. */
export function fieldOf(customer: Customer, key: string, otherwise: FieldValue): FieldValue {
  if (isStandardField(key)) return customer[key];
  const field = customer.fields.find((one) => one.key === key);
  return field ? field.value : otherwise;
}
