import { AppError } from '../../errors/app-error.ts';
import type { Change } from '../port.ts';
import type { LocalCatalogueRow, LocalCustomer } from './rows.ts';
import { setStage } from './set-stage.ts';
import type { Written } from './written.ts';

/**
 * A note; with a stage it also moves the customer there, from wherever that one stands. A note with a reminder is kept
 * as a to-do, and needs no words. Throws `INVALID_INPUT` for an empty note, a stage that is not in the pipeline and a time that is none.
 */
export function writeNote(
  customer: LocalCustomer,
  catalogue: LocalCatalogueRow,
  { customerId, text, stageId, remindAt }: Extract<Change, { kind: 'note' }>,
  at: string,
): Written {
  const isEmpty = text.trim() === '';
  if (isEmpty && remindAt === undefined) throw new AppError('INVALID_INPUT', { detail: 'an empty note' });
  const note = { summary: isEmpty ? null : text, changes: [] };
  const noted =
    remindAt === undefined ? { kind: 'note' as const, ...note } : { ...note, ...reminder(remindAt) };
  if (stageId === undefined) return { customer, catalogue: null, events: [noted] };
  const to = { stageId, outcome: 'open' as const };
  const moved = setStage(customer, catalogue, { kind: 'setStage', customerId, from: customer.stage, to }, at);
  return { ...moved, events: [...moved.events, noted] };
}

function reminder(remindAt: string): { kind: 'todo'; dueAt: string } {
  const due = new Date(remindAt);
  if (Number.isNaN(due.getTime())) throw new AppError('INVALID_INPUT', { detail: 'not a time' });
  return { kind: 'todo', dueAt: due.toISOString() };
}
