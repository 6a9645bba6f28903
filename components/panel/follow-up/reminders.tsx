import { useEffect, useRef } from 'preact/hooks';
import type { Customer, TimelineEvent, TimelinePage } from '../../../lib/crm/model.ts';
import { t } from '../../../lib/i18n/index.ts';
import type { PanelEvents } from '../../../lib/panel/view.ts';
import { useAnnounce } from '../../controls/announcer.tsx';
import { ClampedText } from '../../controls/clamped-text.tsx';
import { useCommands } from '../../controls/commands.ts';
import type { Refusals } from '../save/refusals.tsx';
import { DueTime } from './due-time.tsx';
import { isDue, openTodos } from './open-todos.ts';

const nameOf = ({ summary }: TimelineEvent): string => summary ?? t('reminders.unnamed');

/** What is still to be done for this customer, the most urgent first. One that comes due while it is shown is said aloud. */
export function Reminders(props: {
  customer: Customer;
  page: TimelinePage | null;
  now: number;
  /** They can be marked as done. */
  able: boolean;
  refused: Refusals;
  onSubmit: PanelEvents['submit'];
}) {
  const { customer, page, now, able, refused, onSubmit } = props;
  const announce = useAnnounce();
  const todos = openTodos(page);
  const due = todos.filter((todo) => isDue(todo, now));
  const heard = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    if (page === null) return;
    const known = heard.current;
    const fresh = due.find(({ id }) => known !== null && !known.has(id));
    heard.current = new Set(due.map(({ id }) => id));
    if (fresh) announce(t('reminders.due', { text: nameOf(fresh) }));
  }, [page === null, due.map(({ id }) => id).join('\n')]);

  const settle = (todoId: string) => onSubmit({ kind: 'todo', customerId: customer.id, todoId, done: true });
  useCommands(
    (able ? todos : []).map((todo) => ({
      kind: 'reminder',
      of: todo.id,
      name: nameOf(todo),
      run: () => settle(todo.id),
    })),
  );

  if (todos.length === 0) return null;
  return (
    <ul class="reminders" aria-label={t('reminders.title')} tabIndex={-1}>
      {todos.map((todo) => (
        <li key={todo.id} class="reminder" data-due={isDue(todo, now)}>
          <div class="reminder-words">
            <p>
              <ClampedText text={nameOf(todo)} />
            </p>
            <DueTime todo={todo} now={now} />
          </div>
          {able && (
            <button
              type="button"
              class="button"
              aria-label={t('reminders.markDone', { text: nameOf(todo) })}
              aria-describedby={refused[`todo:${todo.id}`]?.id}
              onClick={() => settle(todo.id)}
            >
              {t('reminders.done')}
            </button>
          )}
          {refused[`todo:${todo.id}`]?.line}
        </li>
      ))}
    </ul>
  );
}
