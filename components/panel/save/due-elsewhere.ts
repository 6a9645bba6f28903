import type { Customer, TimelineEvent } from '../../../lib/crm/model.ts';
import type { PanelView } from '../../../lib/panel/view.ts';
import { isDue, openTodos } from '../follow-up/open-todos.ts';

/** A reminder whose time has come, of somebody who is not on the screen. */
export interface DueReminder {
  customer: Customer;
  todo: TimelineEvent;
}

type Seen = Pick<PanelView, 'cards' | 'customer' | 'everywhere' | 'now'>;

/** Of everybody whose card was read since the panel was opened, the most urgent first; not what was marked as done. */
export function dueElsewhere({ cards, customer: shown, everywhere, now }: Seen): DueReminder[] {
  const settled = new Set(
    everywhere.flatMap(({ change, state }) =>
      change.kind === 'todo' && change.done && state !== 'failed' ? [change.todoId] : [],
    ),
  );
  return Object.values(cards)
    .filter(({ customer: { id, connectionId } }) => id !== shown?.id || connectionId !== shown.connectionId)
    .flatMap(({ customer, timeline }) =>
      openTodos(timeline)
        .filter((todo) => isDue(todo, now) && !settled.has(todo.id))
        .map((todo) => ({ customer, todo })),
    )
    .sort((one, other) => Date.parse(one.todo.dueAt ?? '') - Date.parse(other.todo.dueAt ?? ''));
}
