import { AppError } from '../../errors/app-error.ts';
import type { CustomerStage, TimelineEvent } from '../model.ts';
import type { Change } from '../port.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import type { Written } from './written.ts';

/**
 * Moves the customer along the pipeline. Throws `CONFLICT` when the customer stands neither where the agent saw it nor
 * where the agent wants it, `INVALID_INPUT` for a stage that is not in the pipeline. The stage can be taken off, too.
 */
export function setStage(
  customer: LocalCustomer,
  catalogue: LocalCatalogueRow,
  { from, to }: Extract<Change, { kind: 'setStage' }>,
  at: string,
): Written {
  const current = customer.stage;
  const name = (id: string) => catalogue.stages.find((stage) => stage.id === id)?.name ?? null;
  const target = to && name(to.stageId);
  if (to && target === null) throw new AppError('INVALID_INPUT', { detail: 'no such stage' });
  if (same(current, to) && (current?.reason ?? '') === (to?.reason ?? '')) {
    return { customer, catalogue: null, events: [] };
  }
  if (!same(current, to) && !same(current, from === 'unknown' ? null : from)) {
    throw new AppError('CONFLICT', { detail: 'stage' });
  }
  if (to === null) {
    const taken = { field: 'stage', from: current && name(current.stageId), to: null };
    return {
      customer: { ...customer, stage: null },
      catalogue: null,
      events: [{ kind: 'stage', summary: null, changes: [taken] }],
    };
  }
  const changes: TimelineEvent['changes'] = [];
  if (current?.stageId !== to.stageId) {
    changes.push({ field: 'stage', from: current && name(current.stageId), to: target });
  }
  if ((current?.outcome ?? 'open') !== to.outcome) {
    changes.push({ field: 'outcome', from: current?.outcome ?? null, to: to.outcome });
  }
  const reason = to.reason?.trim() ? to.reason : null;
  return {
    customer: {
      ...customer,
      stage: { stageId: to.stageId, outcome: to.outcome, since: at, ...(reason !== null && { reason }) },
    },
    catalogue: null,
    events: [{ kind: 'stage', summary: reason, changes }],
  };
}

function same(one: CustomerStage | null, other: Pick<CustomerStage, 'stageId' | 'outcome'> | null): boolean {
  return one?.stageId === other?.stageId && one?.outcome === other?.outcome;
}
