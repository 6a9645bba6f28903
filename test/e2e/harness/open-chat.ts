import type { Evaluates } from './evaluates.ts';

/** Opens a chat as a click would, without the click: at once, and to be timed. */
export async function openChat(page: Evaluates, chatId: string): Promise<void> {
  await page.evaluate((id) => window.standIn.open(id), chatId);
}
