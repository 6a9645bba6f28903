import type { Evaluates } from './evaluates.ts';

/** Opens a chat as a click would, without the click: at once. Resolves with when the page did so, epoch ms. */
export function openChat(page: Evaluates, chatId: string): Promise<number> {
  return page.evaluate((id) => {
    const at = performance.timeOrigin + performance.now();
    window.standIn.open(id);
    return at;
  }, chatId);
}
