import type { TimelineEvent, TimelinePage } from '../crm/model.ts';
import type { WriteView } from '../session/shapes.ts';

/** The timeline with its to-dos as the agent left them: with every mark on top that did not fail. */
export function markTodos(page: TimelinePage, writes: readonly WriteView[]): TimelinePage {
  const marks = new Map<string, string | null>();
  for (const { change, state, createdAt } of writes) {
    if (change.kind !== 'todo' || state === 'failed') continue;
    marks.set(change.todoId, change.done ? new Date(createdAt).toISOString() : null);
  }
  if (marks.size === 0) return page;
  const marked = (event: TimelineEvent): TimelineEvent => {
    const mark = marks.get(event.id);
    if (mark === undefined || event.kind !== 'todo') return event;
    const { doneAt, ...open } = event;
    return mark === null ? open : { ...event, doneAt: doneAt ?? mark };
  };
  return {
    ...page,
    events: page.events.map(marked),
    ...(page.open && { open: page.open.map(marked) }),
  };
}
