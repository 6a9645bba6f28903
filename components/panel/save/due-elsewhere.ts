import type { PanelView } from '../../../lib/panel/view.ts';
import type { ReminderView } from '../../../lib/session/shapes.ts';

type Seen = Pick<PanelView, 'reminders' | 'customer' | 'setup' | 'everywhere' | 'now'>;

/** Reminders of whoever is not on the screen whose time has come, the most urgent first; not what was marked as done. */
export function dueElsewhere({ reminders, customer, setup, everywhere, now }: Seen): ReminderView[] {
  const connection = setup?.connections.find(({ id }) => id === customer?.connectionId);
  // The agent's last word on each.
  const settled = new Map(
    everywhere.flatMap(({ accountId, change, state }) =>
      change.kind === 'todo' && state !== 'failed' ? [[`${accountId} ${change.todoId}`, change.done]] : [],
    ),
  );
  return reminders.filter(
    ({ accountId, customerId, todoId, dueAt }) =>
      dueAt <= now &&
      !(customerId === customer?.id && accountId === connection?.accountId) &&
      !settled.get(`${accountId} ${todoId}`),
  );
}
