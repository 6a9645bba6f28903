import type { Catalogue, Customer, FieldValue, Tag } from './model.ts';
import { isStandardField } from './model.ts';
import type { Change, TagRef } from './port.ts';

/** The customer as a change leaves one. Twice is the same as once. */
export function applyChange(customer: Customer, change: Change, catalogue: Catalogue | null): Customer {
  switch (change.kind) {
    case 'setTags': {
      const kept = customer.tags.filter((tag) => !change.remove.some((one) => isMeant(one, tag)));
      const added = change.add.filter((one) => !kept.some((tag) => isMeant(one, tag)));
      return { ...customer, tags: [...kept, ...added.map((tag) => drawn(tag, catalogue))] };
    }
    case 'setStage': {
      if (change.to === null) return { ...customer, stage: null };
      const { stageId, outcome, reason } = change.to;
      return { ...customer, stage: { stageId, outcome, ...(reason !== undefined && { reason }) } };
    }
    case 'edit':
      return change.edits.reduce((edited, edit) => withField(edited, edit.key, edit.to), customer);
    case 'assign':
      return { ...customer, owner: change.to };
    case 'release':
      return { ...customer, owner: null };
    case 'note':
      return change.stageId === undefined
        ? customer
        : { ...customer, stage: { stageId: change.stageId, outcome: 'open' } };
    case 'todo':
    case 'claim':
    case 'create':
    case 'delete':
    case 'merge':
      return customer;
  }
}

/** One that was typed goes by its name until the back end has given it an id. */
export const isMeant = (one: TagRef, { id, name }: Tag): boolean =>
  id === one.id || (one.groupId === null && name === one.name);

function drawn(tag: Pick<Tag, 'id' | 'name' | 'groupId'>, catalogue: Catalogue | null): Tag {
  const known = catalogue?.groups.flatMap((group) => group.tags).find((one) => one.id === tag.id);
  return known ?? { ...tag, colour: null, readOnly: false };
}

function withField(customer: Customer, key: string, value: FieldValue): Customer {
  if (isStandardField(key)) return { ...customer, [key]: Array.isArray(value) ? value.join(', ') : value };
  const others = customer.fields.filter((field) => field.key !== key);
  return { ...customer, fields: [...others, { key, value, text: null }] };
}
