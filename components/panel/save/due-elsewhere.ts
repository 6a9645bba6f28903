import type { PanelView } from '../../../lib/panel/view.ts';
import type { ReminderView, WriteView } from '../../../lib/session/shapes.ts';

type Seen = Pick<PanelView, 'state' | 'reminders' | 'customer' | 'setup' | 'everywhere' | 'now'>;

/** Reminders of whoever is not on the screen whose time has come, the most urgent first; not what was marked as done. */
export function dueElsewhere(view: Seen): ReminderView[] {
  const { reminders, everywhere, now } = view;
  // The agent's last word on each.
  const settled = new Map(
    everywhere.flatMap(({ accountId, change, state }) =>
      change.kind === 'todo' && state !== 'failed' ? [[`${accountId} ${change.todoId}`, change.done]] : [],
    ),
  );
  return reminders.filter(
    (one) => one.dueAt <= now && !isShown(one, view) && !settled.get(`${one.accountId} ${one.todoId}`),
  );
}

/** Of whoever is not on the screen: reminders that are being marked as done, or were while that can be taken back. */
export function settledElsewhere(view: Seen): WriteView[] {
  return view.everywhere.filter((write) => {
    const { change, state, undoUntil, error, behind, confirming } = write;
    if (change.kind !== 'todo' || !change.done || isShown(write, view)) return false;
    if (state === 'done') return undoUntil !== null && undoUntil > view.now;
    return (state === 'waiting' || state === 'sending') && !error && !behind && !confirming;
  });
}

/** Whether they can be worked on beside their chat, by whichever connection of their company. */
export function isShown(
  { accountId, customerId }: { accountId: string; customerId: string },
  { state, customer, setup }: Pick<Seen, 'state' | 'customer' | 'setup'>,
): boolean {
  const connection = setup?.connections.find(({ id }) => id === customer?.connectionId);
  return state !== 'aside' && customerId === customer?.id && accountId === connection?.accountId;
}
