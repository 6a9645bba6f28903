import { browser } from 'wxt/browser';
import type { OutboxDigest } from '../../lib/session/shapes.ts';

/** The browsers write no more than four characters there. */
const most = 99;

/** On the toolbar's button: how many of the agent's changes need a decision, whoever they are for. */
export async function showBadge({ writes }: OutboxDigest): Promise<void> {
  const count = writes.filter(({ state }) => state === 'failed' || state === 'unknown').length;
  const text = count === 0 ? '' : count > most ? `${most}+` : String(count);
  await browser.action.setBadgeBackgroundColor({ color: '#b3261e' });
  await browser.action.setBadgeText({ text });
}
