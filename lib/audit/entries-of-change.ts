import type { Catalogue, CustomerStage, FieldValue, Outcome } from '../crm/model.ts';
import type { Change } from '../crm/port.ts';
import type { AuditEntry } from './audit-log.ts';

type What = Pick<AuditEntry, 'what' | 'name' | 'from' | 'to'>;

/** A change that landed as entries of the log. The text of a note is not repeated in it. */
export function entriesOfChange(
  change: Change,
  about: Pick<AuditEntry, 'id' | 'at' | 'accountId' | 'connectionId' | 'customerId'> & {
    catalogue: Catalogue | null;
  },
): AuditEntry[] {
  const { id, at, accountId, connectionId, customerId, catalogue } = about;
  return whatOf(change, catalogue).map((what, place) => ({
    id: `${id}:${place}`,
    at,
    accountId,
    connectionId,
    customerId,
    ...what,
  }));
}

function whatOf(change: Change, catalogue: Catalogue | null): What[] {
  const nameOf = (stageId: string) =>
    catalogue?.stages.find((stage) => stage.id === stageId)?.name ?? stageId;
  switch (change.kind) {
    case 'create':
      return [
        { what: 'created', name: null, from: null, to: change.name },
        ...change.fields.map(({ key, value }) => fieldChange(key, null, value)),
      ];
    case 'edit':
      return change.edits.map(({ key, from, to }) => fieldChange(key, from, to));
    case 'setTags':
      return [
        ...change.remove.map((tag) => ({ what: 'tag' as const, name: null, from: tag.name, to: null })),
        ...change.add.map((tag) => ({ what: 'tag' as const, name: null, from: null, to: tag.name })),
      ];
    case 'setStage':
      return [
        {
          what: 'stage',
          name: null,
          from: change.from === null || change.from === 'unknown' ? null : stageText(change.from, nameOf),
          to: change.to && stageText(change.to, nameOf),
        },
      ];
    case 'note':
      return [
        { what: 'note', name: null, from: null, to: null },
        ...(change.stageId === undefined
          ? []
          : [{ what: 'stage' as const, name: null, from: null, to: nameOf(change.stageId) }]),
      ];
    case 'todo':
      return [{ what: 'todo', name: null, from: null, to: change.done ? 'done' : 'open' }];
    case 'assign':
      return [{ what: 'owner', name: null, from: change.from?.name ?? null, to: change.to.name }];
    case 'delete':
      return [{ what: 'deleted', name: null, from: null, to: null }];
    case 'merge':
      return [{ what: 'merged', name: null, from: change.customerId, to: change.staysId }];
    case 'claim':
    case 'release':
      return [{ what: 'owner', name: change.kind, from: null, to: null }];
  }
}

function fieldChange(key: string, from: FieldValue, to: FieldValue): What {
  const text = (value: FieldValue) => (Array.isArray(value) ? value.join(', ') : value);
  return { what: 'field', name: key, from: text(from), to: text(to) };
}

function stageText(
  { stageId, outcome, reason }: Pick<CustomerStage, 'stageId' | 'reason'> & { outcome: Outcome },
  nameOf: (stageId: string) => string,
): string {
  return [nameOf(stageId), outcome === 'open' ? null : outcome, reason].filter(Boolean).join(', ');
}
