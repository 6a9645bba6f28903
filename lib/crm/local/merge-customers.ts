import { AppError } from '../../errors/app-error.ts';
import { standardFields, type TimelineEvent } from '../model.ts';
import type { Change } from '../port.ts';
import type { WriteTransaction } from './database.ts';
import { definitionOf, setValue, shown } from './edit-fields.ts';
import { sameValue } from './field-values.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import { dropSearchText } from './search-buckets.ts';
import type { Written } from './written.ts';

type Merge = Extract<Change, { kind: 'merge' }>;

/**
 * Everything of the one who goes is of the one who stays: numbers, tags, history, reminders and the keys of what was
 * written. The history tells which values did not stay. Throws `NOT_FOUND`, and `INVALID_INPUT` for one with itself.
 */
export async function mergeCustomers(
  tx: WriteTransaction,
  { customerId: goneId, staysId, take }: Merge,
  catalogue: LocalCatalogueRow,
): Promise<Written> {
  if (goneId === staysId) throw new AppError('INVALID_INPUT', { detail: 'one with itself' });
  const customers = tx.objectStore('customers');
  const [gone, stays] = [await customers.get(goneId), await customers.get(staysId)];
  if (!gone || !stays) throw new AppError('NOT_FOUND');
  await customers.delete(goneId);
  await dropSearchText(tx, goneId);
  const timeline = tx.objectStore('timeline');
  for (const key of await timeline.index('customer').getAllKeys(goneId)) {
    const event = await timeline.get(key);
    if (event) await timeline.put({ ...event, customerId: staysId }, key);
  }
  const writes = tx.objectStore('writes');
  for (const write of await writes.getAll()) {
    if (write.customerId === goneId) await writes.put({ ...write, customerId: staysId });
  }
  return merged(gone, stays, new Set(take), catalogue);
}

function merged(
  gone: LocalCustomer,
  stays: LocalCustomer,
  take: ReadonlySet<string>,
  catalogue: LocalCatalogueRow,
): Written {
  const [createdAt = stays.createdAt] = [stays.createdAt, gone.createdAt].toSorted();
  const customer: LocalCustomer = {
    ...stays,
    phones: [...new Set([...stays.phones, ...gone.phones])],
    stage: (take.has('stage') ? gone.stage : null) ?? stays.stage ?? gone.stage,
    tagIds: mergedTags(gone, stays, take, catalogue),
    fields: { ...stays.fields },
    blocked: stays.blocked || gone.blocked,
    createdAt,
  };
  const lost: TimelineEvent['changes'] = [];
  const standard = standardFields.map((key) => [key, stays[key], gone[key]] as const);
  const own = [...new Set([...Object.keys(stays.fields), ...Object.keys(gone.fields)])].map(
    (key) => [key, stays.fields[key] ?? null, gone.fields[key] ?? null] as const,
  );
  for (const [key, one, other] of [...standard, ...own]) {
    const isTaken = other !== null && (one === null || take.has(key));
    if (isTaken) setValue(customer, key, other);
    if (one === null || other === null || sameValue(one, other)) continue;
    const definition = definitionOf(catalogue, key);
    const [left, kept] = isTaken ? [one, other] : [other, one];
    lost.push({
      field: definition.name ?? key,
      from: shown(definition, left),
      to: shown(definition, kept),
    });
  }
  const stageLost = [stays.stage, gone.stage].find(
    (stage) => stage !== null && stage.stageId !== customer.stage?.stageId,
  );
  const ended = [stays.stage, gone.stage].find(
    (stage) => stage !== null && stage.outcome !== 'open' && stage.outcome !== customer.stage?.outcome,
  );
  const nameOf = (id: string | undefined) => catalogue.stages.find((stage) => stage.id === id)?.name ?? null;
  if (stageLost) {
    lost.push({ field: 'stage', from: nameOf(stageLost.stageId), to: nameOf(customer.stage?.stageId) });
  }
  if (ended) lost.push({ field: 'outcome', from: ended.outcome, to: customer.stage?.outcome ?? null });
  return { customer, catalogue: null, events: [{ kind: 'merged', summary: gone.name, changes: lost }] };
}

/** All of both; of a group of single choice the one who stays has the word, unless the agent took the other's. */
function mergedTags(
  gone: LocalCustomer,
  stays: LocalCustomer,
  take: ReadonlySet<string>,
  { groups }: LocalCatalogueRow,
): string[] {
  const groupOf = (id: string) => groups.find(({ tags }) => tags.some((tag) => tag.id === id));
  const singleOf = (id: string) => {
    const group = groupOf(id);
    return group && !group.multiple ? group : null;
  };
  const hasOneOf = (whose: LocalCustomer, groupId: string) =>
    whose.tagIds.some((id) => singleOf(id)?.id === groupId);
  const isKept = (id: string, other: LocalCustomer, taken: boolean) => {
    const group = singleOf(id);
    return group === null || !hasOneOf(other, group.id) || take.has(`group:${group.id}`) === taken;
  };
  return [
    ...new Set([
      ...stays.tagIds.filter((id) => isKept(id, gone, false)),
      ...gone.tagIds.filter((id) => isKept(id, stays, true)),
    ]),
  ];
}
