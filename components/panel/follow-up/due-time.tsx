import { Bell, BellRing, Check } from 'lucide';
import type { TimelineEvent } from '../../../lib/crm/model.ts';
import { formatDateTime, formatMoment } from '../../../lib/i18n/formats.ts';
import { t } from '../../../lib/i18n/index.ts';
import { Icon } from '../../controls/icon.tsx';
import { isDue } from './open-todos.ts';

/** When a to-do is to be done, marked once that time has come; or when it was done. */
export function DueTime({ todo, now }: { todo: Pick<TimelineEvent, 'dueAt' | 'doneAt'>; now: number }) {
  const { dueAt, doneAt } = todo;
  const at = doneAt ?? dueAt;
  if (at === undefined) return null;
  const when = formatMoment(at, now);
  const due = doneAt === undefined && isDue(todo, now);
  return (
    <p class="event-due" data-due={due}>
      <Icon node={doneAt !== undefined ? Check : due ? BellRing : Bell} size={12} />
      <time dateTime={at} title={formatDateTime(at)}>
        {doneAt !== undefined
          ? t('event.doneAt', { when })
          : due
            ? t('event.dueNow', { when })
            : t('event.due', { when })}
      </time>
    </p>
  );
}
