import type { TimelineEvent, TimelinePage } from '../../../lib/crm/model.ts';

/** What is still to be done, the most urgent first; what has no time, or none that can be read, comes last. */
export function openTodos(page: TimelinePage | null): TimelineEvent[] {
  const todos = [...(page?.events ?? []), ...(page?.open ?? [])].filter(
    ({ kind, doneAt }) => kind === 'todo' && doneAt === undefined,
  );
  const once = [...new Map(todos.map((todo) => [todo.id, todo])).values()];
  return once.sort((one, other) => timeOf(one) - timeOf(other));
}

export function isDue({ dueAt }: Pick<TimelineEvent, 'dueAt'>, now: number): boolean {
  return dueAt !== undefined && Date.parse(dueAt) <= now;
}

function timeOf({ dueAt = '' }: TimelineEvent): number {
  const at = Date.parse(dueAt);
  return Number.isNaN(at) ? Number.MAX_VALUE : at;
}
