/**
 * Reminders of whatever customer, also of those whose card nobody has opened: what back ends list, in the session for the
 * panel and the toolbar's button. Nothing of it is kept: it is asked anew when a worker starts, when something was written,
 * and when the next one falls due.
 */
import type { AccountId } from '../accounts/account.ts';
import { createQueue } from '../concurrency/in-turn.ts';
import type { CrmAdapter } from '../crm/port.ts';
import type { ReminderView } from '../session/shapes.ts';
import type { SessionWriter } from '../session/writer.ts';

/** As many as are told; the most urgent come first. */
const mostTold = 200;
/** Characters of what is to be done: the card has the rest. */
const mostText = 300;
/** ms. */
const deadline = 30_000;

export function createKnownReminders(deps: {
  session: Pick<SessionWriter, 'writeReminders'>;
  /** The connections that are in force, one an account; none while Chatside is paused. */
  lines(): Promise<{ connectionId: string; accountId: AccountId }[]>;
  adapterFor(connectionId: string): Promise<CrmAdapter>;
  /** Has `refresh` called at that time (epoch ms). Null: no need. */
  setAlarm(at: number | null): void;
  /** The session has them. */
  onTold(reminders: readonly ReminderView[]): Promise<void>;
  now(): number;
}) {
  const { session, lines, adapterFor, setAlarm, onTold, now } = deps;
  const inTurn = createQueue();

  async function remindersOf(line: { connectionId: string; accountId: AccountId }): Promise<ReminderView[]> {
    const { capabilities, reminders } = await adapterFor(line.connectionId);
    if (!reminders) return [];
    const found = await reminders(AbortSignal.timeout(deadline));
    const canSettle = capabilities.change.todo.able;
    return found.map(({ summary, dueAt, ...one }) => ({
      ...line,
      ...one,
      summary: summary && shortened(summary),
      dueAt: Date.parse(dueAt),
      canSettle,
    }));
  }

  async function refresh(): Promise<void> {
    // One that can't be asked takes none of another's away.
    const asked = await Promise.allSettled((await lines()).map(remindersOf));
    const all = asked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    all.sort((one, other) => one.dueAt - other.dueAt);
    await session.writeReminders(all.slice(0, mostTold));
    setAlarm(all.find(({ dueAt }) => dueAt > now())?.dueAt ?? null);
    await onTold(all);
    const failed = asked.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
  }

  return { refresh: (): Promise<void> => inTurn(refresh) };
}

function shortened(text: string): string {
  const characters = [...text.slice(0, 2 * mostText + 2)];
  return characters.length <= mostText ? text : `${characters.slice(0, mostText).join('')}…`;
}
