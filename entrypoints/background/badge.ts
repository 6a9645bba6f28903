import { browser } from 'wxt/browser';
import type { OutboxDigest, ReminderView } from '../../lib/session/shapes.ts';

/** The browsers write no more than four characters there. */
const most = 99;

/**
 * On the toolbar's button: how many of the agent's changes need a decision and how many reminders are due, whoever they are
 * for. `now` is epoch ms.
 */
export async function showBadge(
  outbox: OutboxDigest | null,
  reminders: readonly Pick<ReminderView, 'dueAt'>[],
  now: number,
): Promise<void> {
  const undecided = outbox?.writes.filter(({ state }) => state === 'failed' || state === 'unknown') ?? [];
  const count = undecided.length + reminders.filter(({ dueAt }) => dueAt <= now).length;
  const text = count === 0 ? '' : count > most ? `${most}+` : String(count);
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text });
}
