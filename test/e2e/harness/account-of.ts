import type { Page } from 'puppeteer-core';
import type { Setup } from '../../../lib/session/shapes.ts';

/** The account behind a connection, as the worker told this page of ours. */
export async function accountOf(page: Page, connectionId: string): Promise<string> {
  const setup = await page.evaluate(async () => (await globalThis.chrome.storage.session.get('setup')).setup);
  // Only the worker writes it.
  const connection = (setup as Setup).connections.find(({ id }) => id === connectionId);
  if (!connection?.accountId) throw new Error(`Nobody stands behind ${connectionId}`);
  return connection.accountId;
}
