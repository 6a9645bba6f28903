import type { Page } from 'puppeteer-core';
import type { ChatTruth } from '../../doubles/whatsapp-web/types.ts';

export interface Opened {
  truth: ChatTruth;
  /** Epoch ms. */
  at: number;
}

/**
 * Opens chats at random moments, never two within one ms, so that an epoch tells which of them it belongs to.
 * @param pauses ms to wait after each, chosen at random.
 * @param last the chat that is opened in the end.
 */
export function openAtRandom(
  page: Page,
  { count, seed, pauses, last }: { count: number; seed: number; pauses: readonly number[]; last: string },
): Promise<Opened[]> {
  return page.evaluate(
    async (total, start, waits, end) => {
      let state = start;
      const random = () => {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        return state / 2_147_483_648;
      };
      const chats = window.standIn.chats();
      const opened: { truth: ChatTruth; at: number }[] = [];
      while (opened.length < total) {
        const isLast = opened.length === total - 1;
        const drawn = chats[Math.floor(random() * chats.length)];
        const truth = isLast ? chats.find(({ chatId }) => chatId === end) : drawn;
        if (isLast && window.standIn.current()?.chatId === end) break;
        if (!truth || truth.chatId === window.standIn.current()?.chatId) continue;
        while (Date.now() <= (opened.at(-1)?.at ?? 0) + 1);
        const at = Date.now();
        opened.push({ truth, at });
        window.standIn.open(truth.chatId);
        const pause = waits[Math.floor(random() * waits.length)] ?? 0;
        await new Promise((done) => setTimeout(done, pause));
      }
      return opened;
    },
    count,
    seed,
    [...pauses],
    last,
  );
}
